package retry

import (
	"errors"
	"net/http"

	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/seed-086a074d/chimeconnect"
)

// Kind returns the kind of an error: that of a modelled error, else by its code, then by its status, then by what happened
// to the request. It is empty for an error that has no kind.
func Kind(err error) chimeconnect.Kind {
	if modelled, ok := errors.AsType[interface {
		error
		Kind() chimeconnect.Kind
	}](err); ok {
		return modelled.Kind()
	}
	switch {
	case IsQuota(err):
		return chimeconnect.ErrQuotaExceeded
	case IsThrottle(err):
		return chimeconnect.ErrThrottled
	}
	if status := Status(err); status >= 300 {
		if unexpected, ok := errors.AsType[*chimeconnect.UnexpectedResponseError](err); ok && unexpected.StatusCode < 500 {
			return ""
		}
		return kindOfStatus(status)
	}
	var (
		invalid   smithy.InvalidParamsError
		encoding  *smithy.SerializationError
		sending   *smithyhttp.RequestSendError
		timeout   *chimeconnect.AttemptTimeoutError
		truncated *chimeconnect.TruncatedResponseError
	)
	switch {
	case errors.As(err, &invalid), errors.As(err, &encoding):
		return chimeconnect.ErrInvalidInput
	case errors.As(err, &sending), errors.As(err, &timeout), errors.As(err, &truncated):
		return chimeconnect.ErrUnavailable
	}
	return ""
}

func kindOfStatus(status int) chimeconnect.Kind {
	switch {
	case status == http.StatusNotFound, status == http.StatusGone:
		return chimeconnect.ErrNotFound
	case status == http.StatusConflict, status == http.StatusPreconditionFailed:
		return chimeconnect.ErrConflict
	case status == http.StatusUnauthorized, status == http.StatusForbidden:
		return chimeconnect.ErrAccessDenied
	case status >= 500:
		return chimeconnect.ErrUnavailable
	case status >= 400:
		return chimeconnect.ErrInvalidInput
	}
	return ""
}

// IsQuota reports whether an error is about a limit that waiting does not change.
func IsQuota(err error) bool {
	switch Code(err) {
	case "LimitExceededException", "ServiceQuotaExceededException", "ResourceLimitExceededException":
		return true
	}
	return false
}

// IsThrottle reports whether an error is about a request rate, which a later attempt may not exceed: status 429 says
// so, whatever the code.
func IsThrottle(err error) bool {
	switch Code(err) {
	case "ThrottlingException", "TooManyRequestsException", "ThrottledClientException", "Throttling", "ThrottledException",
		"RequestThrottled", "RequestThrottledException", "RequestLimitExceeded", "SlowDown":
		return true
	}
	return Status(err) == http.StatusTooManyRequests && !IsQuota(err)
}

// Code returns the code of an error of the service, "" for any other error.
func Code(err error) string {
	var coded interface{ ErrorCode() string }
	if errors.As(err, &coded) {
		return coded.ErrorCode()
	}
	return ""
}

// Status returns the HTTP status that an error came with, 0 for an error without a response.
func Status(err error) int {
	var response interface{ HTTPStatusCode() int }
	if errors.As(err, &response) {
		return response.HTTPStatusCode()
	}
	return 0
}

// IsCanceled reports whether an error means that the caller's context has ended.
func IsCanceled(err error) bool {
	var canceled interface{ CanceledError() bool }
	return errors.As(err, &canceled) && canceled.CanceledError()
}
