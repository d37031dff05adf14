package connecttest

import (
	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// declareRules declares rules. They are kept but never run.
func (s *state) declareRules(h *Handlers) {
	rules := declare(s, &s.rules, resource[types.Rule]{
		noun: "Rule", kind: "rule", path: "rule", tagType: "rule",
		fill: func(r *request, _ *types.Instance, rule *types.Rule) {
			rule.LastUpdatedTime, rule.LastUpdatedBy = aws.Time(r.moment().Now), r.caller()
			if rule.CreatedTime == nil {
				rule.CreatedTime = rule.LastUpdatedTime
			}
			if rule.PublishStatus == "" {
				rule.PublishStatus = types.RulePublishStatusDraft
			}
		},
		summarise: func(rule *types.Rule, summary any) {
			*member[types.EventSourceName](summary, "EventSourceName") = eventOf(rule)
			*member[[]types.ActionSummary](summary, "ActionSummaries") = fake.Map(rule.Actions, func(a types.RuleAction) types.ActionSummary {
				return types.ActionSummary{ActionType: a.ActionType}
			})
		},
	})
	create(rules, &h.CreateRule, func(r *request, _ *types.Instance, in *connect.CreateRuleInput, _ *types.Rule) error {
		return r.checkFunction(in.Function)
	})
	describe(rules, &h.DescribeRule)
	list(rules, &h.ListRules, func(_ *request, in *connect.ListRulesInput, rule *types.Rule) bool {
		return (in.PublishStatus == "" || in.PublishStatus == rule.PublishStatus) && (in.EventSourceName == "" || in.EventSourceName == eventOf(rule))
	})
	search(rules, &h.SearchRules, searching[types.Rule]{fields: ruleFields})
	h.UpdateRule = handle(s, updateRule)
	remove(rules, &h.DeleteRule)
}

// caller returns the ARN that the API shows for the user who made a change.
func (r *request) caller() *string {
	return aws.String("arn:aws:iam::" + r.server.options.AccountID + ":root")
}

func eventOf(rule *types.Rule) types.EventSourceName {
	if rule.TriggerEventSource == nil {
		return ""
	}
	return rule.TriggerEventSource.EventSourceName
}

func ruleFields(_ *request, _ *types.Instance, rule *types.Rule) fields {
	f := fields{"name": texts(rule.Name), "publishstatus": {string(rule.PublishStatus)}, "eventsourcename": {string(eventOf(rule))}, "ruleid": texts(rule.RuleId)}
	f["integrationassociationid"], f["actionsummaries"], f["rulecapabilitytiers"] = nil, nil, nil
	if rule.TriggerEventSource != nil {
		f["integrationassociationid"] = texts(rule.TriggerEventSource.IntegrationAssociationId)
	}
	for _, a := range rule.Actions {
		f["actionsummaries"] = append(f["actionsummaries"], string(a.ActionType))
	}
	for _, tier := range rule.RuleCapabilityTiers {
		f["rulecapabilitytiers"] = append(f["rulecapabilitytiers"], string(tier))
	}
	return f
}

// checkFunction makes sure that a text can be the condition of a rule.
func (r *request) checkFunction(function *string) error {
	if !isJSONObject(function) {
		return r.invalid("Function: is not a JSON object")
	}
	return nil
}

// updateRule replaces all that an update can change. A rule can be renamed only if its event is of another system.
func updateRule(r *request, in *connect.UpdateRuleInput) (*connect.UpdateRuleOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err == nil {
		err = r.checkFunction(in.Function)
	}
	if err != nil {
		return nil, err
	}
	_, err = r.rules.change(r, inst, in.RuleId, func(rule *types.Rule) error {
		if aws.ToString(rule.Name) != *in.Name && !isForeign(eventOf(rule)) {
			return r.invalid("Name: cannot be changed for the event %s", eventOf(rule))
		}
		rule.Name, rule.Function, rule.Actions, rule.PublishStatus = in.Name, in.Function, in.Actions, in.PublishStatus
		rule.PreEvaluationFilters = in.PreEvaluationFilters
		return nil
	})
	return nil, err
}

// isForeign reports whether an event comes from another system.
func isForeign(event types.EventSourceName) bool {
	switch event {
	case types.EventSourceNameOnZendeskTicketCreate, types.EventSourceNameOnZendeskTicketStatusUpdate, types.EventSourceNameOnSalesforceCaseCreate:
		return true
	}
	return false
}

// AddRule adds a rule to an instance and returns its id. Members that are not set are filled in.
func (s *Server) AddRule(instanceID string, info types.Rule) string {
	return addTo(s, &s.state.rules, instanceID, info)
}

// Rules returns the rules of an instance, in the order of their creation.
func (s *Server) Rules(instanceID string) []types.Rule {
	return allIn(s, &s.state.rules, instanceID)
}
