package connecttest

import (
	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// declareModuleAliases declares the aliases of flow modules: names for their versions.
func (s *state) declareModuleAliases(h *Handlers) {
	aliases := declare(s, &s.moduleAliases, resource[types.ContactFlowModuleAliasInfo]{
		noun: "Alias", kind: "alias of the flow module", within: "ContactFlowModuleId",
		key: func(_ *request, _ *types.Instance, a *types.ContactFlowModuleAliasInfo) string {
			return aliasKey(*a.ContactFlowModuleId, aws.ToString(a.Name))
		},
	})
	contain(&s.modules, aliases, func(a *types.ContactFlowModuleAliasInfo) *string { return a.ContactFlowModuleId })
	create(aliases, &h.CreateContactFlowModuleAlias,
		func(r *request, inst *types.Instance, in *connect.CreateContactFlowModuleAliasInput, a *types.ContactFlowModuleAliasInfo) error {
			m, err := r.modules.find(r, inst, in.ContactFlowModuleId)
			if err != nil {
				return err
			}
			a.ContactFlowModuleId, a.ContactFlowModuleArn = m.Id, m.Arn
			return r.pointAt(inst, a, in.ContactFlowModuleVersion)
		}, "ContactFlowModuleVersion")
	describe(aliases, &h.DescribeContactFlowModuleAlias)
	h.ListContactFlowModuleAliases = handle(s, listContactFlowModuleAliases)
	update(aliases, &h.UpdateContactFlowModuleAlias,
		func(r *request, inst *types.Instance, in *connect.UpdateContactFlowModuleAliasInput, a *types.ContactFlowModuleAliasInfo) error {
			return r.pointAt(inst, a, in.ContactFlowModuleVersion)
		}, "ContactFlowModuleId", "ContactFlowModuleVersion")
	remove(aliases, &h.DeleteContactFlowModuleAlias)
}

// aliasKey returns a key that only one alias can have.
func aliasKey(module, name string) string { return module + ":" + name }

// pointAt makes an alias point at a version, if there is one with the number. A nil number changes nothing.
func (r *request) pointAt(inst *types.Instance, a *types.ContactFlowModuleAliasInfo, version *int64) error {
	if version == nil {
		return nil
	}
	if !r.moduleEditions.has(inst, *a.ContactFlowModuleId, version) {
		return r.notFound(r.moduleEditions.versions.kind, aws.String(versionKey(version)))
	}
	a.Version = version
	return nil
}

func listContactFlowModuleAliases(r *request, in *connect.ListContactFlowModuleAliasesInput) (*connect.ListContactFlowModuleAliasesOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	m, err := r.modules.see(r, inst, in.ContactFlowModuleId)
	if err != nil {
		return nil, err
	}
	out := new(connect.ListContactFlowModuleAliasesOutput)
	rows := r.moduleAliases.in(inst).Rows(r.Moment, func(a *types.ContactFlowModuleAliasInfo) bool { return *a.ContactFlowModuleId == *m.Id })
	return out, paged(r, in, out, rows, func(a *types.ContactFlowModuleAliasInfo) types.ContactFlowModuleAliasSummary {
		return types.ContactFlowModuleAliasSummary{
			AliasId: a.AliasId, AliasName: a.Name, AliasDescription: a.Description, Version: a.Version,
			Arn: numbered(a.ContactFlowModuleArn, *a.Name), LastModifiedTime: a.LastModifiedTime,
		}
	})
}

// AddContactFlowModuleVersion makes a version of what a flow module has published and returns its number.
func (s *Server) AddContactFlowModuleVersion(instanceID, moduleID, description string) int64 {
	return seedIn(s, instanceID, func(r *request, inst *types.Instance) (int64, error) {
		version, err := r.moduleEditions.freeze(r, inst, &moduleID, nil, &description)
		if err != nil {
			return 0, err
		}
		return *version.Version, nil
	})
}

// ContactFlowModuleVersions returns the versions of a flow module, in the order of their creation.
func (s *Server) ContactFlowModuleVersions(instanceID, moduleID string) []types.ContactFlowModule {
	return read(s, func(r *request) ([]types.ContactFlowModule, error) {
		inst, err := r.instance(&instanceID)
		if err != nil {
			return nil, err
		}
		m, err := r.modules.find(r, inst, &moduleID)
		if err != nil {
			return nil, err
		}
		return r.moduleEditions.versions.of(inst, *m.Id).All(), nil
	})
}

// AddContactFlowModuleAlias adds an alias of a flow module to an instance and returns its id. ContactFlowModuleId, Name and
// Version must be set.
func (s *Server) AddContactFlowModuleAlias(instanceID string, info types.ContactFlowModuleAliasInfo) string {
	return seedIn(s, instanceID, func(r *request, inst *types.Instance) (string, error) {
		m, err := r.modules.find(r, inst, info.ContactFlowModuleId)
		if err != nil {
			return "", err
		}
		if info.Name == nil || info.Version == nil {
			return "", r.invalid("The alias needs a name and a version.")
		}
		a := fake.Copy(&info)
		a.ContactFlowModuleId, a.ContactFlowModuleArn = m.Id, m.Arn
		if err := r.pointAt(inst, a, a.Version); err != nil {
			return "", err
		}
		return r.moduleAliases.identify(r, inst, a), r.moduleAliases.add(r, inst, a)
	})
}

// ContactFlowModuleAliases returns the aliases of the flow modules of an instance, in the order of their creation.
func (s *Server) ContactFlowModuleAliases(instanceID string) []types.ContactFlowModuleAliasInfo {
	return allIn(s, &s.state.moduleAliases, instanceID)
}
