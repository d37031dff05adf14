package transport

import (
	"bytes"
	"cmp"
	"net/http"
	"strings"

	"github.com/aws/smithy-go"
	"github.com/go-faster/jx"

	"github.com/seed-086a074d/chimeconnect/internal/wire"
)

// decodeError finds out which error the service answered with.
func (s *Service) decodeError(resp *http.Response, body []byte) error {
	named := readErrorBody(body)
	code := s.errorCode(resp, &named)
	modelled := s.NewError(code)
	if modelled == nil {
		return genericError(resp, code, named.message)
	}
	if !named.valid {
		return modelled // the header said enough
	}
	if err := wire.DecodeResponse(body, modelled); err != nil {
		// A member that does not fit must not cost the type.
		modelled = s.NewError(code)
		_ = wire.DecodeResponse(messageOnly(named.message), modelled)
	}
	return modelled
}

// errorCode is the name of the error, from the first place that has one.
func (s *Service) errorCode(resp *http.Response, named *errorBody) string {
	code := cmp.Or(cleanCode(resp.Header.Get("X-Amzn-Errortype")), cleanCode(named.code), cleanCode(named.typ))
	if code == "" && named.kind != "" && s.BodyCode != nil {
		return s.BodyCode(named.kind, resp.StatusCode)
	}
	return cmp.Or(code, named.kind)
}

func messageOnly(message string) []byte {
	var w jx.Writer
	w.ObjStart()
	w.FieldStart("message")
	w.Str(message)
	w.ObjEnd()
	return w.Buf
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

// errorBody is what every error of the two services may say of itself.
type errorBody struct {
	valid                    bool
	code, kind, typ, message string
}

// readErrorBody looks for the names that an error's body goes by. A body that is no JSON object, such as a proxy's
// page, says nothing.
func readErrorBody(body []byte) (e errorBody) {
	if len(bytes.TrimSpace(body)) == 0 {
		return e
	}
	e.valid = jx.DecodeBytes(body).ObjBytes(func(d *jx.Decoder, key []byte) error {
		var at *string
		switch string(key) {
		case "code":
			at = &e.code
		case "Code":
			at = &e.kind
		case "__type":
			at = &e.typ
		case "message", "Message":
			at = &e.message
		}
		if at == nil || d.Next() != jx.String {
			return d.Skip()
		}
		s, err := d.Str()
		*at = s
		return err
	}) == nil
	return e
}

// cleanCode strips a code of what services put around it: "ns#Code:http://..." is Code.
func cleanCode(s string) string {
	s, _, _ = strings.Cut(s, ":")
	if i := strings.LastIndexByte(s, '#'); i >= 0 {
		s = s[i+1:]
	}
	return strings.TrimSpace(s)
}
