package connecttest

import (
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func createContactFlowVersion(r *request, in *connect.CreateContactFlowVersionInput) (*connect.CreateContactFlowVersionOutput, error) {
	out := new(connect.CreateContactFlowVersionOutput)
	err := r.changeFlow(in.InstanceId, in.ContactFlowId, func(_ *instance, f *contactFlow) error {
		if in.FlowContentSha256 != nil && *in.FlowContentSha256 != *f.info.FlowContentSha256 {
			return r.invalid("FlowContentSha256: the content of the flow is another one")
		}
		version := f.info
		version.Version = aws.Int64(1)
		if n := len(f.versions); n > 0 {
			version.Version = aws.Int64(*f.versions[n-1].Version + 1)
		}
		version.VersionDescription = in.Description
		f.versions = append(slices.Clip(f.versions), version)
		out.ContactFlowArn, out.Version = f.info.Arn, version.Version
		return nil
	})
	return out, err
}

func listContactFlowVersions(r *request, in *connect.ListContactFlowVersionsInput) (*connect.ListContactFlowVersionsOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	flow, ok := inst.flows.See(r.Moment, idOf(in.ContactFlowId))
	if !ok {
		return nil, r.notFound("contact flow", in.ContactFlowId)
	}
	page, next, err := list(r, rowsOf(r, flow.versions), in, nil, func(f types.ContactFlow) types.ContactFlowVersionSummary {
		return types.ContactFlowVersionSummary{Arn: f.Arn, Version: f.Version, VersionDescription: f.VersionDescription}
	})
	return &connect.ListContactFlowVersionsOutput{ContactFlowVersionSummaryList: page, NextToken: next}, err
}

func deleteContactFlowVersion(r *request, in *connect.DeleteContactFlowVersionInput) (*connect.DeleteContactFlowVersionOutput, error) {
	return nil, r.changeFlow(in.InstanceId, in.ContactFlowId, func(_ *instance, f *contactFlow) error {
		before := len(f.versions)
		f.versions = slices.DeleteFunc(slices.Clone(f.versions), func(v types.ContactFlow) bool { return *v.Version == *in.ContactFlowVersion })
		if len(f.versions) == before {
			return r.notFound("version of the contact flow", in.ContactFlowId)
		}
		return nil
	})
}
