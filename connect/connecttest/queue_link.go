package connecttest

import (
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// Quick connects and email addresses are not kept, so a queue takes any id of one.

func (s *state) queueLinkHandlers(h *Handlers) {
	h.AssociateQueueQuickConnects = handle(s, associateQueueQuickConnects)
	h.DisassociateQueueQuickConnects = handle(s, disassociateQueueQuickConnects)
	h.ListQueueQuickConnects = handle(s, listQueueQuickConnects)
	h.AssociateQueueEmailAddresses = handle(s, associateQueueEmailAddresses)
	h.DisassociateQueueEmailAddresses = handle(s, disassociateQueueEmailAddresses)
	h.ListQueueEmailAddresses = handle(s, listQueueEmailAddresses)
}

// queueOf finds a queue of an instance by id or ARN, whatever readers see.
func (r *request) queueOf(instanceID, id *string) (*instance, *types.Queue, error) {
	inst, err := r.instance(instanceID)
	if err != nil {
		return nil, nil, err
	}
	q, err := r.queue(inst, id)
	return inst, q, err
}

// link adds ids to those of a row; one that is there stays once.
func link(r *request, table *fake.Table[[]string], row string, ids []string) {
	linked, _ := table.Get(row)
	linked = slices.Clone(linked)
	for _, id := range ids {
		if !slices.Contains(linked, idOf(&id)) {
			linked = append(linked, idOf(&id))
		}
	}
	table.Put(r.Moment, row, linked)
}

// unlink takes ids away from those of a row.
func unlink(r *request, table *fake.Table[[]string], row, kind string, ids []string) error {
	linked, _ := table.Get(row)
	linked = slices.Clone(linked)
	for _, id := range ids {
		i := slices.Index(linked, idOf(&id))
		if i < 0 {
			return r.notFound(kind, &id)
		}
		linked = slices.Delete(linked, i, i+1)
	}
	table.Put(r.Moment, row, linked)
	return nil
}

func associateQueueQuickConnects(r *request, in *connect.AssociateQueueQuickConnectsInput) (*connect.AssociateQueueQuickConnectsOutput, error) {
	inst, q, err := r.queueOf(in.InstanceId, in.QueueId)
	if err != nil {
		return nil, err
	}
	link(r, &inst.quickConnects, *q.QueueId, in.QuickConnectIds)
	return nil, nil
}

func disassociateQueueQuickConnects(r *request, in *connect.DisassociateQueueQuickConnectsInput) (*connect.DisassociateQueueQuickConnectsOutput, error) {
	inst, q, err := r.queueOf(in.InstanceId, in.QueueId)
	if err != nil {
		return nil, err
	}
	return nil, unlink(r, &inst.quickConnects, *q.QueueId, "quick connect of the queue", in.QuickConnectIds)
}

func listQueueQuickConnects(r *request, in *connect.ListQueueQuickConnectsInput) (*connect.ListQueueQuickConnectsOutput, error) {
	inst, q, err := r.queueOf(in.InstanceId, in.QueueId)
	if err != nil {
		return nil, err
	}
	ids, _ := inst.quickConnects.See(r.Moment, *q.QueueId)
	page, next, err := list(r, rowsOf(r, ids), in, nil, func(id string) types.QuickConnectSummary {
		return types.QuickConnectSummary{Id: aws.String(id), Arn: aws.String(*inst.info.Arn + "/transfer-destination/" + id)}
	})
	return &connect.ListQueueQuickConnectsOutput{
		QuickConnectSummaryList: page, NextToken: next, LastModifiedTime: q.LastModifiedTime, LastModifiedRegion: q.LastModifiedRegion,
	}, err
}

func associateQueueEmailAddresses(r *request, in *connect.AssociateQueueEmailAddressesInput) (*connect.AssociateQueueEmailAddressesOutput, error) {
	inst, q, err := r.queueOf(in.InstanceId, in.QueueId)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, config := range in.EmailAddressesConfig {
		ids = append(ids, *config.EmailAddressId)
	}
	link(r, &inst.emailAddresses, *q.QueueId, ids)
	return nil, nil
}

func disassociateQueueEmailAddresses(r *request, in *connect.DisassociateQueueEmailAddressesInput) (*connect.DisassociateQueueEmailAddressesOutput, error) {
	inst, q, err := r.queueOf(in.InstanceId, in.QueueId)
	if err != nil {
		return nil, err
	}
	return nil, unlink(r, &inst.emailAddresses, *q.QueueId, "email address of the queue", in.EmailAddressesId)
}

func listQueueEmailAddresses(r *request, in *connect.ListQueueEmailAddressesInput) (*connect.ListQueueEmailAddressesOutput, error) {
	inst, q, err := r.queueOf(in.InstanceId, in.QueueId)
	if err != nil {
		return nil, err
	}
	byDefault := ""
	if q.OutboundEmailConfig != nil {
		byDefault = idOf(q.OutboundEmailConfig.OutboundEmailAddressId)
	}
	ids, _ := inst.emailAddresses.See(r.Moment, *q.QueueId)
	page, next, err := list(r, rowsOf(r, ids), in, nil, func(id string) types.EmailAddressSummary {
		return types.EmailAddressSummary{
			Id: aws.String(id), Arn: aws.String(*inst.info.Arn + "/email-address/" + id), IsDefaultOutboundEmail: id == byDefault,
		}
	})
	return &connect.ListQueueEmailAddressesOutput{
		EmailAddressMetadataList: page, NextToken: next, LastModifiedTime: q.LastModifiedTime, LastModifiedRegion: q.LastModifiedRegion,
	}, err
}
