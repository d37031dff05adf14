package connecttest

import (
	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
)

// declareSessions declares the sessions that codes open. Nothing accepts the codes, and that the customer profile exists is
// not checked.
func (s *state) declareSessions(h *Handlers) {
	attach(&s.instances, &s.sessions, "session of the instance", itself)
	h.CreateAuthCode = handle(s, createAuthCode)
	h.DeleteSession = handle(s, deleteSession)
	h.GetFederationToken = handle(s, getFederationToken)
}

func createAuthCode(r *request, in *connect.CreateAuthCodeInput) (*connect.CreateAuthCodeOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	for _, id := range in.Scope.SecurityProfileIds {
		if _, err := r.securityProfiles.find(r, inst, &id); err != nil {
			return nil, err
		}
	}
	session := r.newID()
	r.sessions.put(r, nil, *inst.Id, session)
	return &connect.CreateAuthCodeOutput{
		AuthCode: aws.String(r.newID()), SessionId: &session, EntityType: in.Scope.EntityType, EntityId: in.Scope.EntityId,
	}, nil
}

func deleteSession(r *request, in *connect.DeleteSessionInput) (*connect.DeleteSessionOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	open := r.sessions.of(nil, *inst.Id)
	if _, there := open.Get(*in.SessionId); !there {
		return nil, r.notFound("session", in.SessionId)
	}
	open.Delete(r.Moment, *in.SessionId)
	return nil, nil
}

// Sessions returns the IDs of the sessions of an instance that codes have opened and nobody has ended.
func (s *Server) Sessions(instanceID string) []string {
	return read(s, func(r *request) ([]string, error) {
		inst, err := r.instance(&instanceID)
		if err != nil {
			return nil, err
		}
		return r.sessions.of(nil, *inst.Id).All(), nil
	})
}
