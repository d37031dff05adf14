package connecttest

import (
	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// numberFlow is the contact flow that answers a number for an instance, both by id: a number of a traffic distribution group
// can have one in each instance.
type numberFlow struct{ instance, flow string }

func (s *state) declarePhoneNumberFlows(h *Handlers) {
	attach(&s.numbers, &s.numberFlows, "contact flow of the phone number", func(l numberFlow) string { return l.instance })
	h.AssociatePhoneNumberContactFlow = handle(s, associatePhoneNumberContactFlow)
	h.DisassociatePhoneNumberContactFlow = handle(s, disassociatePhoneNumberContactFlow)
}

// numberOf finds a number that is claimed to an instance, or to the traffic distribution group of it.
func (r *request) numberOf(idOrARN, instanceID *string) (*types.ClaimedPhoneNumberSummary, *types.Instance, error) {
	inst, err := r.instance(instanceID)
	if err != nil {
		return nil, nil, err
	}
	number, err := r.numbers.find(r, nil, idOrARN)
	if err != nil {
		return nil, nil, err
	}
	target := number.TargetArn
	if ofTrafficGroup(target) {
		group, err := r.trafficGroups.find(r, nil, target)
		if err != nil {
			return nil, nil, err
		}
		target = group.InstanceArn
	}
	if !sameID(target, inst.Id) {
		return nil, nil, r.notFound("phone number of the instance", idOrARN)
	}
	return number, inst, nil
}

func associatePhoneNumberContactFlow(r *request, in *connect.AssociatePhoneNumberContactFlowInput) (*connect.AssociatePhoneNumberContactFlowOutput, error) {
	return nil, r.answerNumber(in.PhoneNumberId, in.InstanceId, in.ContactFlowId)
}

// answerNumber lets a contact flow answer a number.
func (r *request) answerNumber(numberID, instanceID, flowID *string) error {
	number, inst, err := r.numberOf(numberID, instanceID)
	if err != nil {
		return err
	}
	f, err := r.flows.find(r, inst, flowID)
	if err != nil {
		return err
	}
	if f.Type != types.ContactFlowTypeContactFlow && f.Type != "" {
		return r.invalid("ContactFlowId: a flow of type %s cannot answer a phone number", f.Type)
	}
	if f.State == types.ContactFlowStateArchived {
		return r.invalid("ContactFlowId: the flow is archived")
	}
	r.numberFlows.put(r, nil, *number.PhoneNumberId, numberFlow{instance: *inst.Id, flow: *f.Id})
	return nil
}

func disassociatePhoneNumberContactFlow(r *request, in *connect.DisassociatePhoneNumberContactFlowInput) (*connect.DisassociatePhoneNumberContactFlowOutput, error) {
	number, inst, err := r.numberOf(in.PhoneNumberId, in.InstanceId)
	if err != nil {
		return nil, err
	}
	return nil, r.numberFlows.remove(r, nil, *number.PhoneNumberId, *inst.Id)
}

// SetFlowOfPhoneNumber lets a contact flow, by id, answer a number for an instance.
func (s *Server) SetFlowOfPhoneNumber(phoneNumberID, instanceID, flowID string) {
	seed(s, func(r *request) (struct{}, error) {
		return struct{}{}, r.answerNumber(&phoneNumberID, &instanceID, &flowID)
	})
}

// FlowOfPhoneNumber returns the id of the contact flow that answers a number for an instance, empty if there is none.
func (s *Server) FlowOfPhoneNumber(phoneNumberID, instanceID string) string {
	return read(s, func(r *request) (string, error) {
		id := idOf(&phoneNumberID)
		if _, ok := r.numbers.in(nil).Get(id); !ok {
			return "", r.notFound(r.numbers.kind, &phoneNumberID)
		}
		link, _ := r.numberFlows.of(nil, id).Get(idOf(&instanceID))
		return link.flow, nil
	})
}
