package connecttest

import (
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// distribution is how a traffic distribution group shares its traffic between its two Regions.
type distribution struct {
	telephony *types.TelephonyConfig
	signIn    *types.SignInConfig
	agents    *types.AgentConfig
}

func (s *state) trafficDistributionHandlers(h *Handlers) {
	h.GetTrafficDistribution = handle(s, getTrafficDistribution)
	h.UpdateTrafficDistribution = handle(s, updateTrafficDistribution)
}

// regionsOf returns the Regions of a group, its own first.
func (r *request) regionsOf(group *types.TrafficDistributionGroup) []string {
	regions := []string{regionOfARN(*group.Arn)}
	if inst, ok := r.state.instances.Get(idOf(group.InstanceArn)); ok {
		regions = append(regions, inst.replicas...)
	}
	return regions
}

// allHome is what a new group does: all traffic in its own Region, sign-in in both.
func allHome(regions []string) *distribution {
	var shares []types.Distribution
	var signIns []types.SignInDistribution
	for i, region := range regions {
		share := types.Distribution{Region: aws.String(region)}
		if i == 0 {
			share.Percentage = 100
		}
		shares = append(shares, share)
		signIns = append(signIns, types.SignInDistribution{Region: aws.String(region), Enabled: true})
	}
	return &distribution{
		telephony: &types.TelephonyConfig{Distributions: shares}, signIn: &types.SignInConfig{Distributions: signIns},
		agents: &types.AgentConfig{Distributions: shares},
	}
}

func getTrafficDistribution(r *request, in *connect.GetTrafficDistributionInput) (*connect.GetTrafficDistributionOutput, error) {
	group, err := r.trafficGroup(in.Id)
	if err != nil {
		return nil, err
	}
	d, ok := r.state.distributions.See(r.Moment, *group.Id)
	if !ok {
		d = allHome(r.regionsOf(group))
	}
	return &connect.GetTrafficDistributionOutput{
		Id: group.Id, Arn: group.Arn, TelephonyConfig: d.telephony, SignInConfig: d.signIn, AgentConfig: d.agents,
	}, nil
}

func updateTrafficDistribution(r *request, in *connect.UpdateTrafficDistributionInput) (*connect.UpdateTrafficDistributionOutput, error) {
	group, err := r.trafficGroup(in.Id)
	if err != nil {
		return nil, err
	}
	regions := r.regionsOf(group)
	changed := *allHome(regions)
	if before, ok := r.state.distributions.Get(*group.Id); ok {
		changed = *before
	}
	if in.TelephonyConfig != nil && !shares(regions, in.TelephonyConfig.Distributions) || in.AgentConfig != nil && !shares(regions, in.AgentConfig.Distributions) {
		return nil, r.invalid("Distributions: the percentages of the two Regions of the group must add up to 100")
	}
	set(&changed.telephony, in.TelephonyConfig)
	set(&changed.signIn, in.SignInConfig)
	set(&changed.agents, in.AgentConfig)
	r.state.distributions.Put(r.Moment, *group.Id, &changed)
	return nil, nil
}

// shares reports whether all traffic goes to the Regions.
func shares(regions []string, all []types.Distribution) bool {
	var sum int32
	for _, d := range all {
		if !slices.Contains(regions, *d.Region) {
			return false
		}
		sum += d.Percentage
	}
	return sum == 100
}
