package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go"
)

// report prints what happens for a person to read.
type report struct {
	w     io.Writer
	calls int
	spent time.Duration
}

// line prints one line. What cannot be printed is lost: the calls matter more than the report.
func (r *report) line(format string, args ...any) {
	fmt.Fprintf(r.w, format+"\n", args...)
}

// heading starts a section.
func (r *report) heading(text string) {
	r.line("\n%s", text)
}

// note adds to the call before it.
func (r *report) note(format string, args ...any) {
	r.line("      "+format, args...)
}

// did prints a call that is over and how long it took, from the caller's side. It returns the call's error.
func (r *report) did(operation, what string, began time.Time, err error) error {
	if err != nil {
		what = "failed"
	}
	r.call(operation, what, time.Since(began))
	return err
}

// refused prints a call that the service has to refuse. It returns an error if the service did something else.
func (r *report) refused(operation, why string, began time.Time, err error) error {
	took := time.Since(began)
	if err == nil {
		return fmt.Errorf("%s worked, but should not have: %s", operation, why)
	}
	var failure smithy.APIError
	if !errors.As(err, &failure) {
		return err // no answer of the service at all
	}
	r.call(operation, "refused: "+why+"; what a program can read from the error:", took)
	return nil
}

// explain shows what all errors of both services have.
func (r *report) explain(err error) {
	var failure smithy.APIError
	if errors.As(err, &failure) {
		r.reading("errors.As smithy.APIError", "code %s, %s fault", failure.ErrorCode(), failure.ErrorFault())
	}
	var response *awshttp.ResponseError
	if errors.As(err, &response) {
		r.reading("errors.As *awshttp.ResponseError", "status %d, request ID %s", response.HTTPStatusCode(), response.ServiceRequestID())
	}
	r.reading("err.Error()", "%v", err)
}

// reading prints a way to examine an error, and its result.
func (r *report) reading(how, format string, args ...any) {
	r.note("%-42s "+format, append([]any{how}, args...)...)
}

func (r *report) call(operation, what string, took time.Duration) {
	r.calls++
	r.spent += took
	r.line("  %-34s %9s  %s", operation, milliseconds(took), what)
}

// total is the time that all calls took together.
func (r *report) total() string { return strings.TrimSpace(milliseconds(r.spent)) }

func milliseconds(d time.Duration) string {
	return fmt.Sprintf("%.1f ms", float64(d)/float64(time.Millisecond))
}
