package connecttest

import (
	"maps"
	"strings"

	"github.com/seed-086a074d/chimeconnect/connect"
)

func (s *state) phoneNumberFlowHandlers(h *Handlers) {
	h.AssociatePhoneNumberContactFlow = handle(s, associatePhoneNumberContactFlow)
	h.DisassociatePhoneNumberContactFlow = handle(s, disassociatePhoneNumberContactFlow)
}

// numberOf finds a number that is claimed to an instance, or to the traffic distribution group of it.
func (r *request) numberOf(idOrARN, instanceID *string) (*phoneNumber, *instance, error) {
	inst, err := r.instance(instanceID)
	if err != nil {
		return nil, nil, err
	}
	number, err := r.phoneNumber(idOrARN)
	if err != nil {
		return nil, nil, err
	}
	target := number.info.TargetArn
	if strings.Contains(*target, ":traffic-distribution-group/") {
		group, ok := r.state.groups.Get(idOf(target))
		if !ok {
			return nil, nil, r.notFound("traffic distribution group", target)
		}
		target = group.InstanceArn
	}
	if idOf(target) != *inst.info.Id {
		return nil, nil, r.notFound("phone number of the instance", idOrARN)
	}
	return number, inst, nil
}

func associatePhoneNumberContactFlow(r *request, in *connect.AssociatePhoneNumberContactFlowInput) (*connect.AssociatePhoneNumberContactFlowOutput, error) {
	number, inst, err := r.numberOf(in.PhoneNumberId, in.InstanceId)
	if err != nil {
		return nil, err
	}
	flow, ok := inst.flows.Get(idOf(in.ContactFlowId))
	if !ok {
		return nil, r.notFound("contact flow", in.ContactFlowId)
	}
	r.setFlow(number, *inst.info.Id, *flow.info.Id)
	return nil, nil
}

func disassociatePhoneNumberContactFlow(r *request, in *connect.DisassociatePhoneNumberContactFlowInput) (*connect.DisassociatePhoneNumberContactFlowOutput, error) {
	number, inst, err := r.numberOf(in.PhoneNumberId, in.InstanceId)
	if err != nil {
		return nil, err
	}
	if number.flows[*inst.info.Id] == "" {
		return nil, r.notFound("contact flow of the phone number", in.PhoneNumberId)
	}
	r.setFlow(number, *inst.info.Id, "")
	return nil, nil
}

// setFlow stores a copy of the number with another flow; an empty id is no flow.
func (r *request) setFlow(number *phoneNumber, instanceID, flowID string) {
	changed := *number
	changed.flows = maps.Clone(number.flows)
	if changed.flows == nil {
		changed.flows = map[string]string{}
	}
	changed.flows[instanceID] = flowID
	r.state.numbers.Put(r.Moment, *number.info.PhoneNumberId, &changed)
}

// FlowOfPhoneNumber returns the id of the contact flow that answers a number for an instance, empty if there is none.
func (s *Server) FlowOfPhoneNumber(phoneNumberID, instanceID string) string {
	return read(s, func(r *request) (string, error) {
		number, ok := s.state.numbers.Get(idOf(&phoneNumberID))
		if !ok {
			return "", r.notFound("phone number", &phoneNumberID)
		}
		return number.flows[idOf(&instanceID)], nil
	})
}
