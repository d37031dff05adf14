package chimemessagingtest

import (
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

func (s *state) channelFlowHandlers(h *Handlers) {
	h.CreateChannelFlow = handle(s, createChannelFlow)
	h.DescribeChannelFlow = handle(s, describeChannelFlow)
	h.ListChannelFlows = handle(s, listChannelFlows)
	h.UpdateChannelFlow = handle(s, updateChannelFlow)
	h.DeleteChannelFlow = handle(s, deleteChannelFlow)
}

// flow finds a channel flow by its ARN.
func (r *request) flow(arn *string) (*types.ChannelFlow, error) {
	if flow, ok := r.state.flows.Get(aws.ToString(arn)); ok {
		return flow, nil
	}
	return nil, r.missing("channel flow")
}

// ofInstance finds the flows of an app instance.
func ofInstance(arn string) func(*types.ChannelFlow) bool {
	return func(f *types.ChannelFlow) bool {
		instance, _, _ := splitARN(*f.ChannelFlowArn)
		return instance == arn
	}
}

// checkProcessors makes sure that processors can run one after the other.
func (r *request) checkProcessors(processors []types.Processor) error {
	if len(processors) > r.state.server.options.Limits.ProcessorsPerFlow {
		return r.overLimit("processors of the channel flow")
	}
	orders := map[int32]bool{}
	for _, p := range processors {
		if orders[*p.ExecutionOrder] {
			return badRequest("Two processors have the same ExecutionOrder.")
		}
		orders[*p.ExecutionOrder] = true
	}
	for i := range processors {
		if !orders[int32(i)+1] && !r.choices().OrderWithGaps {
			return badRequest("ExecutionOrder: the processors must be numbered from 1 without gaps.")
		}
	}
	return nil
}

func createChannelFlow(r *request, in *chimemessaging.CreateChannelFlowInput) (*chimemessaging.CreateChannelFlowOutput, error) {
	instance, err := r.instance(in.AppInstanceArn)
	if err != nil {
		return nil, err
	}
	if err := r.checkProcessors(in.Processors); err != nil {
		return nil, err
	}
	if err := checkTags(in.Tags); err != nil {
		return nil, err
	}
	if len(r.state.flows.Rows(fake.Latest(), ofInstance(instance.arn)).All()) >= r.state.server.options.Limits.FlowsPerAppInstance {
		return nil, r.overLimit("channel flows of the app instance")
	}
	arn := instance.arn + "/channel-flow/" + r.state.newID()
	r.state.flows.Put(r.Moment, arn, &types.ChannelFlow{
		ChannelFlowArn: &arn, Name: in.Name, Processors: in.Processors, CreatedTimestamp: aws.Time(r.time), LastUpdatedTimestamp: aws.Time(r.time),
	})
	r.state.tags[arn] = in.Tags
	return &chimemessaging.CreateChannelFlowOutput{ChannelFlowArn: &arn}, nil
}

func describeChannelFlow(r *request, in *chimemessaging.DescribeChannelFlowInput) (*chimemessaging.DescribeChannelFlowOutput, error) {
	flow, ok := r.state.flows.See(r.Moment, *in.ChannelFlowArn)
	if !ok {
		return nil, r.missing("channel flow")
	}
	return &chimemessaging.DescribeChannelFlowOutput{ChannelFlow: flow}, nil
}

func listChannelFlows(r *request, in *chimemessaging.ListChannelFlowsInput) (*chimemessaging.ListChannelFlowsOutput, error) {
	instance, err := r.instance(in.AppInstanceArn)
	if err != nil {
		return nil, err
	}
	page, next, err := list(r, r.state.flows.Rows(r.Moment, ofInstance(instance.arn)), in, false, func(f *types.ChannelFlow) types.ChannelFlowSummary {
		return types.ChannelFlowSummary{ChannelFlowArn: f.ChannelFlowArn, Name: f.Name, Processors: f.Processors}
	})
	return &chimemessaging.ListChannelFlowsOutput{ChannelFlows: page, NextToken: next}, err
}

// updateChannelFlow replaces name and processors. Messages that wait keep the processors that they started with.
func updateChannelFlow(r *request, in *chimemessaging.UpdateChannelFlowInput) (*chimemessaging.UpdateChannelFlowOutput, error) {
	flow, err := r.flow(in.ChannelFlowArn)
	if err != nil {
		return nil, err
	}
	if err := r.checkProcessors(in.Processors); err != nil {
		return nil, err
	}
	changed := *flow
	changed.Name, changed.Processors, changed.LastUpdatedTimestamp = in.Name, in.Processors, aws.Time(r.time)
	r.state.flows.Put(r.Moment, *flow.ChannelFlowArn, &changed)
	return &chimemessaging.UpdateChannelFlowOutput{ChannelFlowArn: flow.ChannelFlowArn}, nil
}

func deleteChannelFlow(r *request, in *chimemessaging.DeleteChannelFlowInput) (*chimemessaging.DeleteChannelFlowOutput, error) {
	flow, err := r.flow(in.ChannelFlowArn)
	if err != nil {
		return nil, err
	}
	if r.state.having(*flow.ChannelFlowArn).Len() > 0 {
		return nil, either(r.choices().FlowInUse, conflict("The channel flow is associated with a channel."))
	}
	r.state.flows.Delete(r.Moment, *flow.ChannelFlowArn)
	delete(r.state.tags, *flow.ChannelFlowArn)
	return nil, nil
}

// inOrder sorts processors by the order in which they run.
func inOrder(processors []types.Processor) []types.Processor {
	return slices.SortedFunc(slices.Values(processors), func(a, b types.Processor) int { return int(*a.ExecutionOrder - *b.ExecutionOrder) })
}

// ChannelFlows returns all channel flows, in the order of their creation.
func (s *Server) ChannelFlows() []types.ChannelFlow {
	return read(s, func(*request) ([]types.ChannelFlow, error) {
		var out []types.ChannelFlow
		for _, flow := range s.state.flows.All() {
			out = append(out, *flow)
		}
		return out, nil
	})
}
