package connecttest

import (
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// dataSets are some of the data sets of the analytics data lake. Any id can be associated.
const dataSets = "agent_queue_statistic_record agent_statistic_record contact_evaluation_record contact_flow_events " +
	"contact_lens_conversational_analytics contact_record contact_statistic_record"

// declareAnalyticsData declares the data sets that an instance shares with accounts. Sharing one again changes nothing.
func (s *state) declareAnalyticsData(h *Handlers) {
	attach(&s.instances, &s.dataAssociations, "shared data set of the instance", func(a types.AnalyticsDataAssociationResult) string {
		return dataKey(a.DataSetId, a.TargetAccountId)
	})
	h.AssociateAnalyticsDataSet = handle(s, associateAnalyticsDataSet)
	h.BatchAssociateAnalyticsDataSet = handle(s, batchAssociateAnalyticsDataSet)
	h.BatchDisassociateAnalyticsDataSet = handle(s, batchDisassociateAnalyticsDataSet)
	changeAttached(&s.instances, &h.DisassociateAnalyticsDataSet,
		func(r *request, _ *types.Instance, in *connect.DisassociateAnalyticsDataSetInput, id string) error {
			return r.unshare(id, in.DataSetId, in.TargetAccountId)
		})
	h.ListAnalyticsDataAssociations = handle(s, listAnalyticsDataAssociations)
	h.ListAnalyticsDataLakeDataSets = handle(s, listAnalyticsDataLakeDataSets)
}

func dataKey(dataSet, account *string) string {
	return aws.ToString(dataSet) + " " + aws.ToString(account)
}

// targetAccount returns the account that data is shared with: the server's own by default.
func (r *request) targetAccount(account *string) *string {
	if account == nil {
		return &r.server.options.AccountID
	}
	return account
}

// share shares a data set with an account. All data sets of an account are in one resource share.
func (r *request) share(inst *types.Instance, dataSet, account *string) types.AnalyticsDataAssociationResult {
	account = r.targetAccount(account)
	shared, id := r.dataAssociations.of(nil, *inst.Id), ""
	if before, there := shared.Get(dataKey(dataSet, account)); there {
		return before
	}
	if other, there := shared.Find(func(a types.AnalyticsDataAssociationResult) bool { return *a.TargetAccountId == *account }); there {
		id = *other.ResourceShareId
	} else {
		id = r.newID()
	}
	a := types.AnalyticsDataAssociationResult{
		DataSetId: dataSet, TargetAccountId: account, ResourceShareId: &id, ResourceShareStatus: aws.String("ACTIVE"),
		ResourceShareArn: aws.String("arn:aws:ram:" + r.region + ":" + r.server.options.AccountID + ":resource-share/" + id),
	}
	r.dataAssociations.put(r, nil, *inst.Id, a)
	return a
}

func (r *request) unshare(instanceID string, dataSet, account *string) error {
	if err := r.dataAssociations.remove(r, nil, instanceID, dataKey(dataSet, r.targetAccount(account))); err != nil {
		return r.notFound(r.dataAssociations.kind, dataSet)
	}
	return nil
}

func associateAnalyticsDataSet(r *request, in *connect.AssociateAnalyticsDataSetInput) (*connect.AssociateAnalyticsDataSetOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	a := r.share(inst, in.DataSetId, in.TargetAccountId)
	return &connect.AssociateAnalyticsDataSetOutput{
		DataSetId: a.DataSetId, TargetAccountId: a.TargetAccountId, ResourceShareId: a.ResourceShareId, ResourceShareArn: a.ResourceShareArn,
	}, nil
}

func batchAssociateAnalyticsDataSet(r *request, in *connect.BatchAssociateAnalyticsDataSetInput) (*connect.BatchAssociateAnalyticsDataSetOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	out := new(connect.BatchAssociateAnalyticsDataSetOutput)
	for _, id := range in.DataSetIds {
		out.Created = append(out.Created, r.share(inst, &id, in.TargetAccountId))
	}
	return out, nil
}

func batchDisassociateAnalyticsDataSet(r *request, in *connect.BatchDisassociateAnalyticsDataSetInput) (*connect.BatchDisassociateAnalyticsDataSetOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	out := new(connect.BatchDisassociateAnalyticsDataSetOutput)
	for _, id := range in.DataSetIds {
		if r.unshare(*inst.Id, &id, in.TargetAccountId) == nil {
			out.Deleted = append(out.Deleted, id)
			continue
		}
		out.Errors = append(out.Errors, types.ErrorResult{
			ErrorCode: aws.String("ResourceNotFoundException"), ErrorMessage: aws.String("The data set " + id + " is not shared with the account."),
		})
	}
	return out, nil
}

func listAnalyticsDataAssociations(r *request, in *connect.ListAnalyticsDataAssociationsInput) (*connect.ListAnalyticsDataAssociationsOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	rows := r.dataAssociations.of(nil, *inst.Id).Rows(r.Moment, func(a types.AnalyticsDataAssociationResult) bool {
		return in.DataSetId == nil || *in.DataSetId == *a.DataSetId
	})
	out := new(connect.ListAnalyticsDataAssociationsOutput)
	return out, paged(r, in, out, rows, same)
}

func listAnalyticsDataLakeDataSets(r *request, in *connect.ListAnalyticsDataLakeDataSetsInput) (*connect.ListAnalyticsDataLakeDataSetsOutput, error) {
	if _, err := r.instance(in.InstanceId); err != nil {
		return nil, err
	}
	out := new(connect.ListAnalyticsDataLakeDataSetsOutput)
	return out, paged(r, in, out, fake.RowsOf(strings.Fields(dataSets)), func(id string) types.AnalyticsDataSetsResult {
		return types.AnalyticsDataSetsResult{DataSetId: &id, DataSetName: aws.String(strings.ReplaceAll(id, "_", " "))}
	})
}

// AddAnalyticsDataAssociation shares a data set of an instance with an account.
func (s *Server) AddAnalyticsDataAssociation(instanceID, dataSetID, targetAccountID string) {
	seedIn(s, instanceID, func(r *request, inst *types.Instance) (struct{}, error) {
		r.share(inst, &dataSetID, &targetAccountID)
		return struct{}{}, nil
	})
}

// AnalyticsDataAssociations returns the data sets that an instance shares, in the order in which they were shared.
func (s *Server) AnalyticsDataAssociations(instanceID string) []types.AnalyticsDataAssociationResult {
	return attachedTo(s, &s.state.instances, &s.state.dataAssociations, "", instanceID)
}
