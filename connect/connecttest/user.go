package connecttest

import (
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func (s *state) userHandlers(h *Handlers) {
	h.CreateUser = handle(s, createUser)
	h.DescribeUser = handle(s, describeUser)
	h.ListUsers = handle(s, listUsers)
	h.SearchUsers = handle(s, searchUsers)
	h.DeleteUser = handle(s, deleteUser)
	h.UpdateUserIdentityInfo = handle(s, updateUserIdentityInfo)
	h.UpdateUserPhoneConfig = handle(s, updateUserPhoneConfig)
	h.UpdateUserRoutingProfile = handle(s, updateUserRoutingProfile)
	h.UpdateUserSecurityProfiles = handle(s, updateUserSecurityProfiles)
	h.UpdateUserConfig = handle(s, updateUserConfig)
	h.UpdateUserHierarchy = handle(s, updateUserHierarchy)
}

// user finds a user by id or ARN, whatever readers see.
func (r *request) user(inst *instance, id *string) (*types.User, error) {
	if user, ok := inst.users.Get(idOf(id)); ok {
		return user, nil
	}
	return nil, r.notFound("user", id)
}

func createUser(r *request, in *connect.CreateUserInput) (*connect.CreateUserOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	_, taken := inst.users.Find(func(u *types.User) bool { return strings.EqualFold(*u.Username, *in.Username) })
	if taken {
		return nil, r.duplicate("user", in.Username)
	}
	routing, security, err := r.profiles(inst, in.RoutingProfileId, in.SecurityProfileIds)
	if err != nil {
		return nil, err
	}
	group, err := r.groupOfUser(inst, in.HierarchyGroupId)
	if err != nil {
		return nil, err
	}
	user := r.addUser(inst, types.User{
		Username: in.Username, IdentityInfo: in.IdentityInfo, PhoneConfig: in.PhoneConfig, DirectoryUserId: in.DirectoryUserId,
		SecurityProfileIds: security, RoutingProfileId: routing, HierarchyGroupId: group, Tags: in.Tags,
		AutoAcceptConfigs: in.AutoAcceptConfigs, AfterContactWorkConfigs: in.AfterContactWorkConfigs, PhoneNumberConfigs: in.PhoneNumberConfigs,
		PersistentConnectionConfigs: in.PersistentConnectionConfigs, VoiceEnhancementConfigs: in.VoiceEnhancementConfigs,
	})
	return &connect.CreateUserOutput{UserId: user.Id, UserArn: user.Arn}, nil
}

// profiles finds the profiles of a user and returns their ids.
func (r *request) profiles(inst *instance, routing *string, security []string) (*string, []string, error) {
	profile, err := r.routingProfile(inst, routing)
	if err != nil {
		return nil, nil, err
	}
	ids, err := r.securityProfileIDs(inst, security)
	return profile.info.RoutingProfileId, ids, err
}

func (r *request) securityProfileIDs(inst *instance, named []string) ([]string, error) {
	var ids []string
	for _, id := range named {
		profile, err := r.securityProfile(inst, &id)
		if err != nil {
			return nil, err
		}
		ids = append(ids, *profile.info.Id)
	}
	return ids, nil
}

func (r *request) addUser(inst *instance, user types.User) *types.User {
	if user.Id == nil {
		user.Id = aws.String(r.state.newID())
	}
	user.Arn = aws.String(*inst.info.Arn + "/agent/" + *user.Id)
	r.saveUser(inst, &user)
	return &user
}

func (r *request) saveUser(inst *instance, user *types.User) {
	user.LastModifiedTime, user.LastModifiedRegion = r.modified()
	inst.users.Put(r.Moment, *user.Id, user)
}

func describeUser(r *request, in *connect.DescribeUserInput) (*connect.DescribeUserOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	user, ok := inst.users.See(r.Moment, idOf(in.UserId))
	if !ok {
		return nil, r.notFound("user", in.UserId)
	}
	return &connect.DescribeUserOutput{User: user}, nil
}

func listUsers(r *request, in *connect.ListUsersInput) (*connect.ListUsersOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	page, next, err := list(r, &inst.users, in, nil, func(u *types.User) types.UserSummary {
		return types.UserSummary{Id: u.Id, Arn: u.Arn, Username: u.Username, LastModifiedTime: u.LastModifiedTime, LastModifiedRegion: u.LastModifiedRegion}
	})
	return &connect.ListUsersOutput{UserSummaryList: page, NextToken: next}, err
}

// changeUser stores a changed copy of a user.
func (r *request) changeUser(instanceID, id *string, change func(inst *instance, u *types.User) error) error {
	inst, err := r.instance(instanceID)
	if err != nil {
		return err
	}
	user, err := r.user(inst, id)
	if err != nil {
		return err
	}
	changed := *user
	if err := change(inst, &changed); err != nil {
		return err
	}
	r.saveUser(inst, &changed)
	return nil
}

func updateUserIdentityInfo(r *request, in *connect.UpdateUserIdentityInfoInput) (*connect.UpdateUserIdentityInfoOutput, error) {
	return nil, r.changeUser(in.InstanceId, in.UserId, func(_ *instance, u *types.User) error {
		u.IdentityInfo = in.IdentityInfo
		return nil
	})
}

func updateUserPhoneConfig(r *request, in *connect.UpdateUserPhoneConfigInput) (*connect.UpdateUserPhoneConfigOutput, error) {
	return nil, r.changeUser(in.InstanceId, in.UserId, func(_ *instance, u *types.User) error {
		u.PhoneConfig = in.PhoneConfig
		return nil
	})
}

func updateUserRoutingProfile(r *request, in *connect.UpdateUserRoutingProfileInput) (*connect.UpdateUserRoutingProfileOutput, error) {
	return nil, r.changeUser(in.InstanceId, in.UserId, func(inst *instance, u *types.User) error {
		profile, err := r.routingProfile(inst, in.RoutingProfileId)
		if err == nil {
			u.RoutingProfileId = profile.info.RoutingProfileId
		}
		return err
	})
}

func updateUserSecurityProfiles(r *request, in *connect.UpdateUserSecurityProfilesInput) (*connect.UpdateUserSecurityProfilesOutput, error) {
	return nil, r.changeUser(in.InstanceId, in.UserId, func(inst *instance, u *types.User) (err error) {
		u.SecurityProfileIds, err = r.securityProfileIDs(inst, in.SecurityProfileIds)
		return err
	})
}

func updateUserConfig(r *request, in *connect.UpdateUserConfigInput) (*connect.UpdateUserConfigOutput, error) {
	return nil, r.changeUser(in.InstanceId, in.UserId, func(_ *instance, u *types.User) error {
		setList(&u.AutoAcceptConfigs, in.AutoAcceptConfigs)
		setList(&u.AfterContactWorkConfigs, in.AfterContactWorkConfigs)
		setList(&u.PhoneNumberConfigs, in.PhoneNumberConfigs)
		setList(&u.PersistentConnectionConfigs, in.PersistentConnectionConfigs)
		setList(&u.VoiceEnhancementConfigs, in.VoiceEnhancementConfigs)
		return nil
	})
}

// updateUserHierarchy moves a user to a group, or out of all without one.
func updateUserHierarchy(r *request, in *connect.UpdateUserHierarchyInput) (*connect.UpdateUserHierarchyOutput, error) {
	return nil, r.changeUser(in.InstanceId, in.UserId, func(inst *instance, u *types.User) (err error) {
		u.HierarchyGroupId, err = r.groupOfUser(inst, in.HierarchyGroupId)
		return err
	})
}

func deleteUser(r *request, in *connect.DeleteUserInput) (*connect.DeleteUserOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	user, err := r.user(inst, in.UserId)
	if err != nil {
		return nil, err
	}
	inst.users.Delete(r.Moment, *user.Id)
	inst.proficiencies.Delete(r.Moment, *user.Id)
	return nil, nil
}

// AddUser adds a user to an instance and returns the id. Username must be set. Without profiles, the user has the
// instance's first routing profile and the security profile Agent.
func (s *Server) AddUser(instanceID string, user types.User) string {
	return seed(s, func(r *request) (string, error) {
		inst, err := r.instance(&instanceID)
		if err != nil {
			return "", err
		}
		if all := inst.routingProfiles.All(); user.RoutingProfileId == nil && len(all) > 0 {
			user.RoutingProfileId = all[0].info.RoutingProfileId
		}
		agents := slices.DeleteFunc(inst.securityProfiles.All(), func(p *securityProfile) bool { return *p.info.SecurityProfileName != "Agent" })
		if user.SecurityProfileIds == nil && len(agents) > 0 {
			user.SecurityProfileIds = []string{*agents[0].info.Id}
		}
		return *r.addUser(inst, user).Id, nil
	})
}

// Users returns the users of an instance, in the order of their creation.
func (s *Server) Users(instanceID string) []types.User {
	return read(s, func(r *request) ([]types.User, error) {
		inst, err := r.instance(&instanceID)
		if err != nil {
			return nil, err
		}
		return infos(&inst.users, deref), nil
	})
}
