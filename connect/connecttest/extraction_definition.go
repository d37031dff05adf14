package connecttest

import (
	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// The last user to change a definition is always the root of the account: the server does not know who signs a request.
func (s *state) declareExtractionDefinitions(h *Handlers) {
	definitions := declare(s, &s.extractions, resource[types.ExtractionDefinition]{
		noun: "ExtractionDefinition", kind: "extraction definition", path: "extraction-definition",
		fill: func(r *request, _ *types.Instance, d *types.ExtractionDefinition) {
			d.LastUpdatedTime = aws.Time(r.moment().Now)
			d.LastUpdatedBy = aws.String("arn:aws:iam::" + r.server.options.AccountID + ":root")
			if d.CreatedTime == nil {
				d.CreatedTime = d.LastUpdatedTime
			}
		},
	})
	create(definitions, &h.CreateExtractionDefinition,
		func(r *request, _ *types.Instance, in *connect.CreateExtractionDefinitionInput, _ *types.ExtractionDefinition) error {
			return r.checkExtraction(in.ExtractionConfiguration)
		})
	describe(definitions, &h.DescribeExtractionDefinition)
	list(definitions, &h.ListExtractionDefinitions, nil)
	update(definitions, &h.UpdateExtractionDefinition,
		func(r *request, _ *types.Instance, in *connect.UpdateExtractionDefinitionInput, _ *types.ExtractionDefinition) error {
			return r.checkExtraction(in.ExtractionConfiguration)
		})
	remove(definitions, &h.DeleteExtractionDefinition)
}

// checkExtraction makes sure that a definition that falls back on a default value has one.
func (r *request) checkExtraction(c *types.ExtractionConfiguration) error {
	if b := c.NotFoundBehavior; b != nil && b.Behavior == types.NotFoundBehaviorTypeUseDefaultValue && b.DefaultValue == nil {
		return r.invalid("DefaultValue: must be set with the behavior %s", b.Behavior)
	}
	return nil
}

// AddExtractionDefinition adds an extraction definition to an instance and returns its id.
func (s *Server) AddExtractionDefinition(instanceID string, info types.ExtractionDefinition) string {
	return addTo(s, &s.state.extractions, instanceID, info)
}

// ExtractionDefinitions returns the extraction definitions of an instance, in the order of their creation.
func (s *Server) ExtractionDefinitions(instanceID string) []types.ExtractionDefinition {
	return allIn(s, &s.state.extractions, instanceID)
}
