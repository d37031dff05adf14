package connecttest

import (
	"net/netip"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func (s *state) declareAuthentication(h *Handlers) {
	profiles := declare(s, &s.authenticationProfiles, resource[types.AuthenticationProfile]{
		noun: "AuthenticationProfile", kind: "authentication profile", path: "authentication-profile",
		fill: func(r *request, _ *types.Instance, p *types.AuthenticationProfile) {
			if p.CreatedTime == nil {
				p.CreatedTime = aws.Time(r.moment().Now)
			}
		},
	})
	describe(profiles, &h.DescribeAuthenticationProfile)
	list(profiles, &h.ListAuthenticationProfiles, nil)
	update(profiles, &h.UpdateAuthenticationProfile,
		func(r *request, _ *types.Instance, in *connect.UpdateAuthenticationProfileInput, _ *types.AuthenticationProfile) error {
			for _, ip := range slices.Concat(in.AllowedIps, in.BlockedIps) {
				_, addressErr := netip.ParseAddr(ip)
				_, prefixErr := netip.ParsePrefix(ip)
				if addressErr != nil && prefixErr != nil {
					return r.invalid("AllowedIps, BlockedIps: must be addresses or ranges such as 2001:db8::/32")
				}
			}
			return nil
		})
	h.GetFederationToken = handle(s, getFederationToken)
	h.GetEffectiveHoursOfOperations = handle(s, getEffectiveHoursOfOperations)
}

// addAuthenticationProfile adds the profile that an instance comes with.
func (r *request) addAuthenticationProfile(inst *types.Instance) error {
	return r.authenticationProfiles.add(r, inst, &types.AuthenticationProfile{
		Name: aws.String("Default Authentication Profile"), Description: aws.String("The profile of all users."), IsDefault: true,
		PeriodicSessionDuration: aws.Int32(60), MaxSessionDuration: aws.Int32(720),
	})
}

// AuthenticationProfiles returns the authentication profiles of an instance. There is one, the default.
func (s *Server) AuthenticationProfiles(instanceID string) []types.AuthenticationProfile {
	return allIn(s, &s.state.authenticationProfiles, instanceID)
}
