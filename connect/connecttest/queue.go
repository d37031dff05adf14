package connecttest

import (
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// Standard queues are kept; the queues of agents are not.

func (s *state) queueHandlers(h *Handlers) {
	h.CreateQueue = handle(s, createQueue)
	h.DescribeQueue = handle(s, describeQueue)
	h.ListQueues = handle(s, listQueues)
	h.SearchQueues = handle(s, searchQueues)
	h.DeleteQueue = handle(s, deleteQueue)
	h.UpdateQueueName = handle(s, updateQueueName)
	h.UpdateQueueStatus = handle(s, updateQueueStatus)
	h.UpdateQueueMaxContacts = handle(s, updateQueueMaxContacts)
	h.UpdateQueueHoursOfOperation = handle(s, updateQueueHoursOfOperation)
	h.UpdateQueueOutboundCallerConfig = handle(s, updateQueueOutboundCallerConfig)
	h.UpdateQueueOutboundEmailConfig = handle(s, updateQueueOutboundEmailConfig)
}

// queue finds a queue by id or ARN, whatever readers see.
func (r *request) queue(inst *instance, id *string) (*types.Queue, error) {
	if q, ok := inst.queues.Get(idOf(id)); ok {
		return q, nil
	}
	return nil, r.notFound("queue", id)
}

func (r *request) checkQueueName(inst *instance, name, except *string) error {
	_, taken := inst.queues.Find(func(q *types.Queue) bool {
		return name != nil && *q.Name == *name && *q.QueueId != aws.ToString(except)
	})
	if taken {
		return r.duplicate("queue", name)
	}
	return nil
}

func createQueue(r *request, in *connect.CreateQueueInput) (*connect.CreateQueueOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	if err := r.checkQueueName(inst, in.Name, nil); err != nil {
		return nil, err
	}
	hours, err := r.hours(inst, in.HoursOfOperationId)
	if err != nil {
		return nil, err
	}
	q := r.addQueue(inst, types.Queue{
		Name: in.Name, Description: in.Description, OutboundCallerConfig: in.OutboundCallerConfig, OutboundEmailConfig: in.OutboundEmailConfig,
		HoursOfOperationId: hours.HoursOfOperationId, MaxContacts: in.MaxContacts, Tags: in.Tags,
	})
	return &connect.CreateQueueOutput{QueueId: q.QueueId, QueueArn: q.QueueArn}, nil
}

func (r *request) addQueue(inst *instance, info types.Queue) *types.Queue {
	if info.QueueId == nil {
		info.QueueId = aws.String(r.state.newID())
	}
	info.QueueArn = aws.String(*inst.info.Arn + "/queue/" + *info.QueueId)
	if info.Status == "" {
		info.Status = types.QueueStatusEnabled
	}
	r.saveQueue(inst, &info)
	return &info
}

func (r *request) saveQueue(inst *instance, q *types.Queue) {
	q.LastModifiedTime, q.LastModifiedRegion = r.modified()
	inst.queues.Put(r.Moment, *q.QueueId, q)
}

func describeQueue(r *request, in *connect.DescribeQueueInput) (*connect.DescribeQueueOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	q, ok := inst.queues.See(r.Moment, idOf(in.QueueId))
	if !ok {
		return nil, r.notFound("queue", in.QueueId)
	}
	return &connect.DescribeQueueOutput{Queue: q}, nil
}

func listQueues(r *request, in *connect.ListQueuesInput) (*connect.ListQueuesOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	page, next, err := list(r, &inst.queues, in, func(*types.Queue) bool {
		return len(in.QueueTypes) == 0 || slices.Contains(in.QueueTypes, types.QueueTypeStandard)
	}, func(q *types.Queue) types.QueueSummary {
		return types.QueueSummary{
			Id: q.QueueId, Arn: q.QueueArn, Name: q.Name, QueueType: types.QueueTypeStandard,
			LastModifiedTime: q.LastModifiedTime, LastModifiedRegion: q.LastModifiedRegion,
		}
	})
	return &connect.ListQueuesOutput{QueueSummaryList: page, NextToken: next}, err
}

// changeQueue stores a changed copy of a queue.
func (r *request) changeQueue(instanceID, id *string, change func(inst *instance, q *types.Queue) error) error {
	inst, err := r.instance(instanceID)
	if err != nil {
		return err
	}
	q, err := r.queue(inst, id)
	if err != nil {
		return err
	}
	changed := *q
	if err := change(inst, &changed); err != nil {
		return err
	}
	r.saveQueue(inst, &changed)
	return nil
}

func updateQueueName(r *request, in *connect.UpdateQueueNameInput) (*connect.UpdateQueueNameOutput, error) {
	return nil, r.changeQueue(in.InstanceId, in.QueueId, func(inst *instance, q *types.Queue) error {
		set(&q.Name, in.Name)
		set(&q.Description, in.Description)
		return r.checkQueueName(inst, in.Name, q.QueueId)
	})
}

func updateQueueStatus(r *request, in *connect.UpdateQueueStatusInput) (*connect.UpdateQueueStatusOutput, error) {
	return nil, r.changeQueue(in.InstanceId, in.QueueId, func(_ *instance, q *types.Queue) error {
		q.Status = in.Status
		return nil
	})
}

func updateQueueMaxContacts(r *request, in *connect.UpdateQueueMaxContactsInput) (*connect.UpdateQueueMaxContactsOutput, error) {
	return nil, r.changeQueue(in.InstanceId, in.QueueId, func(_ *instance, q *types.Queue) error {
		q.MaxContacts = in.MaxContacts
		return nil
	})
}

func updateQueueHoursOfOperation(r *request, in *connect.UpdateQueueHoursOfOperationInput) (*connect.UpdateQueueHoursOfOperationOutput, error) {
	return nil, r.changeQueue(in.InstanceId, in.QueueId, func(inst *instance, q *types.Queue) error {
		hours, err := r.hours(inst, in.HoursOfOperationId)
		if err == nil {
			q.HoursOfOperationId = hours.HoursOfOperationId
		}
		return err
	})
}

func updateQueueOutboundCallerConfig(r *request, in *connect.UpdateQueueOutboundCallerConfigInput) (*connect.UpdateQueueOutboundCallerConfigOutput, error) {
	return nil, r.changeQueue(in.InstanceId, in.QueueId, func(_ *instance, q *types.Queue) error {
		q.OutboundCallerConfig = in.OutboundCallerConfig
		return nil
	})
}

func updateQueueOutboundEmailConfig(r *request, in *connect.UpdateQueueOutboundEmailConfigInput) (*connect.UpdateQueueOutboundEmailConfigOutput, error) {
	return nil, r.changeQueue(in.InstanceId, in.QueueId, func(_ *instance, q *types.Queue) error {
		q.OutboundEmailConfig = in.OutboundEmailConfig
		return nil
	})
}

func deleteQueue(r *request, in *connect.DeleteQueueInput) (*connect.DeleteQueueOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	q, err := r.queue(inst, in.QueueId)
	if err != nil {
		return nil, err
	}
	if _, used := inst.routingProfiles.Find(func(p *routingProfile) bool { return p.uses(*q.QueueId) }); used {
		return nil, r.inUse("queue", *q.QueueArn)
	}
	inst.queues.Delete(r.Moment, *q.QueueId)
	inst.quickConnects.Delete(r.Moment, *q.QueueId)
	inst.emailAddresses.Delete(r.Moment, *q.QueueId)
	return nil, nil
}

// AddQueue adds a queue to an instance and returns its id. Without HoursOfOperationId it has the instance's first hours.
func (s *Server) AddQueue(instanceID string, info types.Queue) string {
	return seed(s, func(r *request) (string, error) {
		inst, err := r.instance(&instanceID)
		if err != nil {
			return "", err
		}
		if all := inst.hours.All(); info.HoursOfOperationId == nil && len(all) > 0 {
			info.HoursOfOperationId = all[0].HoursOfOperationId
		}
		return *r.addQueue(inst, info).QueueId, nil
	})
}

// Queues returns the standard queues of an instance, in the order of their creation.
func (s *Server) Queues(instanceID string) []types.Queue {
	return read(s, func(r *request) ([]types.Queue, error) {
		inst, err := r.instance(&instanceID)
		if err != nil {
			return nil, err
		}
		return infos(&inst.queues, deref), nil
	})
}
