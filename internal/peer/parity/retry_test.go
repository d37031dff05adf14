package parity

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	official "github.com/aws/aws-sdk-go-v2/service/connect"

	ours "github.com/seed-086a074d/chimeconnect/connect"
)

// script gives one answer after the other, the last one forever, and records what the attempts said about themselves.
type script struct {
	answers  []func() (*http.Response, error)
	attempts []string
	ids      []string
}

func (s *script) Do(r *http.Request) (*http.Response, error) {
	next := s.answers[min(len(s.attempts), len(s.answers)-1)]
	s.attempts = append(s.attempts, r.Header.Get("Amz-Sdk-Request"))
	s.ids = append(s.ids, r.Header.Get("Amz-Sdk-Invocation-Id"))
	return next()
}

func coded(status int, code string) func() (*http.Response, error) {
	return func() (*http.Response, error) {
		return &http.Response{
			StatusCode: status, Header: http.Header{"X-Amzn-Errortype": {code}, "X-Amzn-Requestid": {"r"}}, Body: io.NopCloser(bytes.NewReader([]byte(`{"message":"m"}`))),
		}, nil
	}
}

func answerWith(text string) func() (*http.Response, error) {
	return func() (*http.Response, error) {
		return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(bytes.NewReader([]byte(text)))}, nil
	}
}

func broken(err error) func() (*http.Response, error) {
	return func() (*http.Response, error) { return nil, err }
}

func noDelay() aws.Retryer {
	return retry.NewStandard(func(o *retry.StandardOptions) {
		o.Backoff = retry.BackoffDelayerFunc(func(int, error) (time.Duration, error) { return 0, nil })
	})
}

var codes = []string{
	"", "ThrottlingException", "Throttling", "TooManyRequestsException", "RequestLimitExceeded", "RequestTimeout", "RequestTimeoutException",
	"InternalServiceException", "InternalFailure", "ServiceUnavailable", "ResourceConflictException", "ResourceNotFoundException", "LimitExceededException",
	"ExpiredToken", "ExpiredTokenException", "RequestExpired", "SlowDown", "BandwidthLimitExceeded", "ProvisionedThroughputExceededException", "PriorRequestNotComplete",
	"IdempotencyException", "ServiceQuotaExceededException", "AccessDeniedException",
}

// TestRetries compares how often each failure is tried again, and what the error says in the end.
func TestRetries(t *testing.T) {
	ledger := NewLedger(AttemptsInText, unlistedError, statusFault, noResponse)
	failures := 0
	try := func(name string, answers ...func() (*http.Response, error)) {
		c := retried(name, answers)
		ledger.Enter(t, c.Case, c.findings)
		failures++
	}
	for _, status := range []int{400, 403, 404, 408, 409, 425, 429, 500, 501, 502, 503, 504, 507, 529} {
		for _, code := range codes {
			try(fmt.Sprint(status, " ", code), coded(status, code))
		}
	}
	for _, err := range []error{
		io.EOF, io.ErrUnexpectedEOF, errors.New("odd"), &timeout{}, errors.New("read: connection reset by peer"), http.ErrServerClosed,
	} {
		try("send: "+err.Error(), broken(err))
	}
	try("twice 500, then fine", coded(500, ""), coded(500, ""), coded(200, ""))
	try("once throttled, then a conflict", coded(429, "TooManyRequestsException"), coded(409, "ResourceConflictException"))
	ledger.Close(t)
	t.Logf("%d failures", failures)
}

type timeout struct{}

func (timeout) Error() string   { return "timed out" }
func (timeout) Timeout() bool   { return true }
func (timeout) Temporary() bool { return true }

type retriedCase struct {
	*Case
	findings []Finding
}

func retried(name string, answers []func() (*http.Response, error)) retriedCase {
	x, y := &script{answers: answers}, &script{answers: answers}
	a := NewOfficial(func(o *official.Options) { o.HTTPClient, o.Retryer = x, noDelay() })
	b := NewOurs(func(o *ours.Options) { o.HTTPClient, o.Retryer = y, noDelay() })
	in := &official.DescribeUserInput{InstanceId: aws.String("a"), UserId: aws.String("b")}
	mine := &ours.DescribeUserInput{InstanceId: aws.String("a"), UserId: aws.String("b")}
	c := Run("DescribeUser", a, b, valueOf(in), valueOf(mine))
	c.Operation = name
	var d differ
	d.text("attempts", fmt.Sprintf("%q", x.attempts), fmt.Sprintf("%q", y.attempts))
	d.text("invocation ids of one call", fmt.Sprint(len(slices.Compact(x.ids))), fmt.Sprint(len(slices.Compact(y.ids))))
	return retriedCase{c, append(d.found, c.DiffErrors()...)}
}
