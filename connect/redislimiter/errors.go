package redislimiter

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// AwayError says that an attempt was refused because the store did not answer and [Options].LocalShare is 0.
type AwayError struct {
	// Err is the error of the last request to the store. It contains neither keys nor credentials.
	Err error
}

func (e *AwayError) Error() string {
	return "the store of the limiter does not answer (set Options.LocalShare to continue without it): " + e.Err.Error()
}

// Unwrap returns the error of the last request to the store.
func (e *AwayError) Unwrap() error { return e.Err }

// Errors that end a wait and only mean that the store must be asked again.
var (
	errForgotten = errors.New("the store no longer knows the place")
	errBack      = errors.New("the store is back")
)

// noAnswerError is a question that failed.
type noAnswerError struct{ err error }

func (e *noAnswerError) Error() string { return e.err.Error() }

// tooLate returns the error for a deadline that comes before the attempt's turn.
func tooLate(operation string, rate float64, wait time.Duration) error {
	return fmt.Errorf("%w: the fleet is limited to %.3g calls of %s per second, and the turn of this one would come in %v",
		context.DeadlineExceeded, rate, operation, wait.Round(time.Millisecond))
}
