package flow

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

// Type is the type of a flow, which the service keeps beside the content.
type Type string

// The types of flows, as in CreateContactFlow.
const (
	ContactFlow     Type = "CONTACT_FLOW"     // inbound, the usual one
	CustomerQueue   Type = "CUSTOMER_QUEUE"   // while a customer waits in a queue
	CustomerHold    Type = "CUSTOMER_HOLD"    // while a customer is on hold
	CustomerWhisper Type = "CUSTOMER_WHISPER" // to a customer before an agent joins
	AgentHold       Type = "AGENT_HOLD"       // while an agent is on hold
	AgentWhisper    Type = "AGENT_WHISPER"    // to an agent before a customer joins
	OutboundWhisper Type = "OUTBOUND_WHISPER" // to a customer who is called
	AgentTransfer   Type = "AGENT_TRANSFER"   // when an agent transfers to an agent
	QueueTransfer   Type = "QUEUE_TRANSFER"   // when an agent transfers to a queue
	Campaign        Type = "CAMPAIGN"         // a journey of an outbound campaign

	// Module stands for the content of a flow module, for which the service has other operations instead of a type.
	Module Type = "MODULE"
)

// Channel is how a contact reaches a flow.
type Channel string

// The channels of contacts.
const (
	// Voice is the channel of phone calls, and calls in an app or on a website.
	Voice Channel = "VOICE"
	// Chat is the channel of chats, with those of SMS and messaging services.
	Chat Channel = "CHAT"
	// Task is the channel of tasks that agents or programs create.
	Task Channel = "TASK"
	// Email is the channel of emails to an address of the instance.
	Email Channel = "EMAIL"
)

// CheckOptions is what [Check] needs to know about a flow beyond its content. The zero value works, and leaves out the
// rules that depend on more.
type CheckOptions struct {
	// FlowType is the type of the flow, or [Module]. Without it, a flow with Settings is taken for a module, and rules
	// that depend on the type are left out or become warnings.
	FlowType Type

	// Channel is the channel of the contacts, if all have the same. Without it, rules that depend on the channel are
	// left out.
	Channel Channel

	// Contract is the contract of the module, if the content is that of a module: what it may return.
	Contract *Contract

	// Modules returns the contract of a module that the flow invokes, given the module as the flow names it: an ARN or
	// ID, perhaps with a version. Without it, or where it returns nil, invocations are not checked.
	Modules func(id string) *Contract
}

// Check looks for what the service would refuse, and for what it accepts but cannot be intended, such as actions that
// nothing leads to. It returns the findings in the order of the actions.
//
// A finding is an error only if it is proved that the service refuses it: see [Evidence]. That a flow has no errors does
// not prove that the service accepts it; in particular, whether queues, functions and so on exist is not looked at.
func Check(f *Flow, options CheckOptions) Findings {
	if options.FlowType == "" && f.IsModule() {
		options.FlowType = Module
	}
	c := &checker{flow: f, options: options, catalog: catalog(), notTypes: notTypes()}
	table := ruleTable()
	byType := map[string][]*rule{}
	for i := range table {
		r := &table[i]
		if len(r.types) == 0 {
			c.run(r, nil)
		}
		for _, t := range r.types {
			byType[t] = append(byType[t], r)
		}
	}
	for _, a := range f.actions {
		for _, r := range byType[a.Type()] {
			c.run(r, a)
		}
	}
	slices.SortStableFunc(c.findings, func(a, b Finding) int { return cmp.Compare(a.order, b.order) })
	c.findings.locate(f.source)
	return c.findings
}

// CheckContent is [Parse] and [Check] in one. A text that cannot be parsed is a finding of severity error with the code
// content-format.
func CheckContent(content string, options CheckOptions) Findings {
	f, err := Parse(content)
	if wrong, ok := errors.AsType[*ParseError](err); ok {
		return Findings{{
			Code: "content-format", Severity: SeverityError, Path: wrong.Path, Line: wrong.Line, Column: wrong.Column,
			Message: wrong.Problem, Problem: "Invalid contact flow format",
		}}
	}
	return Check(f, options)
}

// checker collects the findings of one flow.
type checker struct {
	flow     *Flow
	options  CheckOptions
	catalog  map[string]actionType
	notTypes map[string]string
	graph    *graph
	findings Findings

	rule *rule
	sure bool
}

func (c *checker) run(r *rule, a *Action) {
	c.rule, c.sure = r, true
	if a != nil {
		applies, sure := r.applies(a, c.options.FlowType)
		if !applies {
			return
		}
		c.sure = sure
	}
	r.demand.check(c, a)
}

// place is where something is wrong: an action or nil, a path in it, and the value that is there, if any.
type place struct {
	action *Action
	path   string
	node   *node
}

// report adds a finding. The problem is the wording of the service.
func (c *checker) report(at place, problem, format string, args ...any) {
	finding := Finding{
		Code: c.rule.code, Severity: c.rule.evidence.Severity(), Path: at.path, Message: fmt.Sprintf(format, args...), Problem: problem,
		Evidence: c.rule.evidence, offset: -1, order: -1,
	}
	if !c.sure {
		finding.Severity = SeverityWarning
	}
	if at.node != nil {
		finding.offset = at.node.start
	}
	if at.action != nil {
		finding.Action, finding.Path, finding.order = at.action.Identifier(), at.action.path(at.path), at.action.index
		if finding.offset < 0 {
			finding.offset = at.action.node.start
		}
	}
	c.findings = append(c.findings, finding)
}

// parameter is the place of a parameter.
func parameter(a *Action, path string) place {
	return place{a, joinPath("Parameters", path), a.parameters().find(path)}
}
