package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"time"

	"github.com/aws/smithy-go"

	"github.com/seed-086a074d/chimeconnect/chimemessaging/chimemessagingtest"
	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
)

// fault is a fault of calls, as the control API accepts it.
type fault struct {
	Service   string `json:"service"`             // connect or messaging
	Operation string `json:"operation,omitempty"` // empty: all
	Fault     string `json:"fault"`               // throttle, error, serverError, latency, resetBefore, resetAfter, cutBody, notJSON, slowBody, contentType, rateLimit
	Times     int    `json:"times,omitempty"`     // 0 is once, a negative number always

	Code        string  `json:"code,omitempty"` // of an error
	Message     string  `json:"message,omitempty"`
	Status      int     `json:"status,omitempty"` // of the answer
	Delay       string  `json:"delay,omitempty"`  // of latency, between the parts of a slowBody
	ContentType string  `json:"contentType,omitempty"`
	Probability float64 `json:"probability,omitempty"` // instead of Times
	Seed        uint64  `json:"seed,omitempty"`
	Rate        float64 `json:"rate,omitempty"` // of a rateLimit, calls per second
	Burst       int     `json:"burst,omitempty"`

	Input     map[string]any    `json:"input,omitempty"` // for calls whose input has these members
	Page      int               `json:"page,omitempty"`  // for calls for this page of a list, from 1
	Headers   map[string]string `json:"headers,omitempty"`
	RequestID string            `json:"requestId,omitempty"`

	delay time.Duration
}

// fakeFault is a fault of a fake.
type fakeFault[F any] interface {
	Unlisted() F
	OnPage(page int) F
	When(accepts func(operation string, in any) bool) F
	WithStatus(status int) F
	WithHeader(name, value string) F
	WithRequestID(id string) F
}

// faulty is the part of both fakes that makes calls fail.
type faulty[F any] interface {
	Fail(operation string, fault F, n int)
	FailRandomly(operation string, fault F, probability float64, seed uint64)
	RateLimit(operation string, rate float64, burst int)
}

// kinds are the faults of a fake.
type kinds[F any] struct {
	throttle, resetBefore, resetAfter, cutBody, notJSON func() F
	failure                                             func(error) F
	serverError                                         func(int) F
	latency, slowBody                                   func(time.Duration) F
	contentType                                         func(string) F
}

// check returns what is wrong with a fault.
func (f *fault) check() (err error) {
	handlers := reflect.TypeFor[connecttest.Handlers]()
	switch f.Service {
	case "connect":
	case "messaging":
		handlers = reflect.TypeFor[chimemessagingtest.Handlers]()
	default:
		return errors.New("service must be connect or messaging")
	}
	operation, ok := handlers.FieldByName(f.Operation)
	if !ok && f.Operation != "" {
		return fmt.Errorf("%s has no operation %q", f.Service, f.Operation)
	}
	if err := f.checkCalls(operation); err != nil {
		return err
	}
	if f.Delay != "" {
		if f.delay, err = time.ParseDuration(f.Delay); err != nil {
			return fmt.Errorf("delay: %w", err)
		}
	}
	switch f.Fault {
	case "throttle", "serverError", "resetBefore", "resetAfter", "cutBody", "notJSON":
	case "error":
		if f.Code == "" {
			return errors.New("an error needs a code, such as ResourceNotFoundException")
		}
	case "latency", "slowBody":
		if f.delay <= 0 {
			return errors.New(f.Fault + " needs a delay, such as 2s")
		}
	case "contentType":
		if f.ContentType == "" {
			return errors.New("contentType needs a contentType, such as text/plain")
		}
	case "rateLimit":
		if f.Rate <= 0 || f.Burst < 1 {
			return errors.New("rateLimit needs a rate per second and a burst")
		}
		if f.Page != 0 || f.Input != nil || f.Status != 0 || f.Headers != nil || f.RequestID != "" {
			return errors.New("a rateLimit is for all calls, and answers as the service does")
		}
	default:
		return fmt.Errorf("there is no fault %q", f.Fault)
	}
	return nil
}

// checkCalls says what is wrong with the choice of calls, and with the answer.
func (f *fault) checkCalls(handler reflect.StructField) error {
	switch {
	case f.Page < 0:
		return errors.New("page counts from 1")
	case f.Page > 0 && f.Operation != "" && !hasPages(handler.Type):
		return fmt.Errorf("%s has no pages", f.Operation)
	case f.Status != 0 && (f.Status < 200 || f.Status > 599):
		return errors.New("status must be one of HTTP, from 200 to 599")
	case f.Probability < 0 || f.Probability > 1:
		return errors.New("probability must be 0 to 1")
	}
	return nil
}

// hasPages reports whether a handler is that of a list with pages.
func hasPages(handler reflect.Type) bool {
	_, in := handler.In(1).Elem().FieldByName("NextToken")
	_, out := handler.Out(0).Elem().FieldByName("NextToken")
	return in && out
}

// apply adds a fault, which was checked, to the fakes of a place.
func (f fault) apply(to *fakes) {
	if f.Service == "connect" {
		add(f, to.connect, kinds[connecttest.Fault]{
			throttle: connecttest.Throttle, resetBefore: connecttest.ResetBefore, resetAfter: connecttest.ResetAfter,
			cutBody: connecttest.CutBody, notJSON: connecttest.NotJSON, failure: connecttest.Error, serverError: connecttest.ServerError,
			latency: connecttest.Latency, slowBody: connecttest.SlowBody, contentType: connecttest.ContentType,
		})
		return
	}
	add(f, to.messaging, kinds[chimemessagingtest.Fault]{
		throttle: chimemessagingtest.Throttle, resetBefore: chimemessagingtest.ResetBefore, resetAfter: chimemessagingtest.ResetAfter,
		cutBody: chimemessagingtest.CutBody, notJSON: chimemessagingtest.NotJSON, failure: chimemessagingtest.Error, serverError: chimemessagingtest.ServerError,
		latency: chimemessagingtest.Latency, slowBody: chimemessagingtest.SlowBody, contentType: chimemessagingtest.ContentType,
	})
}

func add[F fakeFault[F]](f fault, to faulty[F], known kinds[F]) {
	var made F
	switch f.Fault {
	case "rateLimit":
		to.RateLimit(f.Operation, f.Rate, f.Burst)
		return
	case "throttle":
		made = known.throttle()
	case "serverError":
		made = known.serverError(cmp.Or(f.Status, 500))
	case "resetBefore":
		made = known.resetBefore()
	case "resetAfter":
		made = known.resetAfter()
	case "cutBody":
		made = known.cutBody()
	case "notJSON":
		made = known.notJSON()
	case "error":
		failure := &smithy.GenericAPIError{Code: f.Code, Message: f.Message}
		if f.Status >= 500 {
			failure.Fault = smithy.FaultServer
		}
		made = known.failure(failure)
	case "latency":
		made = known.latency(f.delay)
	case "slowBody":
		made = known.slowBody(f.delay)
	case "contentType":
		made = known.contentType(f.ContentType)
	}
	made = narrow(f, made.Unlisted()) // programs of all languages may ask for errors that the service is not known to return
	if f.Probability > 0 {
		to.FailRandomly(f.Operation, made, f.Probability, f.Seed)
		return
	}
	to.Fail(f.Operation, made, cmp.Or(f.Times, 1))
}

// narrow gives a fault the calls that it is for, and what else it says of the answer.
func narrow[F fakeFault[F]](f fault, made F) F {
	if f.Page > 0 {
		made = made.OnPage(f.Page)
	}
	if len(f.Input) > 0 {
		made = made.When(func(_ string, in any) bool {
			text, err := json.Marshal(in)
			var members any
			return err == nil && json.Unmarshal(text, &members) == nil && has(members, f.Input)
		})
	}
	if f.Status > 0 {
		made = made.WithStatus(f.Status)
	}
	for name, value := range f.Headers {
		made = made.WithHeader(name, value)
	}
	if f.RequestID != "" {
		made = made.WithRequestID(f.RequestID)
	}
	return made
}

// has reports whether a value has all that is wanted of it: of an object some members, of all else everything.
func has(v, wanted any) bool {
	members, ok := wanted.(map[string]any)
	if !ok {
		return reflect.DeepEqual(v, wanted)
	}
	of, ok := v.(map[string]any)
	for name, member := range members {
		ok = ok && has(of[name], member)
	}
	return ok
}
