package main

import (
	"maps"
	"strings"

	"github.com/seed-086a074d/chimeconnect/connect/flow"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// placeholder is the shortest content that the service accepts for a flow of a type, or for a module. A published flow can
// be referred to, a saved one cannot, so new flows have it until everything that they refer to exists.
func placeholder(of *item) string {
	end := flow.Parameters(flow.DisconnectParticipant{})
	options := func(o *flow.BuilderOptions) { o.FlowType = flow.Type(of.flowType) }
	if of.module {
		end = flow.EndFlowModuleExecution{}
		options = func(o *flow.BuilderOptions) { o.FlowType = flow.Module }
	}
	switch of.flowType {
	case types.ContactFlowTypeCustomerQueue, types.ContactFlowTypeCustomerWhisper, types.ContactFlowTypeAgentWhisper,
		types.ContactFlowTypeOutboundWhisper:
		end = flow.EndFlowExecution{}
	case types.ContactFlowTypeCustomerHold, types.ContactFlowTypeAgentHold:
		end = flow.MessageParticipantIteratively{Messages: []flow.Message{{Text: "You are on hold."}}}
	}
	b := flow.NewBuilder(options)
	b.Add("end", end)
	f, err := b.Build()
	if err != nil {
		panic(err) // one action, without anything that depends on the input
	}
	return f.Compact()
}

// ownTags leaves out the tags that AWS adds.
func ownTags(tags map[string]string) map[string]string {
	own := maps.Clone(tags)
	maps.DeleteFunc(own, func(key, _ string) bool { return strings.HasPrefix(key, "aws:") })
	if len(own) == 0 {
		return nil
	}
	return own
}
