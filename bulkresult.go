package chimeconnect

import "errors"

// BulkItem is one item of a run.
type BulkItem[T any] struct {
	// Key names the item in the journal. It is unique in a run and the same in each run.
	Key string

	// Value is what the caller gave for the item.
	Value T

	// Digest is a hash of the value, in 16 hexadecimal digits. An item of an earlier run with the same key and another
	// digest is another item. See [BulkOptions].
	Digest string

	// Token is an idempotency token of 36 characters, fit for both services. It depends on nothing but the run, the key and
	// the digest.
	Token string
}

// BulkOutcome is the outcome of an item.
type BulkOutcome string

// The values of [BulkOutcome].
const (
	// BulkDone means that the function returned no error.
	BulkDone BulkOutcome = "done"

	// BulkFailed means that it returned one.
	BulkFailed BulkOutcome = "failed"

	// BulkInDoubt means that an earlier run started the item and has not recorded a result.
	BulkInDoubt BulkOutcome = "in doubt"

	// BulkNotStarted means that the run ended before it got to the item.
	BulkNotStarted BulkOutcome = "not started"
)

// BulkResult is the result of an item.
type BulkResult[R any] struct {
	// Key names the item.
	Key string

	// Outcome is the outcome of the item.
	Outcome BulkOutcome

	// Value is what the function returned, now or in an earlier run.
	Value R

	// Err is the error of the function: a [*BulkPastError] if it failed in an earlier run. It is [ErrInDoubt] for an item in
	// doubt and [ErrNotStarted] for one that was not started.
	Err error

	// Resumed says that the result is from an earlier run.
	Resumed bool
}

// The errors of items that no call of this run was made for, and of a run that could not begin.
var (
	// ErrInDoubt says that an earlier run started an item without recording a result. It may be done or not: find out, or
	// set [BulkOptions].RepeatInDoubt where a second call does no harm.
	ErrInDoubt = errors.New("in doubt: an earlier run started this item and ended before the result was recorded")

	// ErrNotStarted says that the run ended before it got to an item.
	ErrNotStarted = errors.New("not started: the run ended before")

	// ErrJournalInUse says that another run, in this process or another one, has the journal open: wait until it has ended.
	// [RunBulk] itself fails with it.
	ErrJournalInUse = errors.New("another run is using it")
)

// BulkPastError is the error of an item that failed in an earlier run. Only its text and its kind are kept: errors.Is
// finds [ErrAccessDenied] and the other kinds in it.
type BulkPastError struct {
	// Text is the text of the error.
	Text string

	// Kind is the kind of the error, empty if it had none.
	Kind Kind
}

// Error returns the text that the journal has kept.
func (e *BulkPastError) Error() string { return e.Text }

// Is reports whether target is the kind of the error.
func (e *BulkPastError) Is(target error) bool { return e.Kind != "" && target == e.Kind }

// bulkKind returns the kind of an error, empty if it has none. A request that could not be signed counts as denied.
func bulkKind(err error) Kind {
	if isDenial(err) {
		return ErrAccessDenied
	}
	for _, kind := range []Kind{ErrThrottled, ErrQuotaExceeded, ErrNotFound, ErrConflict, ErrInvalidInput, ErrUnavailable} {
		if errors.Is(err, kind) {
			return kind
		}
	}
	return ""
}

// isDenial reports whether the next item is likely to fail in the same way.
func isDenial(err error) bool {
	var signing *SigningError
	return errors.Is(err, ErrAccessDenied) || errors.As(err, &signing)
}
