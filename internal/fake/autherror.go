package fake

import (
	"fmt"
	"net/http"
)

// AuthReason says why a request's signature was refused.
type AuthReason int

// The reasons in the order in which a request is checked.
const (
	// AuthMissing: the request carries no signature.
	AuthMissing AuthReason = iota
	// AuthIncomplete: the Authorization header or the date cannot be read.
	AuthIncomplete
	// AuthUnknownKey: the access key is not one that the server knows.
	AuthUnknownKey
	// AuthToken: the session token is missing, wrong, or not expected.
	AuthToken
	// AuthExpired: the temporary credentials are no longer valid.
	AuthExpired
	// AuthScope: the credential scope names another day, Region or service.
	AuthScope
	// AuthTime: the request was signed more than 15 minutes before or after the server's time.
	AuthTime
	// AuthMismatch: the signature is not the one that the secret key gives for this request.
	AuthMismatch
)

// AuthError is a refused signature with the error code and status that AWS front ends answer with.
type AuthError struct {
	Reason  AuthReason
	Message string
}

// Error says what is wrong with the signature.
func (e *AuthError) Error() string { return e.Code() + ": " + e.Message }

// Code returns the error code that AWS uses for the reason.
func (e *AuthError) Code() string {
	switch e.Reason {
	case AuthMissing:
		return "MissingAuthenticationTokenException"
	case AuthIncomplete:
		return "IncompleteSignatureException"
	case AuthUnknownKey, AuthToken:
		return "UnrecognizedClientException"
	case AuthExpired:
		return "ExpiredTokenException"
	default:
		return "InvalidSignatureException"
	}
}

// Status returns the HTTP status that AWS uses for the reason.
func (e *AuthError) Status() int { return http.StatusForbidden }

func authErrorf(reason AuthReason, format string, args ...any) *AuthError {
	return &AuthError{Reason: reason, Message: fmt.Sprintf(format, args...)}
}
