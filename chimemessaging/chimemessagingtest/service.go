package chimemessagingtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
	"github.com/seed-086a074d/chimeconnect/internal/wire"
)

// service answers as Amazon Chime SDK Messaging does before a handler is called.
type service struct{}

func (service) Name() string        { return "Amazon Chime SDK Messaging" }
func (service) SigningName() string { return "chime" }

// Refused returns the service's own error if the credentials are not valid, and that of the AWS front end if the
// signature is wrong.
func (service) Refused(err *fake.AuthError) error {
	switch err.Reason {
	case fake.AuthUnknownKey, fake.AuthToken, fake.AuthExpired:
		return &types.UnauthorizedClientException{Message: aws.String(err.Message)}
	}
	return &fake.APIError{Code: err.Code(), Message: err.Message, Status: err.Status()}
}

func (service) Malformed(_ *fake.Operation, err error) error {
	return badRequest("The request cannot be read: %v", err)
}

func (service) Invalid(_ *fake.Operation, found []wire.Violation) error {
	texts := make([]string, len(found))
	for i, v := range found {
		texts[i] = v.String()
	}
	return badRequest("%d validation errors: %s", len(found), strings.Join(texts, "; "))
}

// Check checks the bearer.
func (service) Check(call *fake.Call) error {
	bearer, has := bearerOf(call.Input)
	switch {
	case !has:
		return nil
	case bearer == nil || *bearer == "":
		return badRequest("The header x-amz-chime-bearer is missing.")
	case !isUser(*bearer):
		return unauthorized("The bearer is not the ARN of an app-instance user or bot.")
	}
	return nil
}

// bearerOf returns the ChimeBearer of an input, if it has such a member.
func bearerOf(in any) (bearer *string, has bool) {
	if in == nil {
		return nil, false
	}
	f := reflect.ValueOf(in).Elem().FieldByName("ChimeBearer")
	if !f.IsValid() {
		return nil, false
	}
	return reflect.TypeAssert[*string](f)
}

func (service) Throttled() error {
	return &types.ThrottledClientException{Message: aws.String("Rate exceeded")}
}

func (service) Internal(message string) error {
	return &types.ServiceFailureException{Message: aws.String(message)}
}

// Prepare sets the short code that the body of each error carries.
func (service) Prepare(err error) error {
	v := reflect.ValueOf(err).Elem()
	field := v.FieldByName("Code")
	name, status, ok := wire.ErrorFacts(err)
	if !ok || !field.IsValid() || field.Kind() != reflect.String || field.String() != "" {
		return err
	}
	changed := reflect.New(v.Type()) // the handler's error may be shared
	changed.Elem().Set(v)
	changed.Elem().FieldByName("Code").SetString(shortCode(name, status))
	if prepared, ok := reflect.TypeAssert[error](changed); ok {
		return prepared
	}
	return err
}

// shortCode returns the code in the body of an error.
func shortCode(name string, status int) string {
	switch status {
	case http.StatusUnauthorized:
		return string(types.ErrorCodeUnauthorized)
	case http.StatusTooManyRequests:
		return string(types.ErrorCodeThrottled)
	}
	return strings.TrimSuffix(name, "Exception")
}

func (service) Body(code, message string) []byte {
	body, err := json.Marshal(map[string]string{"Code": code, "Message": message})
	if err != nil {
		return []byte("{}")
	}
	return body
}

// ServerError answers with ServiceFailureException for status 500, with ServiceUnavailableException for status 503, with an
// unmodelled error such as BadGateway for any other status.
func ServerError(status int) Fault {
	switch status {
	case http.StatusInternalServerError:
		return Error(&types.ServiceFailureException{Message: aws.String(http.StatusText(status))})
	case http.StatusServiceUnavailable:
		return Error(&types.ServiceUnavailableException{Message: aws.String(http.StatusText(status))})
	}
	return Error(fake.StatusError(status))
}

func badRequest(format string, args ...any) error {
	return &types.BadRequestException{Message: aws.String(fmt.Sprintf(format, args...))}
}

func unauthorized(message string) error {
	return &types.UnauthorizedClientException{Message: aws.String(message)}
}

func forbidden(format string, args ...any) error {
	return &types.ForbiddenException{Message: aws.String(fmt.Sprintf(format, args...))}
}

func conflict(message string) error { return &types.ConflictException{Message: aws.String(message)} }

// codeOf returns the short code and the message of one of the service's errors.
func codeOf(err error) (types.ErrorCode, *string) {
	var api interface{ ErrorMessage() string }
	name, status, ok := wire.ErrorFacts(err)
	if !ok || !errors.As(err, &api) {
		return types.ErrorCodeServiceFailure, aws.String(err.Error())
	}
	return types.ErrorCode(shortCode(name, status)), aws.String(api.ErrorMessage())
}
