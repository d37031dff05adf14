package connecttest

import (
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// The flow associations of an instance show the flows of its phone numbers. Those of other resources, which AssociateFlow
// makes, are not kept.

func (s *state) flowAssociationHandlers(h *Handlers) {
	h.ListFlowAssociations = handle(s, listFlowAssociations)
	h.BatchGetFlowAssociation = handle(s, batchGetFlowAssociation)
}

// association is the flow of a number for an instance, both by ARN.
func (n *phoneNumber) association(inst *instance) types.FlowAssociationSummary {
	return types.FlowAssociationSummary{
		ResourceId: n.info.PhoneNumberArn, FlowId: aws.String(*inst.info.Arn + "/contact-flow/" + n.flows[*inst.info.Id]),
		ResourceType: types.ListFlowAssociationResourceTypeVoicePhoneNumber,
	}
}

func listFlowAssociations(r *request, in *connect.ListFlowAssociationsInput) (*connect.ListFlowAssociationsOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	page, next, err := list(r, &r.state.numbers, in, func(n *phoneNumber) bool {
		return voice(in.ResourceType) && n.flows[*inst.info.Id] != ""
	}, func(n *phoneNumber) types.FlowAssociationSummary { return n.association(inst) })
	return &connect.ListFlowAssociationsOutput{FlowAssociationSummaryList: page, NextToken: next}, err
}

func voice(kind types.ListFlowAssociationResourceType) bool {
	return kind == "" || kind == types.ListFlowAssociationResourceTypeVoicePhoneNumber
}

// batchGetFlowAssociation leaves out the resources that have no flow.
func batchGetFlowAssociation(r *request, in *connect.BatchGetFlowAssociationInput) (*connect.BatchGetFlowAssociationOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	out := new(connect.BatchGetFlowAssociationOutput)
	for _, row := range r.state.numbers.Rows(r.Moment, func(n *phoneNumber) bool { return voice(in.ResourceType) && n.flows[*inst.info.Id] != "" }) {
		if slices.ContainsFunc(in.ResourceIds, func(id string) bool { return idOf(&id) == row.ID }) {
			out.FlowAssociationSummaryList = append(out.FlowAssociationSummaryList, row.Value.association(inst))
		}
	}
	return out, nil
}
