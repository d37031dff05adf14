package chimeconnect

// Kind groups the errors of both services by what a program can do about them. The kinds are targets for errors.Is.
type Kind string //nolint:errname // users write errors.Is(err, chimeconnect.ErrNotFound), and never this name

// The kinds of errors. They hold for both services and all operations, whatever error the service modelled.
const (
	// ErrThrottled means that the request rate was too high: slow down and try again.
	ErrThrottled Kind = "throttled: the request rate was too high"
	// ErrQuotaExceeded means that a limit of the account or of a resource was reached, which waiting does not change.
	ErrQuotaExceeded Kind = "quota exceeded: a limit of the account or resource was reached"
	// ErrNotFound means that a resource does not exist, or not yet.
	ErrNotFound Kind = "not found"
	// ErrConflict means that the request does not fit the state of a resource, or another request.
	ErrConflict Kind = "conflict with the state of a resource or with another request"
	// ErrAccessDenied means that the credentials or the identity may not do this.
	ErrAccessDenied Kind = "access denied"
	// ErrInvalidInput means that the input is wrong, found out here or by the service.
	ErrInvalidInput Kind = "invalid input"
	// ErrUnavailable means that the service failed or could not be reached.
	ErrUnavailable Kind = "unavailable: the service failed or could not be reached"
)

// Error returns the kind in words.
func (k Kind) Error() string { return string(k) }
