package session

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/aws/smithy-go"
	"github.com/coder/websocket"

	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// Close codes of the service that end a session.
const (
	// CloseClientInitiated is the code of a connection that the client asked to close.
	CloseClientInitiated = 4002
	// CloseForbidden is the code of a user who may not connect or whose connection was ended by force.
	CloseForbidden = 4003
	// CloseUnauthorized is the code of a connection whose signature or credentials were refused.
	CloseUnauthorized = 4401
)

// CloseError says that the connection was closed, and why.
type CloseError struct {
	// Code is the code of the WebSocket close frame; 1006 where the connection broke without one.
	Code int
	// Reason is the text of the close frame, often empty.
	Reason string
}

// Error returns code and reason.
func (e *CloseError) Error() string {
	text := fmt.Sprintf("session: the connection was closed with code %d", e.Code)
	switch e.Code {
	case int(websocket.StatusAbnormalClosure):
		text = "session: the connection broke"
	case CloseForbidden:
		text += " (forbidden: is the user known, and allowed chime:Connect?)"
	case CloseUnauthorized:
		text += " (unauthorized: are credentials, Region and clock right?)"
	}
	if e.Reason != "" {
		text += fmt.Sprintf(": %q", e.Reason)
	}
	return text
}

// Temporary reports whether the session connects again after this code: 1001, 1006, 1011 to 1014, and from 4000 on all but
// 4002, 4003 and 4401.
func (e *CloseError) Temporary() bool {
	switch e.Code {
	case 1001, 1006, 1011, 1012, 1013, 1014:
		return true
	case CloseClientInitiated, CloseForbidden, CloseUnauthorized:
		return false
	}
	return e.Code >= 4000
}

// closeError returns the reason why a connection can no longer be read from.
func closeError(err error) *CloseError {
	if frame, ok := errors.AsType[websocket.CloseError](err); ok {
		return &CloseError{Code: int(frame.Code), Reason: frame.Reason}
	}
	return &CloseError{Code: int(websocket.StatusAbnormalClosure)}
}

// HandshakeError says that the service answered the request for a connection with something other than a WebSocket.
type HandshakeError struct {
	// StatusCode is the HTTP status of the answer.
	StatusCode int
}

// Error returns the status.
func (e *HandshakeError) Error() string {
	return fmt.Sprintf("session: the service refused the connection with status %d %s", e.StatusCode, http.StatusText(e.StatusCode))
}

// Temporary reports whether the session tries again after this status.
func (e *HandshakeError) Temporary() bool {
	return e.StatusCode != http.StatusUnauthorized && e.StatusCode != http.StatusForbidden
}

// dialError returns the error of a failed handshake without the signed URL, which the errors of package net/http quote.
func dialError(resp *http.Response, err error) error {
	if resp != nil && resp.StatusCode != http.StatusSwitchingProtocols {
		return &HandshakeError{StatusCode: resp.StatusCode}
	}
	if of, ok := errors.AsType[*url.Error](err); ok {
		err = of.Err
	}
	if strings.Contains(strings.ToLower(err.Error()), "x-amz-") {
		return errors.New("session: connect: the request for a connection failed")
	}
	return fmt.Errorf("session: connect: %w", err)
}

// permanent reports whether an attempt need not be repeated.
func permanent(err error) bool {
	if closed, ok := errors.AsType[*CloseError](err); ok {
		return !closed.Temporary()
	}
	if refused, ok := errors.AsType[*HandshakeError](err); ok {
		return !refused.Temporary()
	}
	if _, throttled := errors.AsType[*types.ThrottledClientException](err); throttled {
		return false
	}
	api, ok := errors.AsType[smithy.APIError](err)
	return ok && api.ErrorFault() == smithy.FaultClient
}
