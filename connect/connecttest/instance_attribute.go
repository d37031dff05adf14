package connecttest

import (
	"slices"
	"strconv"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// declareInstanceAttributes declares the attributes of instances: each of them is true or false.
func (s *state) declareInstanceAttributes(h *Handlers) {
	attach(&s.instances, &s.instanceAttributes, "attribute of the instance", func(a types.Attribute) string { return string(a.AttributeType) })
	h.DescribeInstanceAttribute = handle(s, describeInstanceAttribute)
	listAttached(&s.instances, &s.instanceAttributes, &h.ListInstanceAttributes, whole)
	update(&s.instances, &h.UpdateInstanceAttribute, updateInstanceAttribute, "AttributeType", "Value")
}

// addAttributes adds the attributes that every instance has.
func (r *request) addAttributes(i *types.Instance) {
	for _, kind := range slices.Sorted(slices.Values(types.InstanceAttributeType("").Values())) {
		on := false
		switch kind {
		case types.InstanceAttributeTypeInboundCalls:
			on = aws.ToBool(i.InboundCallsEnabled)
		case types.InstanceAttributeTypeOutboundCalls:
			on = aws.ToBool(i.OutboundCallsEnabled)
		case types.InstanceAttributeTypeAutoResolveBestVoices, types.InstanceAttributeTypeContactLens, types.InstanceAttributeTypeEarlyMedia:
			on = true
		}
		r.instanceAttributes.put(r, nil, *i.Id, types.Attribute{AttributeType: kind, Value: aws.String(strconv.FormatBool(on))})
	}
}

func describeInstanceAttribute(r *request, in *connect.DescribeInstanceAttributeInput) (*connect.DescribeInstanceAttributeOutput, error) {
	i, err := r.instances.see(r, nil, in.InstanceId)
	if err != nil {
		return nil, err
	}
	attribute, ok := r.instanceAttributes.of(nil, *i.Id).See(r.Moment, string(in.AttributeType))
	if !ok {
		return nil, r.notFound(r.instanceAttributes.kind, (*string)(&in.AttributeType))
	}
	return &connect.DescribeInstanceAttributeOutput{Attribute: &attribute}, nil
}

func updateInstanceAttribute(r *request, _ *types.Instance, in *connect.UpdateInstanceAttributeInput, i *types.Instance) error {
	on, err := strconv.ParseBool(*in.Value)
	if err != nil {
		return r.invalid("Value: must be true or false")
	}
	r.setAttribute(i, in.AttributeType, on)
	return nil
}

func (r *request) setAttribute(i *types.Instance, kind types.InstanceAttributeType, on bool) {
	r.instanceAttributes.put(r, nil, *i.Id, types.Attribute{AttributeType: kind, Value: aws.String(strconv.FormatBool(on))})
	switch kind {
	case types.InstanceAttributeTypeInboundCalls:
		i.InboundCallsEnabled = &on
	case types.InstanceAttributeTypeOutboundCalls:
		i.OutboundCallsEnabled = &on
	}
}

// SetInstanceAttribute turns an attribute of an instance on or off.
func (s *Server) SetInstanceAttribute(instanceID string, kind types.InstanceAttributeType, on bool) {
	seed(s, func(r *request) (struct{}, error) {
		_, err := r.instances.change(r, nil, &instanceID, func(i *types.Instance) error {
			r.setAttribute(i, kind, on)
			return nil
		})
		return struct{}{}, err
	})
}

// InstanceAttributes returns whether the attributes of an instance are on.
func (s *Server) InstanceAttributes(instanceID string) map[types.InstanceAttributeType]bool {
	on := map[types.InstanceAttributeType]bool{}
	for _, a := range attachedTo(s, &s.state.instances, &s.state.instanceAttributes, "", instanceID) {
		on[a.AttributeType] = aws.ToString(a.Value) == "true"
	}
	return on
}
