package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// instance is one of the two, with a client in its Region and account.
type instance struct {
	client    *connect.Client
	arn       string
	at        connect.ARN
	resources map[string]*resources // by kind, as far as they were loaded
}

func newInstance(client *connect.Client, arn string) (*instance, error) {
	at, err := connect.ParseARN(arn)
	if err == nil && (at.InstanceID == "" || at.InstanceID != at.ID) {
		err = errors.New("it is not the ARN of an instance")
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", arn, err)
	}
	return &instance{client: client, arn: arn, at: at, resources: map[string]*resources{}}, nil
}

// openAccounts makes clients for the two instances, each with a limiter that keeps to its account's quotas.
func openAccounts(ctx context.Context, s settings) (*copier, func(), error) {
	var pair [2]*instance
	for i, side := range []struct{ arn, profile string }{{s.from, s.fromProfile}, {s.to, s.toProfile}} {
		at, err := connect.ParseARN(side.arn)
		if err != nil {
			return nil, nil, err
		}
		options := []func(*config.LoadOptions) error{config.WithRegion(at.Region)}
		if side.profile != "" {
			options = append(options, config.WithSharedConfigProfile(side.profile))
		}
		cfg, err := config.LoadDefaultConfig(ctx, options...)
		if err != nil {
			return nil, nil, err
		}
		client := connect.NewFromConfig(cfg, func(o *connect.Options) { o.Limiter, o.ValidateInput = connect.NewLimiter(), chimeconnect.Validate })
		if pair[i], err = newInstance(client, side.arn); err != nil {
			return nil, nil, err
		}
	}
	return &copier{from: pair[0], to: pair[1]}, func() {}, nil
}

// item is a flow or a flow module.
type item struct {
	module                              bool
	id, arn, name, description, content string
	flowType                            types.ContactFlowType // of a flow
	settings                            string                // the contract of a module
	external                            *types.ExternalInvocationConfiguration
	tags                                map[string]string
	skipped                             string // why it is not copied
}

func (i *item) String() string {
	if i.module {
		return fmt.Sprintf("module %q", i.name)
	}
	return fmt.Sprintf("flow %q", i.name)
}

// key tells items apart: a flow and a module may have the same name.
func (i *item) key() string { return i.String() }

func (i *item) kind() string {
	if i.module {
		return kindModule
	}
	return kindFlow
}

// items lists the modules and flows of an instance, without their content.
func (n *instance) items(ctx context.Context) ([]*item, error) {
	var list []*item
	modules := connect.NewListContactFlowModulesPaginator(n.client, &connect.ListContactFlowModulesInput{InstanceId: &n.at.InstanceID})
	for m, err := range modules.All(ctx) {
		if err != nil {
			return nil, err
		}
		one := &item{module: true, id: aws.ToString(m.Id), arn: aws.ToString(m.Arn), name: aws.ToString(m.Name)}
		if m.State == types.ContactFlowModuleStateArchived {
			one.skipped = "archived"
		}
		list = append(list, one)
	}
	flows := connect.NewListContactFlowsPaginator(n.client, &connect.ListContactFlowsInput{InstanceId: &n.at.InstanceID})
	for f, err := range flows.All(ctx) {
		if err != nil {
			return nil, err
		}
		one := &item{id: aws.ToString(f.Id), arn: aws.ToString(f.Arn), name: aws.ToString(f.Name), flowType: f.ContactFlowType}
		switch {
		case f.ContactFlowType == types.ContactFlowTypeCampaign:
			one.skipped = "a campaign's"
		case f.ContactFlowStatus == types.ContactFlowStatusSaved:
			one.skipped = "not published"
		case f.ContactFlowState == types.ContactFlowStateArchived:
			one.skipped = "archived"
		}
		list = append(list, one)
	}
	return list, nil
}

// read fetches the content of an item.
func (n *instance) read(ctx context.Context, i *item) error {
	if i.module {
		out, err := n.client.DescribeContactFlowModule(ctx, &connect.DescribeContactFlowModuleInput{InstanceId: &n.at.InstanceID, ContactFlowModuleId: &i.id})
		if err != nil {
			return fmt.Errorf("%s: %w", i, err)
		}
		m := out.ContactFlowModule
		i.content, i.settings, i.description = aws.ToString(m.Content), aws.ToString(m.Settings), aws.ToString(m.Description)
		i.external, i.tags = m.ExternalInvocationConfiguration, m.Tags
		if m.Status == types.ContactFlowModuleStatusSaved && i.skipped == "" {
			i.skipped = "not published"
		}
		return nil
	}
	out, err := n.client.DescribeContactFlow(ctx, &connect.DescribeContactFlowInput{InstanceId: &n.at.InstanceID, ContactFlowId: &i.id})
	if err != nil {
		return fmt.Errorf("%s: %w", i, err)
	}
	f := out.ContactFlow
	i.content, i.description, i.tags = aws.ToString(f.Content), aws.ToString(f.Description), f.Tags
	return nil
}

// create makes an item with content that does nothing yet, and returns it with its ID and ARN.
func (n *instance) create(ctx context.Context, like *item) (*item, error) {
	made := *like
	made.content = placeholder(like)
	var description *string
	if like.description != "" {
		description = &like.description
	}
	if like.module {
		in := &connect.CreateContactFlowModuleInput{
			InstanceId: &n.at.InstanceID, Name: &like.name, Description: description, Content: &made.content, Tags: ownTags(like.tags),
			ExternalInvocationConfiguration: like.external,
		}
		if like.settings != "" {
			in.Settings = &like.settings
		}
		out, err := n.client.CreateContactFlowModule(ctx, in)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", like, err)
		}
		made.id, made.arn = aws.ToString(out.Id), aws.ToString(out.Arn)
		return &made, nil
	}
	out, err := n.client.CreateContactFlow(ctx, &connect.CreateContactFlowInput{
		InstanceId: &n.at.InstanceID, Name: &like.name, Type: like.flowType, Description: description, Content: &made.content, Tags: ownTags(like.tags),
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", like, err)
	}
	made.id, made.arn = aws.ToString(out.ContactFlowId), aws.ToString(out.ContactFlowArn)
	return &made, nil
}

// fill gives an item its content, and a module its contract.
func (n *instance) fill(ctx context.Context, i *item, content, settings string) error {
	if i.module {
		in := &connect.UpdateContactFlowModuleContentInput{InstanceId: &n.at.InstanceID, ContactFlowModuleId: &i.id, Content: &content}
		if settings != i.settings {
			if settings == "" {
				settings = "{}" // a module that had a contract has none any more
			}
			in.Settings = &settings
		}
		if _, err := n.client.UpdateContactFlowModuleContent(ctx, in); err != nil {
			return fmt.Errorf("%s: %w", i, err)
		}
		return nil
	}
	_, err := n.client.UpdateContactFlowContent(ctx, &connect.UpdateContactFlowContentInput{
		InstanceId: &n.at.InstanceID, ContactFlowId: &i.id, Content: &content,
	})
	if err != nil {
		return fmt.Errorf("%s: %w", i, err)
	}
	return nil
}
