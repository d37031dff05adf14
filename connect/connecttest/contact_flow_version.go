package connecttest

import (
	"strconv"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// declareFlowVersions declares the numbered versions of flows.
func (s *state) declareFlowVersions(flows *resource[types.ContactFlow], h *Handlers) {
	attach(flows, &s.flowVersions, "version of the contact flow", func(f types.ContactFlow) string { return versionKey(f.Version) })
	h.CreateContactFlowVersion = handle(s, createContactFlowVersion)
	listAttached(flows, &s.flowVersions, &h.ListContactFlowVersions,
		func(_ *request, _ *types.Instance, _ *connect.ListContactFlowVersionsInput, f types.ContactFlow) types.ContactFlowVersionSummary {
			return types.ContactFlowVersionSummary{Arn: f.Arn, Version: f.Version, VersionDescription: f.VersionDescription}
		})
	disassociate(flows, &s.flowVersions, &h.DeleteContactFlowVersion, func(in *connect.DeleteContactFlowVersionInput) []string {
		return []string{versionKey(in.ContactFlowVersion)}
	})
}

func versionKey(version *int64) string { return strconv.FormatInt(aws.ToInt64(version), 10) }

func createContactFlowVersion(r *request, in *connect.CreateContactFlowVersionInput) (*connect.CreateContactFlowVersionOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	f, err := r.flows.change(r, inst, in.ContactFlowId, func(f *types.ContactFlow) error {
		if in.FlowContentSha256 != nil && *in.FlowContentSha256 != *f.FlowContentSha256 {
			return r.invalid("FlowContentSha256: the content of the flow is another one")
		}
		if f.Content == nil {
			return nil // a test has added the flow without content
		}
		return r.checkFlow(inst, f, false)
	})
	if err != nil {
		return nil, err
	}
	version := fake.Copy(*f)
	version.Version, version.VersionDescription = aws.Int64(1), in.Description
	for _, before := range r.flowVersions.of(inst, *f.Id).All() {
		version.Version = aws.Int64(*before.Version + 1)
	}
	r.flowVersions.put(r, inst, *f.Id, version)
	return &connect.CreateContactFlowVersionOutput{ContactFlowArn: f.Arn, Version: version.Version}, nil
}
