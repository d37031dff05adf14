package connecttest

import (
	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// entityProfile is a security profile, by id, of an AI agent. AI agents are not kept: any ARN is accepted.
type entityProfile struct{ entity, profile string }

func (p entityProfile) key() string { return p.entity + " " + p.profile }

func (s *state) declareEntityProfiles(h *Handlers) {
	attach(&s.instances, &s.entityProfiles, "security profile of the entity", entityProfile.key)
	h.AssociateSecurityProfiles = handle(s, associateSecurityProfiles)
	h.DisassociateSecurityProfiles = handle(s, disassociateSecurityProfiles)
	h.ListEntitySecurityProfiles = handle(s, listEntitySecurityProfiles)
}

// entity finds the instance of a request about an entity, and checks that the entity has the only supported type.
func (r *request) entity(instanceID *string, kind types.EntityType, arn *string) (*types.Instance, error) {
	inst, err := r.instance(instanceID)
	switch {
	case err != nil:
		return nil, err
	case kind != types.EntityTypeAiAgent:
		return nil, r.invalid("EntityType: only %s is supported", types.EntityTypeAiAgent)
	case !isARN(arn):
		return nil, r.invalid("EntityArn: is not an ARN")
	}
	return inst, nil
}

func (r *request) entityProfilesOf(inst *types.Instance, entity *string, items []types.SecurityProfileItem) ([]entityProfile, error) {
	var all []entityProfile
	for _, item := range items {
		p, err := r.securityProfiles.find(r, inst, item.Id)
		if err != nil {
			return nil, err
		}
		all = append(all, entityProfile{entity: *entity, profile: *p.Id})
	}
	return all, nil
}

func associateSecurityProfiles(r *request, in *connect.AssociateSecurityProfilesInput) (*connect.AssociateSecurityProfilesOutput, error) {
	inst, err := r.entity(in.InstanceId, in.EntityType, in.EntityArn)
	if err != nil {
		return nil, err
	}
	all, err := r.entityProfilesOf(inst, in.EntityArn, in.SecurityProfiles)
	if err == nil {
		r.entityProfiles.put(r, nil, *inst.Id, all...)
	}
	return nil, err
}

func disassociateSecurityProfiles(r *request, in *connect.DisassociateSecurityProfilesInput) (*connect.DisassociateSecurityProfilesOutput, error) {
	inst, err := r.entity(in.InstanceId, in.EntityType, in.EntityArn)
	if err != nil {
		return nil, err
	}
	all, err := r.entityProfilesOf(inst, in.EntityArn, in.SecurityProfiles)
	if err != nil {
		return nil, err
	}
	for _, p := range all {
		if !r.entityProfiles.has(nil, *inst.Id, p) {
			return nil, r.notFound(r.entityProfiles.kind, &p.profile)
		}
	}
	for _, p := range all {
		r.entityProfiles.of(nil, *inst.Id).Delete(r.Moment, p.key())
	}
	return nil, nil
}

func listEntitySecurityProfiles(r *request, in *connect.ListEntitySecurityProfilesInput) (*connect.ListEntitySecurityProfilesOutput, error) {
	inst, err := r.entity(in.InstanceId, in.EntityType, in.EntityArn)
	if err != nil {
		return nil, err
	}
	out := new(connect.ListEntitySecurityProfilesOutput)
	rows := r.entityProfiles.of(nil, *inst.Id).Rows(r.Moment, func(p entityProfile) bool { return p.entity == *in.EntityArn })
	return out, paged(r, in, out, rows, func(p entityProfile) types.SecurityProfileItem { return types.SecurityProfileItem{Id: &p.profile} })
}

// AddEntitySecurityProfile gives an AI agent a security profile of an instance.
func (s *Server) AddEntitySecurityProfile(instanceID, entityARN, securityProfileID string) {
	seedIn(s, instanceID, func(r *request, inst *types.Instance) (struct{}, error) {
		all, err := r.entityProfilesOf(inst, &entityARN, []types.SecurityProfileItem{{Id: &securityProfileID}})
		r.entityProfiles.put(r, nil, *inst.Id, all...)
		return struct{}{}, err
	})
}

// EntitySecurityProfiles returns the ids of the security profiles of an AI agent, in the order in which they were
// associated.
func (s *Server) EntitySecurityProfiles(instanceID, entityARN string) []string {
	return read(s, func(r *request) ([]string, error) {
		inst, err := r.instance(&instanceID)
		if err != nil {
			return nil, err
		}
		rows := r.entityProfiles.of(nil, *inst.Id).Rows(r.Moment, func(p entityProfile) bool { return p.entity == entityARN })
		return fake.Map(rows.All(), func(p entityProfile) string { return p.profile }), nil
	})
}
