package connecttest

import (
	"net/netip"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// The default durations of sessions, in minutes.
const (
	defaultMaxSession      = 720
	defaultPeriodicSession = 60
	defaultInactivity      = 60
)

// declareAuthenticationProfiles declares authentication profiles. The API cannot create them: a new instance has the default one.
func (s *state) declareAuthenticationProfiles(h *Handlers) {
	profiles := declare(s, &s.authenticationProfiles, resource[types.AuthenticationProfile]{
		noun: "AuthenticationProfile", kind: "authentication profile", path: "authentication-profile",
		fill: func(r *request, _ *types.Instance, p *types.AuthenticationProfile) {
			if p.CreatedTime == nil {
				p.CreatedTime = aws.Time(r.moment().Now)
			}
			if p.MaxSessionDuration == nil {
				p.MaxSessionDuration = aws.Int32(defaultMaxSession)
			}
		},
	})
	describe(profiles, &h.DescribeAuthenticationProfile)
	list(profiles, &h.ListAuthenticationProfiles, nil)
	update(profiles, &h.UpdateAuthenticationProfile,
		func(r *request, _ *types.Instance, in *connect.UpdateAuthenticationProfileInput, p *types.AuthenticationProfile) error {
			if in.AllowedIps != nil { // an empty list removes all
				p.AllowedIps = in.AllowedIps
			}
			if in.BlockedIps != nil {
				p.BlockedIps = in.BlockedIps
			}
			for _, ip := range append(append([]string{}, in.AllowedIps...), in.BlockedIps...) {
				if !isAddressRange(ip) {
					return r.invalid("%q is not an IP address or a range of addresses in CIDR notation", ip)
				}
			}
			return nil
		})
}

// isAddressRange reports whether a text is an IP address or a range of addresses.
func isAddressRange(s string) bool {
	if strings.Contains(s, "/") {
		_, err := netip.ParsePrefix(s)
		return err == nil
	}
	_, err := netip.ParseAddr(s)
	return err == nil
}

// addAuthenticationProfile adds the default profile of a new instance.
func (r *request) addAuthenticationProfile(inst *types.Instance) error {
	return r.authenticationProfiles.add(r, inst, &types.AuthenticationProfile{
		Name: aws.String("Default Authentication Profile"), Description: aws.String("A basic default Authentication Profile"), IsDefault: true,
		AllowedIps: []string{}, BlockedIps: []string{},
		PeriodicSessionDuration:   aws.Int32(defaultPeriodicSession), //nolint:staticcheck // deprecated but still shown
		SessionInactivityDuration: aws.Int32(defaultInactivity), SessionInactivityHandlingEnabled: aws.Bool(false),
	})
}

// AddAuthenticationProfile adds an authentication profile to an instance and returns its id. Members that are not set are
// filled in.
func (s *Server) AddAuthenticationProfile(instanceID string, info types.AuthenticationProfile) string {
	return addTo(s, &s.state.authenticationProfiles, instanceID, info)
}

// AuthenticationProfiles returns the authentication profiles of an instance, in the order of their creation.
func (s *Server) AuthenticationProfiles(instanceID string) []types.AuthenticationProfile {
	return allIn(s, &s.state.authenticationProfiles, instanceID)
}
