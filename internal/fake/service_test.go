package fake

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/internal/wire"
)

// The service of these tests: a few operations that differ in what matters to routing.

type GetThingInput struct {
	_    struct{} `aws:"GET /things/{Name},readonly"`
	Name *string  `aws:"path,required,len=1:100"`
	Kind *string  `aws:"query=kind"`
}

type GetThingOutput struct {
	Name *string
}

type GetThingStatusInput struct {
	_    struct{} `aws:"GET /things/{Name}?scope=status,readonly"`
	Name *string  `aws:"path,required"`
}

type GetThingStatusOutput struct {
	Status *string
}

type GetDefaultThingInput struct {
	_ struct{} `aws:"GET /things/default,readonly"`
}

type PutThingInput struct {
	_     struct{} `aws:"PUT /things/{Name},status=201"`
	Name  *string  `aws:"path,required"`
	Color *string  `aws:"required,len=1:10"`
}

type PutThingOutput struct {
	Name *string
}

type DeleteThingInput struct {
	_    struct{} `aws:"DELETE /things/{Name},status=204"`
	Name *string  `aws:"path,required"`
}

type DeleteThingOutput struct{}

type ThingNotFound struct {
	_       struct{} `aws:"error=ThingNotFoundException,status=404"`
	Message *string
}

func (e *ThingNotFound) Error() string { return "no such thing" }

type testHandlers struct {
	GetThing        func(context.Context, *GetThingInput) (*GetThingOutput, error)
	GetThingStatus  func(context.Context, *GetThingStatusInput) (*GetThingStatusOutput, error)
	GetDefaultThing func(context.Context, *GetDefaultThingInput) (*GetThingOutput, error)
	PutThing        func(context.Context, *PutThingInput) (*PutThingOutput, error) `errors:"InvalidThing,Throttled"`
	DeleteThing     func(context.Context, *DeleteThingInput) (*DeleteThingOutput, error)
}

type testService struct{}

func (testService) Name() string        { return "Things" }
func (testService) SigningName() string { return "things" }
func (testService) Refused(err *AuthError) error {
	return &APIError{Code: err.Code(), Message: err.Message, Status: err.Status()}
}
func (testService) Malformed(_ *Operation, err error) error {
	return &APIError{Code: "Malformed", Message: err.Error(), Status: 400}
}
func (testService) Invalid(_ *Operation, found []wire.Violation) error {
	return &APIError{Code: "Invalid", Message: fmt.Sprint(found), Status: 400}
}
func (testService) Check(*Call) error { return nil }
func (testService) Throttled() error  { return &APIError{Code: "Throttled", Status: 429} }
func (testService) Internal(message string) error {
	return &APIError{Code: "Internal", Message: message, Status: 500}
}
func (testService) Prepare(err error) error { return err }
func (testService) Body(code, message string) []byte {
	body, _ := json.Marshal(map[string]string{"code": code, "message": message})
	return body
}

// bench is a server with what tests need to call it.
type bench struct {
	*Server
	t        *testing.T
	handlers testHandlers
	clock    time.Time
	mu       sync.Mutex
	reports  []string
}

var testCredentials = aws.Credentials{AccessKeyID: "AKIDTEST", SecretAccessKey: "secret"}

func newBench(t *testing.T, change ...func(*Config)) *bench {
	t.Helper()
	b := &bench{t: t, clock: time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)}
	config := Config{Package: "thingstest", Service: testService{}, Handlers: &b.handlers, Options: Options{
		Region: "us-east-1", Credentials: []aws.Credentials{testCredentials}, NewID: SequentialIDs(),
		Clock: func() time.Time { b.mu.Lock(); defer b.mu.Unlock(); return b.clock },
		Logf: func(format string, args ...any) {
			b.mu.Lock()
			defer b.mu.Unlock()
			b.reports = append(b.reports, fmt.Sprintf(format, args...))
		},
	}}
	for _, c := range change {
		c(&config)
	}
	var err error
	b.Server, err = New(config)
	require.NoError(t, err)
	require.NoError(t, b.Listen("127.0.0.1:0"))
	t.Cleanup(b.Close)
	return b
}

func (b *bench) advance(d time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.clock = b.clock.Add(d)
}

// signed makes a request and signs it with the AWS signer.
func (b *bench) signed(method, target, body string, change ...func(*signing)) *http.Request {
	b.t.Helper()
	r, err := http.NewRequestWithContext(b.t.Context(), method, b.URL()+target, bytes.NewBufferString(body))
	require.NoError(b.t, err)
	s := signing{request: r, credentials: testCredentials, service: "things", region: "us-east-1", time: b.Now()}
	for _, c := range change {
		c(&s)
	}
	require.NoError(b.t, v4.NewSigner().SignHTTP(b.t.Context(), s.credentials, r, hexSHA256(body), s.service, s.region, s.time))
	return r
}

type signing struct {
	request         *http.Request
	credentials     aws.Credentials
	service, region string
	time            time.Time
}

// result is an answer as a client sees it.
type result struct {
	status int
	code   string
	body   string
	header http.Header
}

func (b *bench) do(r *http.Request) result {
	b.t.Helper()
	res, err := b.try(r)
	require.NoError(b.t, err)
	return res
}

func (b *bench) try(r *http.Request) (result, error) {
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		return result{}, err
	}
	body, err := io.ReadAll(response.Body)
	require.NoError(b.t, response.Body.Close())
	return result{response.StatusCode, response.Header.Get("X-Amzn-Errortype"), string(body), response.Header}, err
}

func (b *bench) get(target string) result {
	b.t.Helper()
	return b.do(b.signed(http.MethodGet, target, ""))
}
