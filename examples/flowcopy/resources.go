package main

import (
	"context"
	"fmt"
	"iter"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// resource is a resource of an instance that flows refer to.
type resource struct{ id, arn, name string }

// resources are the resources of one kind.
type resources struct {
	byID   map[string]resource
	byName map[string][]resource
}

func newResources() *resources {
	return &resources{byID: map[string]resource{}, byName: map[string][]resource{}}
}

func (t *resources) add(one resource) {
	t.byID[one.id] = one
	if one.name != "" {
		t.byName[one.name] = append(t.byName[one.name], one)
	}
}

// load lists the resources of a kind, named as in ARNs, unless that was done before.
func (n *instance) load(ctx context.Context, kind string) error {
	list := n.list(ctx, kind)
	if list == nil || n.resources[kind] != nil {
		return nil
	}
	found := newResources()
	for one, err := range list {
		if err != nil {
			return fmt.Errorf("list what has the kind %s: %w", kind, err)
		}
		found.add(one)
	}
	n.resources[kind] = found
	return nil
}

// list iterates over the resources of a kind; it is nil for kinds that are not found by name. Flows and modules are not
// among them: the plan adds these.
func (n *instance) list(ctx context.Context, kind string) iter.Seq2[resource, error] {
	id := &n.at.InstanceID
	switch kind {
	case "queue":
		in := &connect.ListQueuesInput{InstanceId: id, QueueTypes: []types.QueueType{types.QueueTypeStandard}}
		return each(connect.NewListQueuesPaginator(n.client, in).All(ctx), func(q types.QueueSummary) resource { return newResource(q.Id, q.Arn, q.Name) })
	case "operating-hours":
		in := &connect.ListHoursOfOperationsInput{InstanceId: id}
		return each(connect.NewListHoursOfOperationsPaginator(n.client, in).All(ctx), func(h types.HoursOfOperationSummary) resource { return newResource(h.Id, h.Arn, h.Name) })
	case "prompt":
		in := &connect.ListPromptsInput{InstanceId: id}
		return each(connect.NewListPromptsPaginator(n.client, in).All(ctx), func(p types.PromptSummary) resource { return newResource(p.Id, p.Arn, p.Name) })
	case "transfer-destination":
		in := &connect.ListQuickConnectsInput{InstanceId: id}
		return each(connect.NewListQuickConnectsPaginator(n.client, in).All(ctx), func(q types.QuickConnectSummary) resource { return newResource(q.Id, q.Arn, q.Name) })
	case "agent":
		in := &connect.ListUsersInput{InstanceId: id}
		return each(connect.NewListUsersPaginator(n.client, in).All(ctx), func(u types.UserSummary) resource { return newResource(u.Id, u.Arn, u.Username) })
	case "view":
		in := &connect.ListViewsInput{InstanceId: id}
		return each(connect.NewListViewsPaginator(n.client, in).All(ctx), func(v types.ViewSummary) resource { return newResource(v.Id, v.Arn, v.Name) })
	case "task-template":
		in := &connect.ListTaskTemplatesInput{InstanceId: id}
		return each(connect.NewListTaskTemplatesPaginator(n.client, in).All(ctx), func(t types.TaskTemplateMetadata) resource { return newResource(t.Id, t.Arn, t.Name) })
	case "data-table":
		in := &connect.ListDataTablesInput{InstanceId: id}
		return each(connect.NewListDataTablesPaginator(n.client, in).All(ctx), func(t types.DataTableSummary) resource { return newResource(t.Id, t.Arn, t.Name) })
	}
	return nil
}

func newResource(id, arn, name *string) resource {
	return resource{id: aws.ToString(id), arn: aws.ToString(arn), name: aws.ToString(name)}
}

// each iterates over summaries as resources.
func each[T any](all iter.Seq2[T, error], of func(T) resource) iter.Seq2[resource, error] {
	return func(yield func(resource, error) bool) {
		for one, err := range all {
			if err != nil {
				yield(resource{}, err)
				return
			}
			if !yield(of(one), nil) {
				return
			}
		}
	}
}
