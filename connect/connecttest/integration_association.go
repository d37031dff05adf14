package connecttest

import (
	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// integration is an integration association with its tags, which no list shows.
type integration struct {
	IntegrationAssociationId, IntegrationAssociationArn, InstanceId *string
	IntegrationType                                                 types.IntegrationType
	IntegrationArn, SourceApplicationUrl, SourceApplicationName     *string
	SourceType                                                      types.SourceType
	Tags                                                            map[string]string
}

// declareIntegrations declares the resources that an instance is integrated with. That they exist is not checked.
func (s *state) declareIntegrations(h *Handlers) {
	integrations := declare(s, &s.integrations, resource[integration]{
		noun: "IntegrationAssociation", kind: "integration association", path: "integration-association",
		key: func(_ *request, _ *types.Instance, i *integration) string {
			return string(i.IntegrationType) + " " + aws.ToString(i.IntegrationArn)
		},
		fill: func(_ *request, inst *types.Instance, i *integration) { i.InstanceId = inst.Id },
		unused: func(r *request, inst *types.Instance, i *integration) error {
			if _, used := r.useCases.in(inst).Find(func(u *useCase) bool { return *u.IntegrationAssociationId == *i.IntegrationAssociationId }); used {
				return r.invalid("The integration association has use cases: delete them first.")
			}
			return nil
		},
	})
	create(integrations, &h.CreateIntegrationAssociation,
		func(r *request, _ *types.Instance, in *connect.CreateIntegrationAssociationInput, _ *integration) error {
			if in.IntegrationType == types.IntegrationTypeEvent && (in.SourceApplicationUrl == nil || in.SourceApplicationName == nil || in.SourceType == "") {
				return r.invalid("SourceApplicationUrl, SourceApplicationName and SourceType: must be set for an integration of type EVENT")
			}
			return nil
		})
	list(integrations, &h.ListIntegrationAssociations, func(_ *request, in *connect.ListIntegrationAssociationsInput, i *integration) bool {
		return (in.IntegrationType == "" || in.IntegrationType == i.IntegrationType) &&
			(in.IntegrationArn == nil || *in.IntegrationArn == aws.ToString(i.IntegrationArn))
	})
	remove(integrations, &h.DeleteIntegrationAssociation)
}

// AddIntegrationAssociation adds an integration association to an instance and returns its id.
func (s *Server) AddIntegrationAssociation(instanceID string, info types.IntegrationAssociationSummary) string {
	var i integration
	copyMembers(&i, &info, "")
	return addTo(s, &s.state.integrations, instanceID, i)
}

// IntegrationAssociations returns the integration associations of an instance, in the order of their creation.
func (s *Server) IntegrationAssociations(instanceID string) []types.IntegrationAssociationSummary {
	return summariesIn[types.IntegrationAssociationSummary](s, &s.state.integrations, instanceID)
}
