package connecttest

import (
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// The flow associations of an instance are the flows of its phone numbers, which AssociatePhoneNumberContactFlow makes, and
// those of other resources, which AssociateFlow makes. These resources are not kept: any ARN is accepted.

// flowLink is the flow of a resource that is not a phone number for calls.
type flowLink struct {
	kind     types.FlowAssociationResourceType
	resource string
	flow     string // id
}

func (l flowLink) key() string { return string(l.kind) + " " + l.resource }

func (s *state) declareFlowAssociations(h *Handlers) {
	attach(&s.instances, &s.flowLinks, "flow of the resource", flowLink.key)
	h.AssociateFlow = handle(s, associateFlow)
	disassociate(&s.instances, &s.flowLinks, &h.DisassociateFlow, func(in *connect.DisassociateFlowInput) []string {
		return []string{flowLink{kind: in.ResourceType, resource: *in.ResourceId}.key()}
	})
	h.GetFlowAssociation = handle(s, getFlowAssociation)
	h.ListFlowAssociations = handle(s, listFlowAssociations)
	h.BatchGetFlowAssociation = handle(s, batchGetFlowAssociation)
}

func flowARN(inst *types.Instance, id string) *string {
	return aws.String(*inst.Arn + "/contact-flow/" + id)
}

func associateFlow(r *request, in *connect.AssociateFlowInput) (*connect.AssociateFlowOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	number := in.ResourceType == types.FlowAssociationResourceTypeSmsPhoneNumber || in.ResourceType == types.FlowAssociationResourceTypeWhatsappMessagingPhoneNumber
	if number && !isARN(in.ResourceId) {
		return nil, r.invalid("ResourceId: must be the ARN of the phone number")
	}
	return nil, r.linkFlow(inst, in.ResourceType, *in.ResourceId, in.FlowId)
}

func (r *request) linkFlow(inst *types.Instance, kind types.FlowAssociationResourceType, resource string, flowID *string) error {
	f, err := r.flows.find(r, inst, flowID)
	if err == nil {
		r.flowLinks.put(r, nil, *inst.Id, flowLink{kind: kind, resource: resource, flow: *f.Id})
	}
	return err
}

func getFlowAssociation(r *request, in *connect.GetFlowAssociationInput) (*connect.GetFlowAssociationOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	l, ok := r.flowLinks.of(nil, *inst.Id).See(r.Moment, flowLink{kind: in.ResourceType, resource: *in.ResourceId}.key())
	if !ok {
		return nil, r.notFound(r.flowLinks.kind, in.ResourceId)
	}
	return &connect.GetFlowAssociationOutput{ResourceId: in.ResourceId, ResourceType: l.kind, FlowId: flowARN(inst, l.flow)}, nil
}

// associations returns those that readers see, for one type of resource or, with an empty kind, for all. Both sides are
// ARNs.
func (r *request) associations(inst *types.Instance, kind types.ListFlowAssociationResourceType) []types.FlowAssociationSummary {
	var all []types.FlowAssociationSummary
	for _, n := range r.numbers.in(nil).Rows(r.Moment, nil).All() {
		if link, ok := r.numberFlows.of(nil, *n.PhoneNumberId).See(r.Moment, *inst.Id); ok {
			all = append(all, types.FlowAssociationSummary{
				ResourceId: n.PhoneNumberArn, FlowId: flowARN(inst, link.flow), ResourceType: types.ListFlowAssociationResourceTypeVoicePhoneNumber,
			})
		}
	}
	for _, l := range r.flowLinks.of(nil, *inst.Id).Rows(r.Moment, nil).All() {
		all = append(all, types.FlowAssociationSummary{
			ResourceId: &l.resource, FlowId: flowARN(inst, l.flow), ResourceType: types.ListFlowAssociationResourceType(l.kind),
		})
	}
	return slices.DeleteFunc(all, func(a types.FlowAssociationSummary) bool { return kind != "" && a.ResourceType != kind })
}

func listFlowAssociations(r *request, in *connect.ListFlowAssociationsInput) (*connect.ListFlowAssociationsOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	out := new(connect.ListFlowAssociationsOutput)
	return out, paged(r, in, out, fake.RowsOf(r.associations(inst, in.ResourceType)), same)
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

// AddFlowAssociation associates a contact flow, by id, with a resource of another service.
func (s *Server) AddFlowAssociation(instanceID string, kind types.FlowAssociationResourceType, resourceID, flowID string) {
	seedIn(s, instanceID, func(r *request, inst *types.Instance) (struct{}, error) {
		return struct{}{}, r.linkFlow(inst, kind, resourceID, &flowID)
	})
}

// FlowAssociations returns the associations of an instance: first those of its phone numbers, then all others, in the order in which they
// were made.
func (s *Server) FlowAssociations(instanceID string) []types.FlowAssociationSummary {
	return read(s, func(r *request) ([]types.FlowAssociationSummary, error) {
		inst, err := r.instance(&instanceID)
		if err != nil {
			return nil, err
		}
		return r.associations(inst, ""), nil
	})
}
