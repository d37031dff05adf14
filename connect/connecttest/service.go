package connecttest

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
	"github.com/seed-086a074d/chimeconnect/internal/wire"
)

// service implements what Amazon Connect answers before a handler is called.
type service struct{}

func (service) Name() string        { return "Amazon Connect" }
func (service) SigningName() string { return "connect" }

func (service) Refused(err *fake.AuthError) error {
	return &fake.APIError{Code: err.Code(), Message: err.Message, Status: err.Status()}
}

func (service) Malformed(_ *fake.Operation, err error) error {
	return &fake.APIError{Code: "SerializationException", Message: err.Error(), Status: http.StatusBadRequest}
}

func (service) Invalid(op *fake.Operation, found []wire.Violation) error {
	texts := make([]string, len(found))
	for i, v := range found {
		texts[i] = v.String()
	}
	return invalid(op, "%d validation errors: %s", len(found), strings.Join(texts, "; "))
}

func (service) Check(*fake.Call) error { return nil }

func (service) Throttled() error {
	return &types.ThrottlingException{Message: aws.String("Rate exceeded")}
}

func (service) Internal(message string) error {
	return &types.InternalServiceException{Message: aws.String(message)}
}

func (service) Prepare(err error) error { return err }

func (service) Body(_, message string) []byte {
	body, err := json.Marshal(map[string]string{"message": message})
	if err != nil {
		return []byte("{}")
	}
	return body
}

// ServerError answers with InternalServiceException for status 500, with an unmodelled error such as
// ServiceUnavailable for any other status.
func ServerError(status int) Fault {
	if status == http.StatusInternalServerError {
		return Error(&types.InternalServiceException{Message: aws.String(http.StatusText(status))})
	}
	return Error(fake.StatusError(status))
}

// RegionOf returns the Region that the request of a handler's context was signed for.
func RegionOf(ctx context.Context) string { return fake.CallOf(ctx).Region }

// invalid returns the validation error of an operation: most list InvalidParameterException, the others
// InvalidRequestException.
func invalid(op *fake.Operation, format string, args ...any) error {
	message := aws.String(fmt.Sprintf(format, args...))
	if len(op.Errors) > 0 && !op.Lists("InvalidParameterException") {
		return &types.InvalidRequestException{Message: message}
	}
	return &types.InvalidParameterException{Message: message}
}
