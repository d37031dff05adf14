package connecttest

import (
	"cmp"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func (s *state) declareFlowModules(h *Handlers) {
	modules := declare(s, &s.modules, resource[types.ContactFlowModule]{
		noun: "ContactFlowModule", kind: "flow module", path: "flow-module", tagType: "flow-module",
		fill: func(_ *request, _ *types.Instance, m *types.ContactFlowModule) {
			if m.State == "" {
				m.State = types.ContactFlowModuleStateActive
			}
			if m.Status == "" {
				m.Status = types.ContactFlowModuleStatusPublished
			}
			m.FlowModuleContentSha256 = aws.String(contentSum(m.Content))
		},
	})
	create(modules, &h.CreateContactFlowModule, func(r *request, inst *types.Instance, in *connect.CreateContactFlowModuleInput, _ *types.ContactFlowModule) error {
		return r.checkModule(inst, in.Content, in.Settings)
	})
	list(modules, &h.ListContactFlowModules, func(_ *request, in *connect.ListContactFlowModulesInput, m *types.ContactFlowModule) bool {
		return in.ContactFlowModuleState == "" || in.ContactFlowModuleState == m.State
	})
	search(modules, &h.SearchContactFlowModules, searching[types.ContactFlowModule]{
		fields: func(_ *request, _ *types.Instance, m *types.ContactFlowModule) fields {
			return fields{"name": texts(m.Name), "description": texts(m.Description)}
		},
		holds: func(_ *request, _ *types.Instance, m *types.ContactFlowModule, condition any) (holds, known bool) {
			switch c := condition.(type) {
			case types.ContactFlowModuleState:
				return c == m.State, true
			case types.ContactFlowModuleStatus:
				return c == m.Status, true
			}
			return false, false
		},
	})
	update(modules, &h.UpdateContactFlowModuleMetadata, nil)
	remove(modules, &h.DeleteContactFlowModule)
	s.declareModuleEditions(modules, h)
	s.declareModuleAliases(h)
}

// declareModuleEditions declares the operations on the content of modules.
func (s *state) declareModuleEditions(modules *resource[types.ContactFlowModule], h *Handlers) {
	declareEditions(modules, &s.moduleEditions,
		func(m *types.ContactFlowModule) bool { return m.Status == types.ContactFlowModuleStatusSaved },
		func(m *types.ContactFlowModule, saved bool) {
			if m.Status = types.ContactFlowModuleStatusPublished; saved {
				m.Status = types.ContactFlowModuleStatusSaved
			}
		})
	h.DescribeContactFlowModule = handle(s, describeContactFlowModule)
	h.UpdateContactFlowModuleContent = handle(s, updateContactFlowModuleContent)
	h.CreateContactFlowModuleVersion = handle(s, createContactFlowModuleVersion)
	listAttached(modules, &s.moduleEditions.versions, &h.ListContactFlowModuleVersions,
		func(_ *request, _ *types.Instance, _ *connect.ListContactFlowModuleVersionsInput, m types.ContactFlowModule) types.ContactFlowModuleVersionSummary {
			return types.ContactFlowModuleVersionSummary{Arn: numbered(m.Arn, versionKey(m.Version)), Version: m.Version, VersionDescription: m.VersionDescription}
		})
	changeAttached(modules, &h.DeleteContactFlowModuleVersion, deleteContactFlowModuleVersion)
}

// describeContactFlowModule accepts an id followed by :$SAVED, a version or the name of an alias.
func describeContactFlowModule(r *request, in *connect.DescribeContactFlowModuleInput) (*connect.DescribeContactFlowModuleOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	id, qualifier := unqualified(in.ContactFlowModuleId)
	named := in.ContactFlowModuleId
	if alias, ok := r.moduleAliases.byKey(inst, aliasKey(idOf(id), qualifier)); ok {
		named = numbered(id, versionKey(alias.Version))
	}
	m, err := r.moduleEditions.see(r, inst, named)
	if err != nil {
		return nil, err
	}
	return &connect.DescribeContactFlowModuleOutput{ContactFlowModule: m}, nil
}

func updateContactFlowModuleContent(r *request, in *connect.UpdateContactFlowModuleContentInput) (*connect.UpdateContactFlowModuleContentOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	if id, qualifier := unqualified(in.ContactFlowModuleId); qualifier != savedQualifier {
		var m *types.ContactFlowModule
		if m, err = r.modules.find(r, inst, id); err == nil {
			err = r.checkModule(inst, cmp.Or(in.Content, m.Content), cmp.Or(in.Settings, m.Settings))
		}
	}
	if err == nil {
		err = r.moduleEditions.update(r, inst, in.ContactFlowModuleId, draft{Content: in.Content, Settings: in.Settings})
	}
	return nil, err
}

func createContactFlowModuleVersion(r *request, in *connect.CreateContactFlowModuleVersionInput) (*connect.CreateContactFlowModuleVersionOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	m, err := r.modules.find(r, inst, in.ContactFlowModuleId)
	if err == nil && m.Status == types.ContactFlowModuleStatusPublished {
		err = r.checkModule(inst, m.Content, m.Settings)
	}
	if err != nil {
		return nil, err
	}
	version, err := r.moduleEditions.freeze(r, inst, in.ContactFlowModuleId, in.FlowModuleContentSha256, in.Description)
	if err != nil {
		return nil, err
	}
	return &connect.CreateContactFlowModuleVersionOutput{ContactFlowModuleArn: version.Arn, Version: version.Version}, nil
}

// deleteContactFlowModuleVersion refuses to delete a version that an alias points at. AWS does not document this case.
func deleteContactFlowModuleVersion(r *request, inst *types.Instance, in *connect.DeleteContactFlowModuleVersionInput, id string) error {
	_, used := r.moduleAliases.in(inst).Find(func(a *types.ContactFlowModuleAliasInfo) bool {
		return *a.ContactFlowModuleId == id && *a.Version == *in.ContactFlowModuleVersion
	})
	if used {
		return r.invalid("An alias points at the version of the flow module.")
	}
	return r.moduleEditions.versions.remove(r, inst, id, versionKey(in.ContactFlowModuleVersion))
}

// AddContactFlowModule adds a flow module to an instance and returns its id. Members that are not set are filled in.
func (s *Server) AddContactFlowModule(instanceID string, info types.ContactFlowModule) string {
	return addTo(s, &s.state.modules, instanceID, info)
}

// ContactFlowModules returns the flow modules of an instance, in the order of their creation.
func (s *Server) ContactFlowModules(instanceID string) []types.ContactFlowModule {
	return allIn(s, &s.state.modules, instanceID)
}
