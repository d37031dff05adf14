package connecttest

import (
	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
)

// declareCrossRegionRouting declares whether the Regions of an instance are isolated from each other.
func (s *state) declareCrossRegionRouting(h *Handlers) {
	attach(&s.instances, &s.isolated, "isolation", func(bool) string { return "" })
	h.GetCrossRegionRouting = handle(s, getCrossRegionRouting)
	h.UpdateCrossRegionRouting = handle(s, updateCrossRegionRouting)
}

// getCrossRegionRouting returns the Regions of an isolated instance, and none for any other.
func getCrossRegionRouting(r *request, in *connect.GetCrossRegionRoutingInput) (*connect.GetCrossRegionRoutingOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	out := &connect.GetCrossRegionRoutingOutput{IsolatedRegions: []string{}}
	if isolated, _ := r.isolated.of(nil, *inst.Id).See(r.Moment, ""); isolated {
		out.IsolatedRegions = append([]string{regionOfARN(*inst.Arn)}, r.replicas.of(nil, *inst.Id).All()...)
	}
	return out, nil
}

func updateCrossRegionRouting(r *request, in *connect.UpdateCrossRegionRoutingInput) (*connect.UpdateCrossRegionRoutingOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	r.isolated.put(r, nil, *inst.Id, aws.ToBool(in.IsolatedAll))
	return nil, nil
}
