package chimemessagingtest

import (
	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
)

func (s *state) flowAssociationHandlers(h *Handlers) {
	h.AssociateChannelFlow = handle(s, associateChannelFlow)
	h.DisassociateChannelFlow = handle(s, disassociateChannelFlow)
}

// associateChannelFlow sends the channel's messages through a flow of the same app instance. A channel has one flow.
func associateChannelFlow(r *request, in *chimemessaging.AssociateChannelFlowInput) (*chimemessaging.AssociateChannelFlowOutput, error) {
	ch, err := r.managed(in.ChannelArn)
	if err != nil {
		return nil, err
	}
	flow, err := r.flow(in.ChannelFlowArn)
	if err != nil {
		return nil, err
	}
	if instance, _, _ := splitARN(*flow.ChannelFlowArn); instance != ch.instance.arn {
		return nil, badRequest("The channel flow belongs to another app instance.")
	}
	if ch.info.ChannelFlowArn != nil {
		return nil, either(r.choices().SecondFlow, conflict("The channel has a channel flow already."))
	}
	r.setFlow(ch, flow.ChannelFlowArn)
	return nil, nil
}

// disassociateChannelFlow removes the flow. Messages that wait for a processor still need its callback.
func disassociateChannelFlow(r *request, in *chimemessaging.DisassociateChannelFlowInput) (*chimemessaging.DisassociateChannelFlowOutput, error) {
	ch, err := r.managed(in.ChannelArn)
	if err != nil {
		return nil, err
	}
	if _, err := r.flow(in.ChannelFlowArn); err != nil {
		return nil, err
	}
	if aws.ToString(ch.info.ChannelFlowArn) != *in.ChannelFlowArn {
		return nil, r.missing("association of the channel with the channel flow")
	}
	r.setFlow(ch, nil)
	return nil, nil
}
