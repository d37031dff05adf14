package connecttest

import (
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// The flow associations of an instance are the flows of its phone numbers, which AssociatePhoneNumberContactFlow makes, and
// those of other resources, which AssociateFlow makes. These resources are not kept: any ARN is one.

// flowLink is the flow of a resource that is not a phone number for calls.
type flowLink struct {
	kind     types.FlowAssociationResourceType
	resource *string
	flow     string // id
}

func (s *state) flowAssociationHandlers(h *Handlers) {
	h.AssociateFlow = handle(s, associateFlow)
	h.DisassociateFlow = handle(s, disassociateFlow)
	h.GetFlowAssociation = handle(s, getFlowAssociation)
	h.ListFlowAssociations = handle(s, listFlowAssociations)
	h.BatchGetFlowAssociation = handle(s, batchGetFlowAssociation)
}

func linkKey(kind types.FlowAssociationResourceType, resource *string) string {
	return string(kind) + " " + *resource
}

func (inst *instance) flowARN(id string) *string {
	return aws.String(*inst.info.Arn + "/contact-flow/" + id)
}

// summary is an association, both by ARN.
func (l *flowLink) summary(inst *instance) types.FlowAssociationSummary {
	return types.FlowAssociationSummary{
		ResourceId: l.resource, FlowId: inst.flowARN(l.flow), ResourceType: types.ListFlowAssociationResourceType(l.kind),
	}
}

// association is the flow of a number for an instance, both by ARN.
func (n *phoneNumber) association(inst *instance) types.FlowAssociationSummary {
	return types.FlowAssociationSummary{
		ResourceId: n.info.PhoneNumberArn, FlowId: inst.flowARN(n.flows[*inst.info.Id]),
		ResourceType: types.ListFlowAssociationResourceTypeVoicePhoneNumber,
	}
}

func associateFlow(r *request, in *connect.AssociateFlowInput) (*connect.AssociateFlowOutput, error) {
	inst, flow, err := r.flow(in.InstanceId, in.FlowId)
	if err != nil {
		return nil, err
	}
	inst.flowLinks.Put(r.Moment, linkKey(in.ResourceType, in.ResourceId), &flowLink{kind: in.ResourceType, resource: in.ResourceId, flow: *flow.info.Id})
	return nil, nil
}

func disassociateFlow(r *request, in *connect.DisassociateFlowInput) (*connect.DisassociateFlowOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	key := linkKey(in.ResourceType, in.ResourceId)
	if _, ok := inst.flowLinks.Get(key); !ok {
		return nil, r.notFound("flow of the resource", in.ResourceId)
	}
	inst.flowLinks.Delete(r.Moment, key)
	return nil, nil
}

func getFlowAssociation(r *request, in *connect.GetFlowAssociationInput) (*connect.GetFlowAssociationOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	l, ok := inst.flowLinks.See(r.Moment, linkKey(in.ResourceType, in.ResourceId))
	if !ok {
		return nil, r.notFound("flow of the resource", in.ResourceId)
	}
	return &connect.GetFlowAssociationOutput{ResourceId: l.resource, ResourceType: l.kind, FlowId: inst.flowARN(l.flow)}, nil
}

// associations returns those that readers see, of one type of resource or, with an empty kind, of all.
func (r *request) associations(inst *instance, kind types.ListFlowAssociationResourceType) []types.FlowAssociationSummary {
	var all []types.FlowAssociationSummary
	for _, row := range r.state.numbers.Rows(r.Moment, func(n *phoneNumber) bool { return n.flows[*inst.info.Id] != "" }).All() {
		all = append(all, row.association(inst))
	}
	for _, row := range inst.flowLinks.Rows(r.Moment, nil).All() {
		all = append(all, row.summary(inst))
	}
	return slices.DeleteFunc(all, func(a types.FlowAssociationSummary) bool { return kind != "" && a.ResourceType != kind })
}

func listFlowAssociations(r *request, in *connect.ListFlowAssociationsInput) (*connect.ListFlowAssociationsOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	page, next, err := list(r, rowsOf(r, r.associations(inst, in.ResourceType)), in, nil, same)
	return &connect.ListFlowAssociationsOutput{FlowAssociationSummaryList: page, NextToken: next}, err
}

// batchGetFlowAssociation leaves out the resources that have no flow.
func batchGetFlowAssociation(r *request, in *connect.BatchGetFlowAssociationInput) (*connect.BatchGetFlowAssociationOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	found := slices.DeleteFunc(r.associations(inst, in.ResourceType), func(a types.FlowAssociationSummary) bool {
		return !slices.ContainsFunc(in.ResourceIds, func(id string) bool { return id == *a.ResourceId || id == idOf(a.ResourceId) })
	})
	return &connect.BatchGetFlowAssociationOutput{FlowAssociationSummaryList: found}, nil
}
