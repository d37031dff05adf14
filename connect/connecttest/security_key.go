package connecttest

import (
	"encoding/pem"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// maxSecurityKeys is how many security keys an instance can have.
const maxSecurityKeys = 2

func (s *state) declareSecurityKeys(h *Handlers) {
	attach(&s.instances, &s.securityKeys, "security key of the instance", func(k types.SecurityKey) string { return *k.AssociationId })
	h.AssociateSecurityKey = handle(s, associateSecurityKey)
	disassociate(&s.instances, &s.securityKeys, &h.DisassociateSecurityKey, func(in *connect.DisassociateSecurityKeyInput) []string {
		return []string{*in.AssociationId}
	})
	listAttached(&s.instances, &s.securityKeys, &h.ListSecurityKeys, whole)
}

func associateSecurityKey(r *request, in *connect.AssociateSecurityKeyInput) (*connect.AssociateSecurityKeyOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	id, err := r.addSecurityKey(inst, in.Key)
	return &connect.AssociateSecurityKeyOutput{AssociationId: &id}, err
}

func (r *request) addSecurityKey(inst *types.Instance, key *string) (associationID string, err error) {
	if block, _ := pem.Decode([]byte(*key)); block == nil {
		return "", r.invalid("Key: must be a key in PEM format")
	}
	keys := r.securityKeys.of(nil, *inst.Id)
	if _, there := keys.Find(func(k types.SecurityKey) bool { return *k.Key == *key }); there {
		return "", &types.ResourceConflictException{Message: aws.String("The key is already associated with the instance.")}
	}
	if keys.Len() >= maxSecurityKeys {
		return "", &types.ServiceQuotaExceededException{Message: aws.String("The instance already has two security keys.")}
	}
	associationID = r.newID()
	r.securityKeys.put(r, nil, *inst.Id, types.SecurityKey{AssociationId: &associationID, Key: key, CreationTime: aws.Time(r.moment().Now)})
	return associationID, nil
}

// AddSecurityKey associates a key in PEM format with an instance and returns the id of the association.
func (s *Server) AddSecurityKey(instanceID, key string) string {
	return seedIn(s, instanceID, func(r *request, inst *types.Instance) (string, error) { return r.addSecurityKey(inst, &key) })
}

// SecurityKeys returns the security keys of an instance, in the order of their association.
func (s *Server) SecurityKeys(instanceID string) []types.SecurityKey {
	return attachedTo(s, &s.state.instances, &s.state.securityKeys, "", instanceID)
}
