package connecttest

import (
	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// useCase is a use case with the members that no list shows.
type useCase struct {
	UseCaseId, UseCaseArn    *string
	UseCaseType              types.UseCaseType
	IntegrationAssociationId *string
	Tags                     map[string]string
}

// declareUseCases declares the use cases of integration associations.
func (s *state) declareUseCases(h *Handlers) {
	useCases := declare(s, &s.useCases, resource[useCase]{
		noun: "UseCase", kind: "use case", path: "use-case", within: "IntegrationAssociationId",
		key: func(_ *request, _ *types.Instance, u *useCase) string {
			return aws.ToString(u.IntegrationAssociationId) + " " + string(u.UseCaseType)
		},
	})
	create(useCases, &h.CreateUseCase, func(r *request, inst *types.Instance, _ *connect.CreateUseCaseInput, u *useCase) error {
		return r.integrations.refer(r, inst, &u.IntegrationAssociationId)
	})
	h.ListUseCases = handle(s, listUseCases)
	remove(useCases, &h.DeleteUseCase)
}

func listUseCases(r *request, in *connect.ListUseCasesInput) (*connect.ListUseCasesOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	i, err := r.integrations.find(r, inst, in.IntegrationAssociationId)
	if err != nil {
		return nil, err
	}
	rows := r.useCases.in(inst).Rows(r.Moment, func(u *useCase) bool { return *u.IntegrationAssociationId == *i.IntegrationAssociationId })
	out := new(connect.ListUseCasesOutput)
	return out, paged(r, in, out, rows, as[types.UseCase](&r.useCases))
}

// AddUseCase adds a use case to an integration association and returns its id.
func (s *Server) AddUseCase(instanceID, integrationAssociationID string, info types.UseCase) string {
	u := useCase{IntegrationAssociationId: &integrationAssociationID}
	copyMembers(&u, &info, "")
	return seedIn(s, instanceID, func(r *request, inst *types.Instance) (string, error) {
		if err := r.integrations.refer(r, inst, &u.IntegrationAssociationId); err != nil {
			return "", err
		}
		err := r.useCases.add(r, inst, &u)
		return aws.ToString(u.UseCaseId), err
	})
}

// UseCases returns the use cases of all integration associations of an instance, in the order of their creation.
func (s *Server) UseCases(instanceID string) []types.UseCase {
	return summariesIn[types.UseCase](s, &s.state.useCases, instanceID)
}
