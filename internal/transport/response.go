package transport

import (
	"cmp"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"

	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/internal/retry"
	"github.com/seed-086a074d/chimeconnect/internal/signing"
	"github.com/seed-086a074d/chimeconnect/internal/wire"
)

// decode turns an answer that was read completely into the output or into the error of the service.
func (c *call) decode(resp *http.Response, body []byte) error {
	if isFailure(resp) {
		err := c.core.service.decodeError(resp, []byte(c.withoutSecrets(string(body))))
		if !c.core.opts.DisableClockSkewCorrection && signing.IsClockCode(retry.Code(err)) && c.core.clock.Correct(resp, c.skew) {
			err = &clockSkewError{err}
		}
		return responseError(resp, err)
	}
	c.core.clock.Heal(resp)
	if err := wire.DecodeResponse(body, c.out); err != nil {
		wire.Reset(c.out)
		if budget, ok := errors.AsType[*wire.BudgetError](err); ok {
			err = &chimeconnect.ResponseTooLargeError{Limit: int64(budget.Limit), Memory: true}
		}
		bad := &smithy.DeserializationError{Err: err}
		if errors.Is(err, io.ErrUnexpectedEOF) {
			return responseError(resp, c.truncated(bad))
		}
		return responseError(resp, bad)
	}
	return nil
}

// readError returns the error for an answer that could not be read to its end. If the service answered with an error,
// the status and the headers still name it.
func (c *call) readError(ctx context.Context, resp *http.Response, part []byte, err error) error {
	if _, tooLarge := errors.AsType[*chimeconnect.ResponseTooLargeError](err); tooLarge {
		return responseError(resp, err)
	}
	end := c.core.interrupted(ctx)
	switch {
	case retry.IsCanceled(end):
		return end
	case isFailure(resp):
		return c.decode(resp, part)
	case end != nil:
		err = end
	}
	return responseError(resp, c.truncated(&smithy.DeserializationError{Err: err}))
}

func isFailure(resp *http.Response) bool { return resp.StatusCode < 200 || resp.StatusCode >= 300 }

// truncated marks an answer that was cut short: the request may have been processed, so it is retried only if that does
// no harm.
func (c *call) truncated(err error) error {
	return &chimeconnect.TruncatedResponseError{Err: err, Repeatable: c.repeatable()}
}

// responseError adds the response to an error. The request is left out of it: tests and programs print errors with all
// that is in them.
func responseError(resp *http.Response, err error) error {
	if resp.Request != nil {
		shown := *resp.Request
		shown.Header = shown.Header.Clone()
		for name := range shown.Header {
			if isSecretHeader(name) {
				shown.Header[name] = []string{wire.Redacted}
			}
		}
		resp.Request = &shown
	}
	return &awshttp.ResponseError{
		ResponseError: &smithyhttp.ResponseError{Response: &smithyhttp.Response{Response: resp}, Err: err},
		RequestID:     requestID(resp),
	}
}

// requestID returns the ID of the request in the logs of the service.
func requestID(resp *http.Response) string {
	for _, name := range []string{"X-Amzn-Requestid", "X-Amz-Requestid"} { // canonical, which spares a look at each letter
		if id := resp.Header[name]; len(id) > 0 && id[0] != "" {
			return id[0]
		}
	}
	return ""
}

// decodeError finds out which error the service answered with.
func (s *Service) decodeError(resp *http.Response, body []byte) error {
	said := wire.ReadErrorBody(body)
	code := s.errorCode(resp, &said)
	if code == "" && (len(body) > 0 && !said.Valid || requestID(resp) == "") {
		return &chimeconnect.UnexpectedResponseError{
			StatusCode: resp.StatusCode, ContentType: resp.Header.Get("Content-Type"), Start: firstWords(body),
			Err: genericError(resp, code, said.Message),
		}
	}
	modelled := s.NewError(code)
	switch {
	case modelled == nil:
		return genericError(resp, code, said.Message)
	case !said.Valid:
		return withMessage(modelled, said.Message) // the header said enough
	}
	if err := wire.DecodeResponse(body, modelled); err != nil {
		return withMessage(s.NewError(code), said.Message) // the type is known even if a member does not fit
	}
	return modelled
}

// errorCode returns the name of the error, from the first place that has one.
func (s *Service) errorCode(resp *http.Response, said *wire.ErrorBody) string {
	code := cmp.Or(cleanCode(resp.Header.Get("X-Amzn-Errortype")), cleanCode(said.Code), cleanCode(said.Type))
	if code == "" && said.Kind != "" && s.BodyCode != nil {
		return s.BodyCode(said.Kind, resp.StatusCode)
	}
	return cmp.Or(code, said.Kind)
}

// withMessage fills in the message of a modelled error, by decoding a body that has nothing else.
func withMessage(modelled error, message string) error {
	if message == "" {
		return modelled
	}
	if body, err := wire.EncodeResponse(&struct {
		Message *string `aws:"name=message"`
	}{&message}); err == nil {
		_ = wire.DecodeResponse(body, modelled)
	}
	return modelled
}

// firstWords returns the beginning of a body that is not from the service, so that people can recognize it.
func firstWords(body []byte) string {
	words := strings.Join(strings.Fields(strings.ToValidUTF8(string(body[:min(len(body), 400)]), "")), " ")
	return words[:min(len(words), 100)]
}

// genericError returns an error that the service does not model.
func genericError(resp *http.Response, code, message string) error {
	if code == "" {
		code = "UnknownError"
	}
	if message == "" {
		message = http.StatusText(resp.StatusCode)
	}
	fault := smithy.FaultUnknown
	switch {
	case resp.StatusCode >= 500:
		fault = smithy.FaultServer
	case resp.StatusCode >= 400:
		fault = smithy.FaultClient
	}
	return &smithy.GenericAPIError{Code: code, Message: message, Fault: fault}
}

// cleanCode removes what services put around a code: "ns#Code:http://..." is Code.
func cleanCode(s string) string {
	s, _, _ = strings.Cut(s, ":")
	if i := strings.LastIndexByte(s, '#'); i >= 0 {
		s = s[i+1:]
	}
	return strings.TrimSpace(s)
}
