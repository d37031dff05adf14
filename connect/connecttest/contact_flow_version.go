package connecttest

import (
	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// declareFlowEditions declares the operations on the content of flows: published content, drafts and numbered versions.
func (s *state) declareFlowEditions(flows *resource[types.ContactFlow], h *Handlers) {
	declareEditions(flows, &s.flowEditions,
		func(f *types.ContactFlow) bool { return f.Status == types.ContactFlowStatusSaved },
		func(f *types.ContactFlow, saved bool) {
			if f.Status = types.ContactFlowStatusPublished; saved {
				f.Status = types.ContactFlowStatusSaved
			}
		})
	h.DescribeContactFlow = handle(s, describeContactFlow)
	h.UpdateContactFlowContent = handle(s, updateContactFlowContent)
	h.CreateContactFlowVersion = handle(s, createContactFlowVersion)
	listAttached(flows, &s.flowEditions.versions, &h.ListContactFlowVersions,
		func(_ *request, _ *types.Instance, _ *connect.ListContactFlowVersionsInput, f types.ContactFlow) types.ContactFlowVersionSummary {
			return types.ContactFlowVersionSummary{Arn: numbered(f.Arn, versionKey(f.Version)), Version: f.Version, VersionDescription: f.VersionDescription}
		})
	disassociate(flows, &s.flowEditions.versions, &h.DeleteContactFlowVersion, func(in *connect.DeleteContactFlowVersionInput) []string {
		return []string{versionKey(in.ContactFlowVersion)}
	})
}

// describeContactFlow accepts an id followed by :$SAVED or a version. Without either, it returns only published content.
func describeContactFlow(r *request, in *connect.DescribeContactFlowInput) (*connect.DescribeContactFlowOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	f, err := r.flowEditions.see(r, inst, in.ContactFlowId)
	if err != nil {
		return nil, err
	}
	if _, qualifier := unqualified(in.ContactFlowId); qualifier == "" && r.flowEditions.saved(f) {
		return nil, &types.ContactFlowNotPublishedException{Message: aws.String("The contact flow has not been published.")}
	}
	return &connect.DescribeContactFlowOutput{ContactFlow: f}, nil
}

func updateContactFlowContent(r *request, in *connect.UpdateContactFlowContentInput) (*connect.UpdateContactFlowContentOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	if err := r.checkFlowLength(in.Content); err != nil {
		return nil, err
	}
	if id, qualifier := unqualified(in.ContactFlowId); qualifier != savedQualifier {
		f, err := r.flows.find(r, inst, id)
		if err == nil {
			err = r.checkFlow(inst, f.Type, in.Content)
		}
		if err != nil {
			return nil, err
		}
	}
	return nil, r.flowEditions.update(r, inst, in.ContactFlowId, draft{Content: in.Content})
}

func createContactFlowVersion(r *request, in *connect.CreateContactFlowVersionInput) (*connect.CreateContactFlowVersionOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	f, err := r.flows.find(r, inst, in.ContactFlowId)
	if err != nil {
		return nil, err
	}
	if f.Type != types.ContactFlowTypeCampaign {
		return nil, r.invalid("Only contact flows of type %s can have versions.", types.ContactFlowTypeCampaign)
	}
	if f.Content != nil && f.Status == types.ContactFlowStatusPublished { // a test may add a flow without content
		if err := r.checkFlow(inst, f.Type, f.Content); err != nil {
			return nil, err
		}
	}
	version, err := r.flowEditions.freeze(r, inst, in.ContactFlowId, in.FlowContentSha256, in.Description)
	if err != nil {
		return nil, err
	}
	return &connect.CreateContactFlowVersionOutput{ContactFlowArn: version.Arn, Version: version.Version}, nil
}

// AddContactFlowVersion makes a version of what a contact flow has published, and returns its number. The service makes versions of
// flows for campaigns only.
func (s *Server) AddContactFlowVersion(instanceID, flowID, description string) int64 {
	return seedIn(s, instanceID, func(r *request, inst *types.Instance) (int64, error) {
		version, err := r.flowEditions.freeze(r, inst, &flowID, nil, &description)
		if err != nil {
			return 0, err
		}
		return aws.ToInt64(version.Version), nil
	})
}

// ContactFlowVersions returns the versions of a contact flow, in the order of their creation.
func (s *Server) ContactFlowVersions(instanceID, flowID string) []types.ContactFlow {
	return attachedTo(s, &s.state.flows, &s.state.flowEditions.versions, instanceID, flowID)
}
