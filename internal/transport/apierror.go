package transport

import (
	"cmp"
	"net/http"
	"strings"

	"github.com/aws/smithy-go"

	"github.com/seed-086a074d/chimeconnect/internal/wire"
)

// decodeError finds out which error the service answered with.
func (s *Service) decodeError(resp *http.Response, body []byte) error {
	said := wire.ReadErrorBody(body)
	code := s.errorCode(resp, &said)
	modelled := s.NewError(code)
	switch {
	case modelled == nil:
		return genericError(resp, code, said.Message)
	case !said.Valid:
		return withMessage(modelled, said.Message) // the header said enough
	}
	if err := wire.DecodeResponse(body, modelled); err != nil {
		return withMessage(s.NewError(code), said.Message) // a member that does not fit must not cost the type
	}
	return modelled
}

// errorCode is the name of the error, from the first place that has one.
func (s *Service) errorCode(resp *http.Response, said *wire.ErrorBody) string {
	code := cmp.Or(cleanCode(resp.Header.Get("X-Amzn-Errortype")), cleanCode(said.Code), cleanCode(said.Type))
	if code == "" && said.Kind != "" && s.BodyCode != nil {
		return s.BodyCode(said.Kind, resp.StatusCode)
	}
	return cmp.Or(code, said.Kind)
}

// withMessage fills in what all modelled errors have, by way of a body that has nothing else.
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

// genericError is an error that the service does not model.
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

// cleanCode strips a code of what services put around it: "ns#Code:http://..." is Code.
func cleanCode(s string) string {
	s, _, _ = strings.Cut(s, ":")
	if i := strings.LastIndexByte(s, '#'); i >= 0 {
		s = s[i+1:]
	}
	return strings.TrimSpace(s)
}
