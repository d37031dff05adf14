package connecttest

import (
	"cmp"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// declareAnalyticsData declares which datasets of an instance are shared with which accounts. Any text is the ID of a
// dataset: which ones an instance has depends on what is switched on in it.
func (s *state) declareAnalyticsData(h *Handlers) {
	attach(&s.instances, &s.analyticsShares, "shared dataset of the instance", func(a types.AnalyticsDataAssociationResult) string {
		return *a.DataSetId + " " + *a.TargetAccountId
	})
	h.AssociateAnalyticsDataSet = handle(s, func(r *request, in *connect.AssociateAnalyticsDataSetInput) (*connect.AssociateAnalyticsDataSetOutput, error) {
		inst, err := r.instance(in.InstanceId)
		if err != nil {
			return nil, err
		}
		share := r.shareDataset(inst, *in.DataSetId, in.TargetAccountId)
		return &connect.AssociateAnalyticsDataSetOutput{
			DataSetId: share.DataSetId, TargetAccountId: share.TargetAccountId, ResourceShareId: share.ResourceShareId, ResourceShareArn: share.ResourceShareArn,
		}, nil
	})
	h.BatchAssociateAnalyticsDataSet = handle(s, func(r *request, in *connect.BatchAssociateAnalyticsDataSetInput) (*connect.BatchAssociateAnalyticsDataSetOutput, error) {
		inst, err := r.instance(in.InstanceId)
		if err != nil {
			return nil, err
		}
		return &connect.BatchAssociateAnalyticsDataSetOutput{Errors: []types.ErrorResult{}, Created: fake.Map(in.DataSetIds,
			func(id string) types.AnalyticsDataAssociationResult {
				return r.shareDataset(inst, id, in.TargetAccountId)
			})}, nil
	})
	h.DisassociateAnalyticsDataSet = handle(s, func(r *request, in *connect.DisassociateAnalyticsDataSetInput) (*connect.DisassociateAnalyticsDataSetOutput, error) {
		inst, err := r.instance(in.InstanceId)
		if err != nil {
			return nil, err
		}
		return nil, r.unshareDataset(inst, *in.DataSetId, in.TargetAccountId)
	})
	h.BatchDisassociateAnalyticsDataSet = handle(s, batchUnshareDatasets)
	h.ListAnalyticsDataAssociations = handle(s, listDatasetShares)
	h.ListAnalyticsDataLakeDataSets = handle(s, func(r *request, in *connect.ListAnalyticsDataLakeDataSetsInput) (*connect.ListAnalyticsDataLakeDataSetsOutput, error) {
		if _, err := r.instance(in.InstanceId); err != nil {
			return nil, err
		}
		out := new(connect.ListAnalyticsDataLakeDataSetsOutput)
		return out, paged(r, in, out, fake.RowsOf(datasets()), same)
	})
}

// datasets are those that every instance has.
func datasets() []types.AnalyticsDataSetsResult {
	return []types.AnalyticsDataSetsResult{
		{DataSetId: aws.String("agent_queue_statistic_record"), DataSetName: aws.String("Agent queue statistics")},
		{DataSetId: aws.String("agent_statistic_record"), DataSetName: aws.String("Agent statistics")},
		{DataSetId: aws.String("contact_flow_events"), DataSetName: aws.String("Contact flow events")},
		{DataSetId: aws.String("contact_record"), DataSetName: aws.String("Contact records")},
		{DataSetId: aws.String("contact_statistic_record"), DataSetName: aws.String("Contact statistics")},
	}
}

// shareTarget is the account that a dataset is shared with: without one, that of the instance.
func (r *request) shareTarget(account *string) string {
	return cmp.Or(aws.ToString(account), r.server.options.AccountID)
}

// shareDataset shares a dataset. One that is shared already stays as it is.
func (r *request) shareDataset(inst *types.Instance, id string, account *string) types.AnalyticsDataAssociationResult {
	target := r.shareTarget(account)
	if there, ok := r.analyticsShares.of(nil, *inst.Id).Get(id + " " + target); ok {
		return there
	}
	share := r.newID()
	a := types.AnalyticsDataAssociationResult{
		DataSetId: &id, TargetAccountId: &target, ResourceShareId: &share, ResourceShareStatus: aws.String("ACTIVE"),
		ResourceShareArn: aws.String("arn:aws:ram:" + r.region + ":" + r.server.options.AccountID + ":resource-share/" + share),
	}
	r.analyticsShares.put(r, nil, *inst.Id, a)
	return a
}

func (r *request) unshareDataset(inst *types.Instance, id string, account *string) error {
	return r.analyticsShares.remove(r, nil, *inst.Id, id+" "+r.shareTarget(account))
}

// batchUnshareDatasets stops sharing; a dataset that is not shared is an error of its own.
func batchUnshareDatasets(r *request, in *connect.BatchDisassociateAnalyticsDataSetInput) (*connect.BatchDisassociateAnalyticsDataSetOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	out := &connect.BatchDisassociateAnalyticsDataSetOutput{Deleted: []string{}, Errors: []types.ErrorResult{}}
	for _, id := range in.DataSetIds {
		if err := r.unshareDataset(inst, id, in.TargetAccountId); err != nil {
			out.Errors = append(out.Errors, types.ErrorResult{ErrorCode: aws.String("ResourceNotFoundException"), ErrorMessage: aws.String("The dataset is not shared with the account.")})
			continue
		}
		out.Deleted = append(out.Deleted, id)
	}
	return out, nil
}

func listDatasetShares(r *request, in *connect.ListAnalyticsDataAssociationsInput) (*connect.ListAnalyticsDataAssociationsOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	rows := r.analyticsShares.of(nil, *inst.Id).Rows(r.Moment, func(a types.AnalyticsDataAssociationResult) bool {
		return in.DataSetId == nil || *a.DataSetId == *in.DataSetId
	})
	out := new(connect.ListAnalyticsDataAssociationsOutput)
	return out, paged(r, in, out, rows, same)
}
