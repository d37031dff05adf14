package connecttest

import (
	"slices"
	"strings"
	"unicode"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

func (s *state) declareUsers(h *Handlers) {
	users := declare(s, &s.users, resource[types.User]{
		noun: "User", kind: "user", path: "agent", tagType: "agent",
		key: func(_ *request, _ *types.Instance, u *types.User) string {
			return strings.ToLower(aws.ToString(u.Username))
		},
		summarise: func(u *types.User, summary any) {
			if found, ok := summary.(*types.UserSearchSummary); ok && u.PhoneConfig != nil {
				found.PhoneConfig = fake.Copy(u.PhoneConfig)
				found.PhoneConfig.AfterContactWorkTimeLimit *= 1000 // a search returns milliseconds
			}
		},
		fill: func(r *request, inst *types.Instance, u *types.User) {
			if p, ok := r.routingProfiles.first(inst); ok && u.RoutingProfileId == nil {
				u.RoutingProfileId = p.RoutingProfileId
			}
			if p, ok := r.securityProfiles.byKey(inst, "Agent"); ok && u.SecurityProfileIds == nil {
				u.SecurityProfileIds = []string{*p.Id}
			}
		},
	})
	create(users, &h.CreateUser, func(r *request, inst *types.Instance, in *connect.CreateUserInput, u *types.User) error {
		if err := r.checkNewUser(inst, in); err != nil {
			return err
		}
		if err := r.checkChannels(u, true); err != nil {
			return err
		}
		if err := r.routingProfiles.refer(r, inst, &u.RoutingProfileId); err != nil {
			return err
		}
		if err := r.groups.refer(r, inst, &u.HierarchyGroupId); err != nil {
			return err
		}
		return r.referToSecurityProfiles(inst, u)
	}, "Password")
	describe(users, &h.DescribeUser)
	list(users, &h.ListUsers, nil)
	search(users, &h.SearchUsers, searching[types.User]{fields: userFields, holds: userHolds})
	update(users, &h.UpdateUserIdentityInfo, nil)
	update(users, &h.UpdateUserPhoneConfig, func(_ *request, _ *types.Instance, _ *connect.UpdateUserPhoneConfigInput, u *types.User) error {
		u.AfterContactWorkConfigs = nil // the limit is for all channels
		return nil
	})
	update(users, &h.UpdateUserConfig, func(r *request, _ *types.Instance, _ *connect.UpdateUserConfigInput, u *types.User) error {
		return r.checkChannels(u, false)
	})
	update(users, &h.UpdateUserRoutingProfile, func(r *request, inst *types.Instance, _ *connect.UpdateUserRoutingProfileInput, u *types.User) error {
		return r.routingProfiles.refer(r, inst, &u.RoutingProfileId)
	})
	update(users, &h.UpdateUserSecurityProfiles, func(r *request, inst *types.Instance, _ *connect.UpdateUserSecurityProfilesInput, u *types.User) error {
		return r.referToSecurityProfiles(inst, u)
	})
	update(users, &h.UpdateUserHierarchy, func(r *request, inst *types.Instance, in *connect.UpdateUserHierarchyInput, u *types.User) error {
		u.HierarchyGroupId = in.HierarchyGroupId // nil means no group
		return r.groups.refer(r, inst, &u.HierarchyGroupId)
	})
	remove(users, &h.DeleteUser)
}

// checkNewUser checks a new user against the way in which an instance manages identities.
func (r *request) checkNewUser(inst *types.Instance, in *connect.CreateUserInput) error {
	managed, names := inst.IdentityManagementType == types.DirectoryTypeConnectManaged, in.IdentityInfo
	switch {
	case managed && in.Password == nil:
		return r.invalid("Password: must be set for an instance that manages its users itself")
	case !managed && in.Password != nil:
		return r.invalid("Password: only an instance that manages its users itself has passwords")
	case managed && !isStrong(*in.Password):
		return r.invalid("Password: must have 8 to 64 characters, with an upper-case letter, a lower-case letter and a digit")
	case inst.IdentityManagementType == types.DirectoryTypeSaml && in.DirectoryUserId != nil:
		return r.invalid("DirectoryUserId: must not be set with SAML")
	case inst.IdentityManagementType != types.DirectoryTypeExistingDirectory && (names == nil || aws.ToString(names.FirstName) == "" || aws.ToString(names.LastName) == ""):
		return r.invalid("IdentityInfo: FirstName and LastName are required")
	}
	return nil
}

// checkChannels refuses settings of voice for other channels and, for a new user, a setting both by channel and for all
// channels.
func (r *request) checkChannels(u *types.User, isNew bool) error {
	other := func(c types.Channel) bool { return c != types.ChannelVoice }
	if slices.ContainsFunc(u.PhoneNumberConfigs, func(c types.PhoneNumberConfig) bool { return other(c.Channel) }) ||
		slices.ContainsFunc(u.PersistentConnectionConfigs, func(c types.PersistentConnectionConfig) bool { return other(c.Channel) }) ||
		slices.ContainsFunc(u.VoiceEnhancementConfigs, func(c types.VoiceEnhancementConfig) bool { return other(c.Channel) }) {
		return r.invalid("PhoneNumberConfigs, PersistentConnectionConfigs, VoiceEnhancementConfigs: can be set only for VOICE")
	}
	p := u.PhoneConfig
	if isNew && p != nil && (p.AutoAccept && len(u.AutoAcceptConfigs) > 0 || p.AfterContactWorkTimeLimit != 0 && len(u.AfterContactWorkConfigs) > 0 ||
		(p.PhoneType != "" || p.DeskPhoneNumber != nil) && len(u.PhoneNumberConfigs) > 0 ||
		p.PersistentConnection != nil && len(u.PersistentConnectionConfigs) > 0) {
		return r.invalid("PhoneConfig: has a setting that is also given by channel")
	}
	return nil
}

// isStrong reports whether the service accepts a password.
func isStrong(password string) bool {
	return len(password) >= 8 && len(password) <= 64 && !strings.ContainsAny(password, " \t\r\n") && strings.ContainsFunc(password, unicode.IsUpper) &&
		strings.ContainsFunc(password, unicode.IsLower) && strings.ContainsFunc(password, unicode.IsDigit)
}

// referToSecurityProfiles replaces ids and ARNs of the profiles of a user by ids.
func (r *request) referToSecurityProfiles(inst *types.Instance, u *types.User) error {
	for i, id := range u.SecurityProfileIds {
		p, err := r.securityProfiles.find(r, inst, &id)
		if err != nil {
			return err
		}
		u.SecurityProfileIds[i] = *p.Id
	}
	return nil
}

func userFields(_ *request, _ *types.Instance, u *types.User) fields {
	f := fields{"username": texts(u.Username), "routingprofileid": texts(u.RoutingProfileId), "securityprofileid": u.SecurityProfileIds}
	f["firstname"], f["lastname"] = nil, nil
	if u.IdentityInfo != nil {
		f["firstname"], f["lastname"] = texts(u.IdentityInfo.FirstName), texts(u.IdentityInfo.LastName)
	}
	return f
}

// userHolds reports whether a user has a proficiency, or is in a group or, if the condition says so, in one below it.
func userHolds(r *request, inst *types.Instance, u *types.User, condition any) (holds, known bool) {
	if list, ok := condition.(types.ListCondition); ok {
		return r.isProficient(inst, u, list.Conditions), true
	}
	c, known := condition.(types.HierarchyGroupCondition)
	if !known {
		return false, false
	}
	if c.HierarchyGroupMatchType != types.HierarchyGroupMatchTypeWithChildGroups {
		return aws.ToString(u.HierarchyGroupId) == idOf(c.Value), true
	}
	above := r.lineage(inst, aws.ToString(u.HierarchyGroupId))
	return slices.ContainsFunc(above, func(g *types.HierarchyGroup) bool { return sameID(g.Id, c.Value) }), true
}

// AddUser adds a user to an instance and returns the id. Without Username, the user is called like the id; without profiles,
// the user has the instance's first routing profile and the security profile Agent.
func (s *Server) AddUser(instanceID string, user types.User) string {
	if user.Username == nil {
		if user.Id == nil {
			user.Id = aws.String(s.state.newID())
		}
		user.Username = aws.String("user-" + *user.Id)
	}
	return addTo(s, &s.state.users, instanceID, user)
}

// Users returns the users of an instance, in the order of their creation.
func (s *Server) Users(instanceID string) []types.User {
	return allIn(s, &s.state.users, instanceID)
}
