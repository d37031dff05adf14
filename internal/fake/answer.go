package fake

import (
	"context"
	"errors"
	"maps"
	"net"
	"net/http"
	"strconv"

	"github.com/aws/smithy-go"

	"github.com/seed-086a074d/chimeconnect/internal/wire"
)

// answer is the response to the client.
type answer struct {
	status      int
	contentType string
	errorCode   string
	body        []byte
	header      http.Header // of a fault
}

const contentTypeJSON = "application/json"

// success encodes the output of an operation.
func (s *Server) success(op *Operation, out any) answer {
	plan, err := op.wire()
	if err != nil {
		return s.failure(err)
	}
	a := answer{status: plan.Status, contentType: contentTypeJSON}
	if plan.Status == http.StatusNoContent {
		return a
	}
	if op.silent() {
		a.contentType = ""
		return a
	}
	if a.body, err = wire.EncodeResponse(out); err != nil {
		s.config.Logf("the output of %s cannot be encoded: %v", op.Name, err)
		return s.failure(s.config.Service.Internal(err.Error()))
	}
	return a
}

// failure encodes an error as the service would send it.
func (s *Server) failure(err error) answer {
	if modelled := modelledError(err); modelled != nil {
		return s.modelled(modelled)
	}
	if own, ok := errors.AsType[*APIError](err); ok {
		return s.unmodelled(own)
	}
	if api, ok := errors.AsType[smithy.APIError](err); ok {
		status := http.StatusBadRequest
		if api.ErrorFault() == smithy.FaultServer {
			status = http.StatusInternalServerError
		}
		return s.unmodelled(&APIError{Code: api.ErrorCode(), Message: api.ErrorMessage(), Status: status})
	}
	return s.failure(s.config.Service.Internal(err.Error()))
}

func (s *Server) modelled(err error) answer {
	err = s.config.Service.Prepare(err)
	code, status, _ := wire.ErrorFacts(err)
	if api, ok := errors.AsType[smithy.APIError](err); ok {
		code = api.ErrorCode() // it heeds ErrorCodeOverride
	}
	body, encodeErr := wire.EncodeResponse(err)
	if encodeErr != nil {
		body = s.config.Service.Body(code, err.Error())
	}
	return answer{status: status, contentType: contentTypeJSON, errorCode: code, body: body}
}

func (s *Server) unmodelled(err *APIError) answer {
	return answer{status: err.Status, contentType: contentTypeJSON, errorCode: err.Code, body: s.config.Service.Body(err.Code, err.Message)}
}

// modelledError finds the error in a chain, or tree, that has a type in the service's model.
func modelledError(err error) error {
	if err == nil {
		return nil
	}
	if _, _, ok := wire.ErrorFacts(err); ok {
		return err
	}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, part := range joined.Unwrap() {
			if found := modelledError(part); found != nil {
				return found
			}
		}
	}
	return modelledError(errors.Unwrap(err))
}

// with applies the part of a fault that replaces what the answer says.
func (a answer) with(fault Fault) answer {
	a.header = fault.header
	if fault.status != 0 {
		a.status = fault.status
	}
	if fault.body == bodyCut && len(a.body) == 0 { // there must be something to cut
		a.body, a.contentType = []byte("{}"), contentTypeJSON
	}
	if fault.body == bodyHTML {
		a.body, a.contentType = []byte("<html><body>Bad Gateway</body></html>"), "text/html"
	}
	if fault.contentType != "" {
		a.contentType = fault.contentType
	}
	return a
}

// send writes the answer, in the way that the fault asks for.
func (s *Server) send(ctx context.Context, w http.ResponseWriter, a answer, fault Fault) {
	header := w.Header()
	header.Set("Date", s.Now().UTC().Format(http.TimeFormat))
	header.Set("X-Amzn-Requestid", s.config.NewID())
	if a.errorCode != "" {
		header.Set("X-Amzn-Errortype", a.errorCode)
	}
	if a.contentType != "" && a.status != http.StatusNoContent {
		header.Set("Content-Type", a.contentType)
	}
	maps.Copy(header, a.header)
	if a.status == http.StatusNoContent {
		w.WriteHeader(a.status)
		return
	}
	header.Set("Content-Length", strconv.Itoa(len(a.body)))
	w.WriteHeader(a.status)
	switch fault.body {
	case bodyCut:
		_, _ = w.Write(a.body[:len(a.body)/2])
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler) // the documented way to end a connection in the middle of a body
	case bodySlow:
		s.sendSlowly(ctx, w, a.body, fault)
	default:
		_, _ = w.Write(a.body) // a client that went away does not matter to the server
	}
}

// slowParts is into how many parts a slow body is cut.
const slowParts = 8

func (s *Server) sendSlowly(ctx context.Context, w http.ResponseWriter, body []byte, fault Fault) {
	size := max(1, (len(body)+slowParts-1)/slowParts)
	for len(body) > 0 {
		if !wait(ctx, fault.pause) {
			return
		}
		n := min(size, len(body))
		if _, err := w.Write(body[:n]); err != nil {
			return
		}
		_ = http.NewResponseController(w).Flush()
		body = body[n:]
	}
}

// drop breaks the connection without an answer. The start of one goes out first: without it, net/http takes the
// connection for one that was closed while idle, and repeats a GET without the SDK's retryer.
func drop(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	_, _ = conn.Write([]byte("HTTP/1.1 200 OK\r\nDate:"))
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0) // a reset instead of an orderly end
	}
	_ = conn.Close()
}
