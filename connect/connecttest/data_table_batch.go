package connecttest

import (
	"errors"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// The batch operations on values process those that are valid and return the others with the reason.

// reason returns the message of an error for the list of failures.
func reason(err error) *string {
	if api, ok := errors.AsType[smithy.APIError](err); ok {
		return aws.String(api.ErrorMessage())
	}
	return aws.String(err.Error())
}

func batchCreateDataTableValue(r *request, in *connect.BatchCreateDataTableValueInput) (*connect.BatchCreateDataTableValueOutput, error) {
	inst, t, err := r.dataTable(in.InstanceId, in.DataTableId)
	if err != nil {
		return nil, err
	}
	out := new(connect.BatchCreateDataTableValueOutput)
	for _, value := range in.Values {
		v, err := r.createValue(inst, t, value)
		if err != nil {
			out.Failed = append(out.Failed, types.BatchCreateDataTableValueFailureResult{
				PrimaryValues: value.PrimaryValues, AttributeName: value.AttributeName, Message: reason(err),
			})
			continue
		}
		out.Successful = append(out.Successful, types.BatchCreateDataTableValueSuccessResult{
			PrimaryValues: value.PrimaryValues, AttributeName: value.AttributeName, RecordId: &v.RecordID, LockVersion: v.lockVersion(),
		})
	}
	return out, nil
}

func batchUpdateDataTableValue(r *request, in *connect.BatchUpdateDataTableValueInput) (*connect.BatchUpdateDataTableValueOutput, error) {
	inst, t, err := r.dataTable(in.InstanceId, in.DataTableId)
	if err != nil {
		return nil, err
	}
	out := new(connect.BatchUpdateDataTableValueOutput)
	for _, value := range in.Values {
		v, err := r.current(inst, t, value.PrimaryValues, value.AttributeName, value.LockVersion)
		if err == nil {
			v, err = r.storeValue(inst, t, value)
		}
		if err != nil {
			out.Failed = append(out.Failed, types.BatchUpdateDataTableValueFailureResult{
				PrimaryValues: value.PrimaryValues, AttributeName: value.AttributeName, Message: reason(err),
			})
			continue
		}
		out.Successful = append(out.Successful, types.BatchUpdateDataTableValueSuccessResult{
			PrimaryValues: value.PrimaryValues, AttributeName: value.AttributeName, LockVersion: v.lockVersion(),
		})
	}
	return out, nil
}

func batchDeleteDataTableValue(r *request, in *connect.BatchDeleteDataTableValueInput) (*connect.BatchDeleteDataTableValueOutput, error) {
	inst, t, err := r.dataTable(in.InstanceId, in.DataTableId)
	if err != nil {
		return nil, err
	}
	out := new(connect.BatchDeleteDataTableValueOutput)
	for _, value := range in.Values {
		v, err := r.current(inst, t, value.PrimaryValues, value.AttributeName, value.LockVersion)
		if err != nil {
			out.Failed = append(out.Failed, types.BatchDeleteDataTableValueFailureResult{
				PrimaryValues: value.PrimaryValues, AttributeName: value.AttributeName, Message: reason(err),
			})
			continue
		}
		r.dataValues.of(inst, *t.Id).Delete(r.Moment, v.key())
		out.Successful = append(out.Successful, types.BatchDeleteDataTableValueSuccessResult{
			PrimaryValues: value.PrimaryValues, AttributeName: value.AttributeName, LockVersion: v.lockVersion(),
		})
	}
	return out, nil
}

func batchDescribeDataTableValue(r *request, in *connect.BatchDescribeDataTableValueInput) (*connect.BatchDescribeDataTableValueOutput, error) {
	inst, t, err := r.dataTable(in.InstanceId, in.DataTableId)
	if err != nil {
		return nil, err
	}
	out := new(connect.BatchDescribeDataTableValueOutput)
	for _, id := range in.Values {
		v, ok := r.dataValues.of(inst, *t.Id).See(r.Moment, dataValue{Primary: id.PrimaryValues, Attribute: *id.AttributeName}.key())
		if !ok {
			out.Failed = append(out.Failed, types.BatchDescribeDataTableValueFailureResult{
				PrimaryValues: id.PrimaryValues, AttributeName: id.AttributeName, Message: aws.String("There is no such value."),
			})
			continue
		}
		a, err := r.dataAttribute(inst, t, &v.Attribute)
		if err != nil {
			return nil, err
		}
		out.Successful = append(out.Successful, types.BatchDescribeDataTableValueSuccessResult{
			RecordId: &v.RecordID, AttributeId: a.AttributeId, PrimaryValues: r.primaryResponse(inst, t, v), AttributeName: &v.Attribute, Value: &v.Value,
			LockVersion: v.lockVersion(), LastModifiedTime: &v.Modified, LastModifiedRegion: &v.Region,
		})
	}
	return out, nil
}
