package main

import (
	"cmp"
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
	Status      int     `json:"status,omitempty"` // of a serverError; from 500 on, an error is the service's fault
	Delay       string  `json:"delay,omitempty"`  // of latency, between the parts of a slowBody
	ContentType string  `json:"contentType,omitempty"`
	Probability float64 `json:"probability,omitempty"` // instead of Times
	Seed        uint64  `json:"seed,omitempty"`
	Rate        float64 `json:"rate,omitempty"` // of a rateLimit, calls per second
	Burst       int     `json:"burst,omitempty"`

	delay time.Duration
}

// unlisted are the faults of a fake, each of which can be any error.
type unlisted[F any] interface{ Unlisted() F }

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
	if _, ok := handlers.FieldByName(f.Operation); !ok && f.Operation != "" {
		return fmt.Errorf("%s has no operation %q", f.Service, f.Operation)
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
	default:
		return fmt.Errorf("there is no fault %q", f.Fault)
	}
	return nil
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

func add[F unlisted[F]](f fault, to faulty[F], known kinds[F]) {
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
	made = made.Unlisted() // programs of all languages may ask for errors that the service is not known to return
	if f.Probability > 0 {
		to.FailRandomly(f.Operation, made, f.Probability, f.Seed)
		return
	}
	to.Fail(f.Operation, made, cmp.Or(f.Times, 1))
}
