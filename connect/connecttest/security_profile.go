package connecttest

import (
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// securityProfile is a security profile and what only lists of its own show.
type securityProfile struct {
	info         types.SecurityProfile
	permissions  []string
	applications []types.Application
	modules      []types.FlowModule
	agents       []types.AIAgent
}

func (s *state) securityProfileHandlers(h *Handlers) {
	h.CreateSecurityProfile = handle(s, createSecurityProfile)
	h.DescribeSecurityProfile = handle(s, describeSecurityProfile)
	h.ListSecurityProfiles = handle(s, listSecurityProfiles)
	h.SearchSecurityProfiles = handle(s, searchSecurityProfiles)
	h.UpdateSecurityProfile = handle(s, updateSecurityProfile)
	h.DeleteSecurityProfile = handle(s, deleteSecurityProfile)
	h.ListSecurityProfilePermissions = handle(s, listSecurityProfilePermissions)
	h.ListSecurityProfileApplications = handle(s, listSecurityProfileApplications)
	h.ListSecurityProfileFlowModules = handle(s, listSecurityProfileFlowModules)
	h.ListSecurityProfileAIAgents = handle(s, listSecurityProfileAIAgents)
}

// securityProfile finds a security profile by id or ARN, whatever readers see.
func (r *request) securityProfile(inst *instance, id *string) (*securityProfile, error) {
	if profile, ok := inst.securityProfiles.Get(idOf(id)); ok {
		return profile, nil
	}
	return nil, r.notFound("security profile", id)
}

func createSecurityProfile(r *request, in *connect.CreateSecurityProfileInput) (*connect.CreateSecurityProfileOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	_, taken := inst.securityProfiles.Find(func(p *securityProfile) bool { return *p.info.SecurityProfileName == *in.SecurityProfileName })
	if taken {
		return nil, r.duplicate("security profile", in.SecurityProfileName)
	}
	profile := r.addSecurityProfile(inst, types.SecurityProfile{
		SecurityProfileName: in.SecurityProfileName, Description: in.Description, Tags: in.Tags,
		AllowedAccessControlTags: in.AllowedAccessControlTags, TagRestrictedResources: in.TagRestrictedResources,
		HierarchyRestrictedResources: in.HierarchyRestrictedResources, AllowedAccessControlHierarchyGroupId: in.AllowedAccessControlHierarchyGroupId,
		GranularAccessControlConfiguration: in.GranularAccessControlConfiguration,
	}, securityProfile{permissions: in.Permissions, applications: in.Applications, modules: in.AllowedFlowModules, agents: in.AllowedAIAgents})
	return &connect.CreateSecurityProfileOutput{SecurityProfileId: profile.info.Id, SecurityProfileArn: profile.info.Arn}, nil
}

// addSecurityProfile adds a profile; rest holds all but its info.
func (r *request) addSecurityProfile(inst *instance, info types.SecurityProfile, rest securityProfile) *securityProfile {
	if info.Id == nil {
		info.Id = aws.String(r.state.newID())
	}
	info.Arn = aws.String(*inst.info.Arn + "/security-profile/" + *info.Id)
	info.OrganizationResourceId = inst.info.Id
	rest.info = info
	r.saveSecurityProfile(inst, &rest)
	return &rest
}

func (r *request) saveSecurityProfile(inst *instance, p *securityProfile) {
	p.info.LastModifiedTime, p.info.LastModifiedRegion = r.modified()
	inst.securityProfiles.Put(r.Moment, *p.info.Id, p)
}

// seenSecurityProfile finds a security profile as readers see it.
func (r *request) seenSecurityProfile(instanceID, id *string) (*securityProfile, error) {
	inst, err := r.instance(instanceID)
	if err != nil {
		return nil, err
	}
	profile, ok := inst.securityProfiles.See(r.Moment, idOf(id))
	if !ok {
		return nil, r.notFound("security profile", id)
	}
	return profile, nil
}

func describeSecurityProfile(r *request, in *connect.DescribeSecurityProfileInput) (*connect.DescribeSecurityProfileOutput, error) {
	profile, err := r.seenSecurityProfile(in.InstanceId, in.SecurityProfileId)
	if err != nil {
		return nil, err
	}
	return &connect.DescribeSecurityProfileOutput{SecurityProfile: &profile.info}, nil
}

func listSecurityProfiles(r *request, in *connect.ListSecurityProfilesInput) (*connect.ListSecurityProfilesOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	page, next, err := list(r, &inst.securityProfiles, in, nil, func(p *securityProfile) types.SecurityProfileSummary {
		return types.SecurityProfileSummary{
			Id: p.info.Id, Arn: p.info.Arn, Name: p.info.SecurityProfileName,
			LastModifiedTime: p.info.LastModifiedTime, LastModifiedRegion: p.info.LastModifiedRegion,
		}
	})
	return &connect.ListSecurityProfilesOutput{SecurityProfileSummaryList: page, NextToken: next}, err
}

func updateSecurityProfile(r *request, in *connect.UpdateSecurityProfileInput) (*connect.UpdateSecurityProfileOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	profile, err := r.securityProfile(inst, in.SecurityProfileId)
	if err != nil {
		return nil, err
	}
	changed := *profile
	set(&changed.info.Description, in.Description)
	set(&changed.info.AllowedAccessControlHierarchyGroupId, in.AllowedAccessControlHierarchyGroupId)
	set(&changed.info.GranularAccessControlConfiguration, in.GranularAccessControlConfiguration)
	if in.AllowedAccessControlTags != nil {
		changed.info.AllowedAccessControlTags = in.AllowedAccessControlTags
	}
	setList(&changed.info.TagRestrictedResources, in.TagRestrictedResources)
	setList(&changed.info.HierarchyRestrictedResources, in.HierarchyRestrictedResources)
	setList(&changed.permissions, in.Permissions)
	setList(&changed.applications, in.Applications)
	setList(&changed.modules, in.AllowedFlowModules)
	setList(&changed.agents, in.AllowedAIAgents)
	r.saveSecurityProfile(inst, &changed)
	return nil, nil
}

// setList changes a list that a request names; an empty one empties it.
func setList[T any](list *[]T, value []T) {
	if value != nil {
		*list = value
	}
}

func deleteSecurityProfile(r *request, in *connect.DeleteSecurityProfileInput) (*connect.DeleteSecurityProfileOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	profile, err := r.securityProfile(inst, in.SecurityProfileId)
	if err != nil {
		return nil, err
	}
	_, used := inst.users.Find(func(u *types.User) bool { return slices.Contains(u.SecurityProfileIds, *profile.info.Id) })
	if used {
		return nil, r.inUse("security profile", *profile.info.Arn)
	}
	inst.securityProfiles.Delete(r.Moment, *profile.info.Id)
	return nil, nil
}

func listSecurityProfilePermissions(r *request, in *connect.ListSecurityProfilePermissionsInput) (*connect.ListSecurityProfilePermissionsOutput, error) {
	profile, err := r.seenSecurityProfile(in.InstanceId, in.SecurityProfileId)
	if err != nil {
		return nil, err
	}
	page, next, err := list(r, rowsOf(r, profile.permissions), in, nil, same)
	return &connect.ListSecurityProfilePermissionsOutput{
		Permissions: page, NextToken: next, LastModifiedTime: profile.info.LastModifiedTime, LastModifiedRegion: profile.info.LastModifiedRegion,
	}, err
}

func listSecurityProfileApplications(r *request, in *connect.ListSecurityProfileApplicationsInput) (*connect.ListSecurityProfileApplicationsOutput, error) {
	profile, err := r.seenSecurityProfile(in.InstanceId, in.SecurityProfileId)
	if err != nil {
		return nil, err
	}
	page, next, err := list(r, rowsOf(r, profile.applications), in, nil, same)
	return &connect.ListSecurityProfileApplicationsOutput{
		Applications: page, NextToken: next, LastModifiedTime: profile.info.LastModifiedTime, LastModifiedRegion: profile.info.LastModifiedRegion,
	}, err
}

func listSecurityProfileFlowModules(r *request, in *connect.ListSecurityProfileFlowModulesInput) (*connect.ListSecurityProfileFlowModulesOutput, error) {
	profile, err := r.seenSecurityProfile(in.InstanceId, in.SecurityProfileId)
	if err != nil {
		return nil, err
	}
	page, next, err := list(r, rowsOf(r, profile.modules), in, nil, same)
	return &connect.ListSecurityProfileFlowModulesOutput{
		AllowedFlowModules: page, NextToken: next, LastModifiedTime: profile.info.LastModifiedTime, LastModifiedRegion: profile.info.LastModifiedRegion,
	}, err
}

func listSecurityProfileAIAgents(r *request, in *connect.ListSecurityProfileAIAgentsInput) (*connect.ListSecurityProfileAIAgentsOutput, error) {
	profile, err := r.seenSecurityProfile(in.InstanceId, in.SecurityProfileId)
	if err != nil {
		return nil, err
	}
	page, next, err := list(r, rowsOf(r, profile.agents), in, nil, same)
	return &connect.ListSecurityProfileAIAgentsOutput{
		AllowedAIAgents: page, NextToken: next, LastModifiedTime: profile.info.LastModifiedTime, LastModifiedRegion: profile.info.LastModifiedRegion,
	}, err
}

// AddSecurityProfile adds a security profile to an instance and returns its id.
func (s *Server) AddSecurityProfile(instanceID string, info types.SecurityProfile, permissions ...string) string {
	return seed(s, func(r *request) (string, error) {
		inst, err := r.instance(&instanceID)
		if err != nil {
			return "", err
		}
		return *r.addSecurityProfile(inst, info, securityProfile{permissions: permissions}).info.Id, nil
	})
}

// SecurityProfiles returns the security profiles of an instance, in the order of their creation.
func (s *Server) SecurityProfiles(instanceID string) []types.SecurityProfile {
	return read(s, func(r *request) ([]types.SecurityProfile, error) {
		inst, err := r.instance(&instanceID)
		if err != nil {
			return nil, err
		}
		return infos(&inst.securityProfiles, func(p *securityProfile) types.SecurityProfile { return p.info }), nil
	})
}
