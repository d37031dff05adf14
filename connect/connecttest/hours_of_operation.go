package connecttest

import (
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func (s *state) hoursHandlers(h *Handlers) {
	h.CreateHoursOfOperation = handle(s, createHoursOfOperation)
	h.DescribeHoursOfOperation = handle(s, describeHoursOfOperation)
	h.ListHoursOfOperations = handle(s, listHoursOfOperations)
	h.SearchHoursOfOperations = handle(s, searchHoursOfOperations)
	h.UpdateHoursOfOperation = handle(s, updateHoursOfOperation)
	h.DeleteHoursOfOperation = handle(s, deleteHoursOfOperation)
}

// allWeek is open from midnight to midnight, every day.
func allWeek() []types.HoursOfOperationConfig {
	var week []types.HoursOfOperationConfig
	for _, day := range types.HoursOfOperationDays("").Values() {
		week = append(week, types.HoursOfOperationConfig{
			Day: day, StartTime: timeSlice(0, 0), EndTime: timeSlice(0, 0),
		})
	}
	return week
}

func timeSlice(hours, minutes int32) *types.HoursOfOperationTimeSlice {
	return &types.HoursOfOperationTimeSlice{Hours: &hours, Minutes: &minutes}
}

// hours finds hours by id or ARN, whatever readers see.
func (r *request) hours(inst *instance, id *string) (*types.HoursOfOperation, error) {
	if hours, ok := inst.hours.Get(idOf(id)); ok {
		return hours, nil
	}
	return nil, r.notFound("hours of operation", id)
}

func (r *request) checkHours(inst *instance, name, timeZone, except *string) error {
	if timeZone != nil {
		if _, err := time.LoadLocation(*timeZone); err != nil {
			return r.invalid("TimeZone: there is no such time zone")
		}
	}
	_, taken := inst.hours.Find(func(h *types.HoursOfOperation) bool {
		return name != nil && *h.Name == *name && *h.HoursOfOperationId != aws.ToString(except)
	})
	if taken {
		return r.duplicate("hours of operation", name)
	}
	return nil
}

func createHoursOfOperation(r *request, in *connect.CreateHoursOfOperationInput) (*connect.CreateHoursOfOperationOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	if err := r.checkHours(inst, in.Name, in.TimeZone, nil); err != nil {
		return nil, err
	}
	info := types.HoursOfOperation{Name: in.Name, Description: in.Description, TimeZone: in.TimeZone, Config: in.Config, Tags: in.Tags}
	for _, parent := range in.ParentHoursOfOperationConfigs {
		found, err := r.hours(inst, parent.HoursOfOperationId)
		if err != nil {
			return nil, err
		}
		info.ParentHoursOfOperations = append(info.ParentHoursOfOperations, identify(found))
	}
	hours := r.addHours(inst, info)
	return &connect.CreateHoursOfOperationOutput{HoursOfOperationId: hours.HoursOfOperationId, HoursOfOperationArn: hours.HoursOfOperationArn}, nil
}

func (r *request) addHours(inst *instance, info types.HoursOfOperation) *types.HoursOfOperation {
	if info.HoursOfOperationId == nil {
		info.HoursOfOperationId = aws.String(r.state.newID())
	}
	info.HoursOfOperationArn = aws.String(*inst.info.Arn + "/operating-hours/" + *info.HoursOfOperationId)
	r.saveHours(inst, &info)
	return &info
}

func (r *request) saveHours(inst *instance, hours *types.HoursOfOperation) {
	hours.LastModifiedTime, hours.LastModifiedRegion = r.modified()
	inst.hours.Put(r.Moment, *hours.HoursOfOperationId, hours)
}

func describeHoursOfOperation(r *request, in *connect.DescribeHoursOfOperationInput) (*connect.DescribeHoursOfOperationOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	hours, ok := inst.hours.See(r.Moment, idOf(in.HoursOfOperationId))
	if !ok {
		return nil, r.notFound("hours of operation", in.HoursOfOperationId)
	}
	return &connect.DescribeHoursOfOperationOutput{HoursOfOperation: hours}, nil
}

func listHoursOfOperations(r *request, in *connect.ListHoursOfOperationsInput) (*connect.ListHoursOfOperationsOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	page, next, err := list(r, &inst.hours, in, nil, func(h *types.HoursOfOperation) types.HoursOfOperationSummary {
		return types.HoursOfOperationSummary{
			Id: h.HoursOfOperationId, Arn: h.HoursOfOperationArn, Name: h.Name,
			LastModifiedTime: h.LastModifiedTime, LastModifiedRegion: h.LastModifiedRegion,
		}
	})
	return &connect.ListHoursOfOperationsOutput{HoursOfOperationSummaryList: page, NextToken: next}, err
}

func updateHoursOfOperation(r *request, in *connect.UpdateHoursOfOperationInput) (*connect.UpdateHoursOfOperationOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	hours, err := r.hours(inst, in.HoursOfOperationId)
	if err != nil {
		return nil, err
	}
	if err := r.checkHours(inst, in.Name, in.TimeZone, hours.HoursOfOperationId); err != nil {
		return nil, err
	}
	changed := *hours
	set(&changed.Name, in.Name)
	set(&changed.Description, in.Description)
	set(&changed.TimeZone, in.TimeZone)
	if in.Config != nil {
		changed.Config = in.Config
	}
	r.saveHours(inst, &changed)
	return nil, nil
}

func deleteHoursOfOperation(r *request, in *connect.DeleteHoursOfOperationInput) (*connect.DeleteHoursOfOperationOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	hours, err := r.hours(inst, in.HoursOfOperationId)
	if err != nil {
		return nil, err
	}
	_, used := inst.queues.Find(func(q *types.Queue) bool { return idOf(q.HoursOfOperationId) == *hours.HoursOfOperationId })
	if used {
		return nil, r.invalid("The hours of operation are those of a queue.")
	}
	if _, used := inst.hours.Find(func(h *types.HoursOfOperation) bool { return isParent(h, *hours.HoursOfOperationId) }); used {
		return nil, r.invalid("The hours of operation have children.")
	}
	for _, o := range inst.overrides.All() {
		if *o.HoursOfOperationId == *hours.HoursOfOperationId {
			inst.overrides.Delete(r.Moment, *o.HoursOfOperationOverrideId)
		}
	}
	inst.hours.Delete(r.Moment, *hours.HoursOfOperationId)
	return nil, nil
}

// AddHoursOfOperation adds hours of operation to an instance and returns their id. Without Config they are open all week.
func (s *Server) AddHoursOfOperation(instanceID string, info types.HoursOfOperation) string {
	return seed(s, func(r *request) (string, error) {
		inst, err := r.instance(&instanceID)
		if err != nil {
			return "", err
		}
		if info.Config == nil {
			info.Config = allWeek()
		}
		return *r.addHours(inst, info).HoursOfOperationId, nil
	})
}

// HoursOfOperations returns the hours of operation of an instance, in the order of their creation.
func (s *Server) HoursOfOperations(instanceID string) []types.HoursOfOperation {
	return read(s, func(r *request) ([]types.HoursOfOperation, error) {
		inst, err := r.instance(&instanceID)
		if err != nil {
			return nil, err
		}
		return infos(&inst.hours, deref), nil
	})
}
