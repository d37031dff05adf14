package connecttest

import (
	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func (s *state) declareExtractionDefinitions(h *Handlers) {
	definitions := declare(s, &s.extractionDefinitions, resource[types.ExtractionDefinition]{
		noun: "ExtractionDefinition", kind: "extraction definition", path: "extraction-definition", tagType: "EXTRACTION_DEFINITION",
		fill: func(r *request, _ *types.Instance, d *types.ExtractionDefinition) {
			now := r.moment().Now
			if d.CreatedTime == nil {
				d.CreatedTime = &now
			}
			d.LastUpdatedTime = &now
			if d.ExtractionConfiguration == nil {
				d.ExtractionConfiguration = &types.ExtractionConfiguration{PromptHint: d.Name}
			}
			d.LastUpdatedBy = aws.String("arn:aws:iam::" + r.server.options.AccountID + ":root")
		},
	})
	create(definitions, &h.CreateExtractionDefinition,
		func(r *request, inst *types.Instance, _ *connect.CreateExtractionDefinitionInput, d *types.ExtractionDefinition) error {
			return r.checkDefinition(inst, d)
		})
	describe(definitions, &h.DescribeExtractionDefinition)
	list(definitions, &h.ListExtractionDefinitions, nil)
	update(definitions, &h.UpdateExtractionDefinition,
		func(r *request, inst *types.Instance, _ *connect.UpdateExtractionDefinitionInput, d *types.ExtractionDefinition) error {
			return r.checkDefinition(inst, d)
		})
	remove(definitions, &h.DeleteExtractionDefinition)
}

// checkDefinition refuses a definition with the name of another one, or whose default value is missing.
func (r *request) checkDefinition(inst *types.Instance, d *types.ExtractionDefinition) error {
	if other, taken := r.extractionDefinitions.byKey(inst, *d.Name); taken && *other.ExtractionDefinitionId != aws.ToString(d.ExtractionDefinitionId) {
		return &types.ResourceConflictException{Message: aws.String("There is another extraction definition with the same name.")}
	}
	missing := d.ExtractionConfiguration.NotFoundBehavior
	if missing != nil && missing.Behavior == types.NotFoundBehaviorTypeUseDefaultValue && missing.DefaultValue == nil {
		return r.invalid("NotFoundBehavior: DefaultValue must be set for USE_DEFAULT_VALUE")
	}
	return nil
}

// AddExtractionDefinition adds an extraction definition to an instance and returns its id. Name must be set.
func (s *Server) AddExtractionDefinition(instanceID string, info types.ExtractionDefinition) string {
	return addTo(s, &s.state.extractionDefinitions, instanceID, info)
}

// ExtractionDefinitions returns the extraction definitions of an instance, in the order of their creation.
func (s *Server) ExtractionDefinitions(instanceID string) []types.ExtractionDefinition {
	return allIn(s, &s.state.extractionDefinitions, instanceID)
}
