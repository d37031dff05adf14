package connecttest_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// Each fault as seen by a program whose client does not retry.
func ExampleFault() {
	srv := start()
	defer srv.Close()
	client := srv.Client(func(o *connect.Options) { o.Retryer = aws.NopRetryer{} })
	for _, f := range []struct {
		name  string
		fault connecttest.Fault
	}{
		{"Throttle", connecttest.Throttle()},
		{"ServerError 500", connecttest.ServerError(500)},
		{"ServerError 503", connecttest.ServerError(503)},
		{"Error", connecttest.Error(&types.AccessDeniedException{})},
		{"Latency", connecttest.Latency(time.Millisecond)},
		{"ResetBefore", connecttest.ResetBefore()},
		{"ResetAfter", connecttest.ResetAfter()},
		{"CutBody", connecttest.CutBody()},
		{"NotJSON", connecttest.NotJSON()},
		{"ContentType", connecttest.ContentType("text/plain")},
		{"SlowBody", connecttest.SlowBody(time.Millisecond)},
	} {
		srv.Fail("ListPhoneNumbersV2", f.fault, 1)
		_, err := client.ListPhoneNumbersV2(context.Background(), &connect.ListPhoneNumbersV2Input{})
		fmt.Printf("%-15s %s\n", f.name, kindOf(err))
	}
	// Output:
	// Throttle        ThrottlingException
	// ServerError 500 InternalServiceException
	// ServerError 503 ServiceUnavailable
	// Error           AccessDeniedException
	// Latency         no error
	// ResetBefore     connection broken
	// ResetAfter      connection broken
	// CutBody         body cut short
	// NotJSON         cannot be decoded
	// ContentType     no error
	// SlowBody        no error
}

// kindOf returns what a program can find out about an error.
func kindOf(err error) string {
	var send *smithyhttp.RequestSendError
	var api smithy.APIError
	var decode *smithy.DeserializationError
	switch {
	case err == nil:
		return "no error"
	case errors.As(err, &send):
		return "connection broken"
	case errors.As(err, &api):
		return api.ErrorCode()
	case errors.Is(err, io.ErrUnexpectedEOF):
		return "body cut short"
	case errors.As(err, &decode):
		return "cannot be decoded"
	}
	return err.Error()
}

// FailRandomly fails calls with a probability. The same seed fails the same calls.
func ExampleServer_FailRandomly() {
	for range 2 {
		srv := start()
		srv.FailRandomly("", connecttest.Throttle(), 0.5, 42)
		client := srv.Client(func(o *connect.Options) { o.Retryer = aws.NopRetryer{} })
		var failed []int
		for call := range 10 {
			if _, err := client.ListInstances(context.Background(), &connect.ListInstancesInput{}); err != nil {
				failed = append(failed, call)
			}
		}
		fmt.Println(failed)
		srv.Close()
	}
	// Output:
	// [0 1 3 4 5 7]
	// [0 1 3 4 5 7]
}
