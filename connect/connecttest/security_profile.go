package connecttest

import (
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func (s *state) declareSecurityProfiles(h *Handlers) {
	profiles := declare(s, &s.securityProfiles, resource[types.SecurityProfile]{
		noun: "SecurityProfile", kind: "security profile", path: "security-profile", tagType: "security-profile",
		fill: func(_ *request, inst *types.Instance, p *types.SecurityProfile) { p.OrganizationResourceId = inst.Id },
		unused: func(r *request, inst *types.Instance, p *types.SecurityProfile) error {
			if _, used := r.entityProfiles.of(nil, *inst.Id).Find(func(e entityProfile) bool { return e.profile == *p.Id }); used {
				return &types.ResourceInUseException{Message: aws.String("The security profile is in use."), ResourceId: p.Arn}
			}
			return inUse(&r.securityProfiles, p, &r.users, inst, func(u *types.User) bool { return slices.Contains(u.SecurityProfileIds, *p.Id) })
		},
	})
	attach(profiles, &s.permissions, "permission", itself)
	attach(profiles, &s.applications, "application", func(a types.Application) string { return aws.ToString(a.Namespace) })
	attach(profiles, &s.flowModules, "flow module", func(m types.FlowModule) string { return aws.ToString(m.FlowModuleId) })
	attach(profiles, &s.aiAgents, "AI agent", func(a types.AIAgent) string { return aws.ToString(a.Arn) })
	except := []string{"Permissions", "Applications", "AllowedFlowModules", "AllowedAIAgents"}
	create(profiles, &h.CreateSecurityProfile, func(r *request, inst *types.Instance, in *connect.CreateSecurityProfileInput, p *types.SecurityProfile) error {
		if err := r.checkSecurityProfile(inst, in.Permissions, in.AllowedAccessControlHierarchyGroupId, in.HierarchyRestrictedResources); err != nil {
			return err
		}
		r.permissions.put(r, inst, *p.Id, in.Permissions...)
		r.applications.put(r, inst, *p.Id, in.Applications...)
		r.flowModules.put(r, inst, *p.Id, in.AllowedFlowModules...)
		r.aiAgents.put(r, inst, *p.Id, in.AllowedAIAgents...)
		return nil
	}, except...)
	describe(profiles, &h.DescribeSecurityProfile)
	list(profiles, &h.ListSecurityProfiles, nil)
	search(profiles, &h.SearchSecurityProfiles, searching[types.SecurityProfile]{
		fields: func(_ *request, _ *types.Instance, p *types.SecurityProfile) fields {
			return fields{"name": texts(p.SecurityProfileName), "securityprofilename": texts(p.SecurityProfileName), "description": texts(p.Description)}
		},
	})
	update(profiles, &h.UpdateSecurityProfile, func(r *request, inst *types.Instance, in *connect.UpdateSecurityProfileInput, p *types.SecurityProfile) error {
		if err := r.checkSecurityProfile(inst, in.Permissions, in.AllowedAccessControlHierarchyGroupId, in.HierarchyRestrictedResources); err != nil {
			return err
		}
		r.permissions.replace(r, inst, *p.Id, in.Permissions)
		r.applications.replace(r, inst, *p.Id, in.Applications)
		r.flowModules.replace(r, inst, *p.Id, in.AllowedFlowModules)
		r.aiAgents.replace(r, inst, *p.Id, in.AllowedAIAgents)
		return nil
	}, except...)
	remove(profiles, &h.DeleteSecurityProfile)
	listAttached(profiles, &s.permissions, &h.ListSecurityProfilePermissions, whole)
	listAttached(profiles, &s.applications, &h.ListSecurityProfileApplications, whole)
	listAttached(profiles, &s.flowModules, &h.ListSecurityProfileFlowModules, whole)
	listAttached(profiles, &s.aiAgents, &h.ListSecurityProfileAIAgents, whole)
}

// checkSecurityProfile refuses unknown permissions, an unknown group of the hierarchy, and limits by hierarchy
// for anything but users.
func (r *request) checkSecurityProfile(inst *types.Instance, permissions []string, group *string, restricted []string) error {
	if err := r.checkPermissions(permissions); err != nil {
		return err
	}
	for _, resource := range restricted {
		if resource != "User" {
			return r.invalid("HierarchyRestrictedResources: only User can be restricted, not %s", resource)
		}
	}
	if aws.ToString(group) == "" {
		return nil
	}
	_, err := r.groups.find(r, inst, group)
	return err
}

// AddSecurityProfile adds a security profile to an instance and returns its id. Its permissions are not checked.
func (s *Server) AddSecurityProfile(instanceID string, info types.SecurityProfile, permissions ...string) string {
	return addTo(s, &s.state.securityProfiles, instanceID, info, func(r *request, inst *types.Instance, id string) {
		r.permissions.put(r, inst, id, permissions...)
	})
}

// SecurityProfiles returns the security profiles of an instance, in the order of their creation.
func (s *Server) SecurityProfiles(instanceID string) []types.SecurityProfile {
	return allIn(s, &s.state.securityProfiles, instanceID)
}

// SecurityProfilePermissions returns the permissions of a security profile, in the order in which it got them.
func (s *Server) SecurityProfilePermissions(instanceID, securityProfileID string) []string {
	return attachedTo(s, &s.state.securityProfiles, &s.state.permissions, instanceID, securityProfileID)
}
