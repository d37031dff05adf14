package connecttest

import (
	"reflect"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// distribution is how a traffic distribution group shares its traffic between its two Regions. A group has at most one.
type distribution struct {
	TelephonyConfig *types.TelephonyConfig
	SignInConfig    *types.SignInConfig
	AgentConfig     *types.AgentConfig
}

func (s *state) declareTrafficDistributions(h *Handlers) {
	attach(&s.trafficGroups, &s.distributions, "traffic distribution", func(distribution) string { return "" })
	h.GetTrafficDistribution = handle(s, getTrafficDistribution)
	h.UpdateTrafficDistribution = handle(s, updateTrafficDistribution)
}

// regionsOf returns the Regions of a group, its own first.
func (r *request) regionsOf(group *types.TrafficDistributionGroup) []string {
	return append([]string{regionOfARN(*group.Arn)}, r.replicas.of(nil, idOf(group.InstanceArn)).All()...)
}

// allHome returns the distribution of a new group: all traffic in its own Region, sign-in in both.
func allHome(regions []string) distribution {
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
	return distribution{
		TelephonyConfig: &types.TelephonyConfig{Distributions: shares}, SignInConfig: &types.SignInConfig{Distributions: signIns},
		AgentConfig: &types.AgentConfig{Distributions: shares},
	}
}

func getTrafficDistribution(r *request, in *connect.GetTrafficDistributionInput) (*connect.GetTrafficDistributionOutput, error) {
	group, err := r.trafficGroups.find(r, nil, in.Id)
	if err != nil {
		return nil, err
	}
	d, ok := r.distributions.of(nil, *group.Id).See(r.Moment, "")
	if !ok {
		d = allHome(r.regionsOf(group))
	}
	return &connect.GetTrafficDistributionOutput{
		Id: group.Id, Arn: group.Arn, TelephonyConfig: d.TelephonyConfig, SignInConfig: d.SignInConfig, AgentConfig: d.AgentConfig,
	}, nil
}

func updateTrafficDistribution(r *request, in *connect.UpdateTrafficDistributionInput) (*connect.UpdateTrafficDistributionOutput, error) {
	group, err := r.trafficGroups.find(r, nil, in.Id)
	if err != nil {
		return nil, err
	}
	regions := r.regionsOf(group)
	if in.TelephonyConfig != nil && !shares(regions, in.TelephonyConfig.Distributions) || in.AgentConfig != nil && !shares(regions, in.AgentConfig.Distributions) {
		return nil, r.invalid("Distributions: the percentages of the two Regions of the group must be multiples of 10 and add up to 100")
	}
	before, ok := r.distributions.of(nil, *group.Id).Get("")
	if !ok {
		before = allHome(regions)
	}
	if err := r.checkSignIn(group, regions, before.SignInConfig, in.SignInConfig); err != nil {
		return nil, err
	}
	changed := fake.Copy(before)
	copyMembers(&changed, in, "")
	r.distributions.put(r, nil, *group.Id, changed)
	return nil, nil
}

// checkSignIn refuses to change where users of a group sign in, unless it is a default group, and Regions that are not its
// own.
func (r *request) checkSignIn(group *types.TrafficDistributionGroup, regions []string, before, after *types.SignInConfig) error {
	switch {
	case after == nil:
		return nil
	case !group.IsDefault && !reflect.DeepEqual(before, after):
		return r.invalid("SignInConfig: only that of a default group can be changed")
	case slices.ContainsFunc(after.Distributions, func(d types.SignInDistribution) bool { return !slices.Contains(regions, *d.Region) }):
		return r.invalid("SignInConfig: must name the two Regions of the group")
	}
	return nil
}

// shares reports whether all traffic goes to the Regions, in tenths.
func shares(regions []string, all []types.Distribution) bool {
	var sum int32
	for _, d := range all {
		if !slices.Contains(regions, *d.Region) || d.Percentage < 0 || d.Percentage%10 != 0 {
			return false
		}
		sum += d.Percentage
	}
	return sum == 100
}
