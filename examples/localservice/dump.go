package main

import (
	"encoding/json"
	"maps"

	"github.com/aws/aws-sdk-go-v2/aws"

	messagingtypes "github.com/seed-086a074d/chimeconnect/chimemessaging/types"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// dump is what is in a Region of an account.
type dump struct {
	Account       string                            `json:"account"`
	Region        string                            `json:"region"`
	Instances     []dumpInstance                    `json:"instances"`
	PhoneNumbers  []types.ClaimedPhoneNumberSummary `json:"phoneNumbers"`
	TrafficGroups []types.TrafficDistributionGroup  `json:"trafficDistributionGroups"`
	AppInstances  []appInstance                     `json:"appInstances"`
	Flows         []messagingtypes.ChannelFlow      `json:"channelFlows"`
	Channels      []dumpChannel                     `json:"channels"`
}

// dumpInstance is an instance of Connect with what is in it, by kind.
type dumpInstance map[string]any

// dumpChannel is a channel with its members and messages.
type dumpChannel struct {
	Channel      messagingtypes.Channel          `json:"channel"`
	Members      []string                        `json:"members"` // ARNs
	Moderators   []string                        `json:"moderators"`
	Bans         []string                        `json:"bans"`
	Tags         []messagingtypes.Tag            `json:"tags"`
	Messages     []messagingtypes.ChannelMessage `json:"messages"`
	MessageCount int                             `json:"messageCount"`
}

// dump reads the state of all places, of each channel the last messages only if there is a limit.
func (s *service) dump(messages int) ([]any, error) {
	all := []any{}
	for _, p := range s.allPlaces() {
		f, err := s.fakesOf(p)
		if err != nil {
			return nil, err
		}
		bare, err := withoutNulls(f.dump(p, messages))
		if err != nil {
			return nil, err
		}
		all = append(all, bare)
	}
	return all, nil
}

func (f *fakes) dump(p place, messages int) dump {
	d := dump{
		Account: p.account, Region: p.region,
		PhoneNumbers: f.connect.PhoneNumbers(), TrafficGroups: f.connect.TrafficDistributionGroups(),
		AppInstances: f.identities.all(), Flows: f.messaging.ChannelFlows(),
	}
	for _, i := range f.connect.Instances() {
		d.Instances = append(d.Instances, f.dumpInstance(i))
	}
	for _, c := range f.messaging.Channels() {
		if shown, ok := f.dumpChannel(c, messages); ok {
			d.Channels = append(d.Channels, shown)
		}
	}
	return d
}

// dumpChannel reports false for a channel that was deleted meanwhile.
func (f *fakes) dumpChannel(c messagingtypes.Channel, messages int) (d dumpChannel, ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	arn := aws.ToString(c.ChannelArn)
	kept := f.messaging.Messages(arn)
	d = dumpChannel{Channel: c, Messages: kept, MessageCount: len(kept), Tags: f.messaging.Tags(arn)}
	if messages >= 0 && len(kept) > messages {
		d.Messages = kept[len(kept)-messages:]
	}
	for _, m := range f.messaging.Members(arn) {
		d.Members = append(d.Members, aws.ToString(m.Member.Arn))
	}
	for _, m := range f.messaging.Moderators(arn) {
		d.Moderators = append(d.Moderators, aws.ToString(m.Moderator.Arn))
	}
	for _, b := range f.messaging.Bans(arn) {
		d.Bans = append(d.Bans, aws.ToString(b.Member.Arn))
	}
	return d, true
}

func (f *fakes) dumpInstance(i types.Instance) (d dumpInstance) {
	d = dumpInstance{"instance": i}
	defer func() { _ = recover() }() // the instance was deleted meanwhile
	id, from := aws.ToString(i.Id), f.connect
	maps.Copy(d, dumpInstance{
		"queues": from.Queues(id), "users": from.Users(id), "routingProfiles": from.RoutingProfiles(id), "securityProfiles": from.SecurityProfiles(id),
		"hoursOfOperations": from.HoursOfOperations(id), "hoursOfOperationOverrides": from.HoursOfOperationOverrides(id),
		"userHierarchyGroups": from.UserHierarchyGroups(id), "userHierarchyStructure": from.UserHierarchyStructure(id),
		"contactFlows": from.ContactFlows(id), "contactFlowModules": from.ContactFlowModules(id), "contactFlowModuleAliases": from.ContactFlowModuleAliases(id),
		"flowAssociations": from.FlowAssociations(id), "lexBots": from.LexBots(id), "lambdaFunctions": from.LambdaFunctions(id),
		"prompts": from.Prompts(id), "quickConnects": from.QuickConnects(id), "agentStatuses": from.AgentStatuses(id), "emailAddresses": from.EmailAddresses(id),
		"vocabularies": from.Vocabularies(id), "defaultVocabularies": from.DefaultVocabularies(id), "approvedOrigins": from.ApprovedOrigins(id),
		"instanceAttributes": from.InstanceAttributes(id), "instanceStorageConfigs": from.InstanceStorageConfigs(id), "securityKeys": from.SecurityKeys(id),
		"integrationAssociations": from.IntegrationAssociations(id), "useCases": from.UseCases(id), "predefinedAttributes": from.PredefinedAttributes(id),
	})
	maps.Copy(d, dumpInstance{
		"views": from.Views(id), "rules": from.Rules(id), "taskTemplates": from.TaskTemplates(id), "evaluationForms": from.EvaluationForms(id),
		"contactEvaluations": from.ContactEvaluations(id), "dataTables": from.DataTables(id), "workspaces": from.Workspaces(id),
		"testCases": from.TestCases(id), "testCaseExecutions": from.TestCaseExecutions(id), "contacts": from.Contacts(id), "metrics": from.Metrics(id),
		"notifications": from.Notifications(id), "authenticationProfiles": from.AuthenticationProfiles(id), "extractionDefinitions": from.ExtractionDefinitions(id),
		"attachedFiles": from.AttachedFiles(id), "attachedFilesConfigurations": from.AttachedFilesConfigurations(id),
		"analyticsDataAssociations": from.AnalyticsDataAssociations(id), "pushNotificationRegistrations": from.PushNotificationRegistrations(id),
	})
	return d
}

// withoutNulls encodes a value and drops members that are null or empty lists and maps.
func withoutNulls(v any) (any, error) {
	text, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	var bare any
	if err := json.Unmarshal(text, &bare); err != nil {
		return nil, err
	}
	return drop(bare), nil
}

func drop(v any) any {
	switch v := v.(type) {
	case []any:
		for i := range v {
			v[i] = drop(v[i])
		}
		if len(v) == 0 {
			return nil
		}
	case map[string]any:
		for key, member := range v {
			if v[key] = drop(member); v[key] == nil || v[key] == "" {
				delete(v, key)
			}
		}
		if len(v) == 0 {
			return nil
		}
	}
	return v
}
