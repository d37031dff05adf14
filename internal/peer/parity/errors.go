package parity

import (
	official "github.com/aws/aws-sdk-go-v2/service/connect/types"

	ours "github.com/seed-086a074d/chimeconnect/connect/types"
)

// modelledErrors are the errors of both clients, side by side. TestTables keeps the list complete.
var modelledErrors = []struct{ official, ours error }{
	{&official.AccessDeniedException{}, &ours.AccessDeniedException{}},
	{&official.ConditionalOperationFailedException{}, &ours.ConditionalOperationFailedException{}},
	{&official.ConflictException{}, &ours.ConflictException{}},
	{&official.ContactFlowNotPublishedException{}, &ours.ContactFlowNotPublishedException{}},
	{&official.ContactNotFoundException{}, &ours.ContactNotFoundException{}},
	{&official.DestinationNotAllowedException{}, &ours.DestinationNotAllowedException{}},
	{&official.DuplicateResourceException{}, &ours.DuplicateResourceException{}},
	{&official.IdempotencyException{}, &ours.IdempotencyException{}},
	{&official.InternalServiceException{}, &ours.InternalServiceException{}},
	{&official.InvalidActiveRegionException{}, &ours.InvalidActiveRegionException{}},
	{&official.InvalidContactFlowException{}, &ours.InvalidContactFlowException{}},
	{&official.InvalidContactFlowModuleException{}, &ours.InvalidContactFlowModuleException{}},
	{&official.InvalidParameterException{}, &ours.InvalidParameterException{}},
	{&official.InvalidRequestException{}, &ours.InvalidRequestException{}},
	{&official.InvalidTestCaseException{}, &ours.InvalidTestCaseException{}},
	{&official.LimitExceededException{}, &ours.LimitExceededException{}},
	{&official.MaximumResultReturnedException{}, &ours.MaximumResultReturnedException{}},
	{&official.OutboundContactNotPermittedException{}, &ours.OutboundContactNotPermittedException{}},
	{&official.OutputTypeNotFoundException{}, &ours.OutputTypeNotFoundException{}},
	{&official.PropertyValidationException{}, &ours.PropertyValidationException{}},
	{&official.ResourceConflictException{}, &ours.ResourceConflictException{}},
	{&official.ResourceInUseException{}, &ours.ResourceInUseException{}},
	{&official.ResourceNotFoundException{}, &ours.ResourceNotFoundException{}},
	{&official.ResourceNotReadyException{}, &ours.ResourceNotReadyException{}},
	{&official.ServiceQuotaExceededException{}, &ours.ServiceQuotaExceededException{}},
	{&official.ThrottlingException{}, &ours.ThrottlingException{}},
	{&official.TooManyRequestsException{}, &ours.TooManyRequestsException{}},
	{&official.UserNotFoundException{}, &ours.UserNotFoundException{}},
}
