package main

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/chimemessagingtest"
	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
)

// place is a Region of an account. Each has its own resources.
type place struct {
	account, region string
}

// maxPlaces bounds the memory that requests can make the service use.
const maxPlaces = 500

var errTooManyPlaces = errors.New("there are too many accounts and Regions: reset the service")

// fakes are the services of a place.
type fakes struct {
	connect    *connecttest.Server
	messaging  *chimemessagingtest.Server
	identities *identities
}

// beganHeader passes the time at which a request arrived through a fake, whose clock may differ.
const beganHeader = "Localservice-Began"

// fakesOf returns the services of a place, and makes them if it is new.
func (s *service) fakesOf(p place) (*fakes, error) {
	s.mu.RLock()
	f, ok := s.places[p]
	s.mu.RUnlock()
	if ok {
		return f, nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if f, ok := s.places[p]; ok {
		return f, nil
	}
	if len(s.places) >= maxPlaces {
		return nil, errTooManyPlaces
	}
	f = s.newFakes(p)
	s.places[p] = f
	for _, fault := range s.faults {
		fault.apply(f)
	}
	for arn, target := range s.processors {
		if processorPlace(arn) == p {
			f.messaging.SetProcessor(arn, s.processor(arn, target))
		}
	}
	return f, nil
}

func (s *service) newFakes(p place) *fakes {
	f := &fakes{identities: new(identities)}
	f.connect = connecttest.NewHTTPHandler(func(o *connecttest.Options) {
		o.Region, o.AccountID, o.Credentials, o.Clock = p.region, p.account, s.config.fakeCredentials(), s.clock.now
		o.KeepRequests, o.Logf = 1, s.logf // the history has them all
		o.Choices.Permissions = s.config.permissions
		o.OnRequest = func(r connecttest.Request) {
			s.answered(entryOf("connect", p, r.Operation, r.Method, r.Path, r.Status, r.ErrorCode, r.Header))
		}
	})
	f.messaging = chimemessagingtest.NewHTTPHandler(func(o *chimemessagingtest.Options) {
		o.Region, o.AccountID, o.Credentials, o.Clock = p.region, p.account, s.config.fakeCredentials(), s.clock.now
		o.KeepRequests, o.Logf = 1, s.logf // the history has them all
		o.AnyUser = true                   // users belong to an API that is not here
		o.OnRequest = func(r chimemessagingtest.Request) {
			if in, ok := r.Input.(*chimemessaging.ChannelFlowCallbackInput); ok && r.Status == http.StatusOK {
				s.pending.decided(aws.ToString(in.CallbackId))
			}
			f.identities.see(r.Input)
			s.answered(entryOf("messaging", p, r.Operation, r.Method, r.Path, r.Status, r.ErrorCode, r.Header))
		}
	})
	return f
}

func entryOf(service string, p place, operation, method, path string, status int, code string, header http.Header) entry {
	e := entry{
		Time: time.Now(), Service: service, Account: p.account, Region: p.region,
		Operation: operation, Method: method, Path: path, Status: status, Error: code,
	}
	if began, err := strconv.ParseInt(header.Get(beganHeader), 10, 64); err == nil {
		e.Time = time.Unix(0, began)
		e.Milliseconds = float64(time.Since(e.Time).Microseconds()) / 1000
	}
	return e
}

// answered logs a request and passes it on to the pages that are open.
func (s *service) answered(e entry) {
	s.log.request(e)
	s.history.add(e)
}

// allPlaces returns the places that were used, sorted.
func (s *service) allPlaces() []place {
	s.mu.RLock()
	defer s.mu.RUnlock()
	places := make([]place, 0, len(s.places))
	for p := range s.places {
		places = append(places, p)
	}
	slices.SortFunc(places, func(a, b place) int {
		return cmp.Or(cmp.Compare(a.account, b.account), cmp.Compare(a.region, b.region))
	})
	return places
}

// inside is an HTTP client that calls a handler of this program.
type inside struct{ handler http.Handler }

// Do answers a request. A fault that breaks the connection is an error.
func (i inside) Do(r *http.Request) (response *http.Response, err error) {
	defer func() {
		if reason := recover(); reason != nil {
			response, err = nil, fmt.Errorf("no answer: %v", reason)
		}
	}()
	r.RequestURI, r.Host = r.URL.RequestURI(), cmp.Or(r.Host, r.URL.Host)
	if r.Body == nil {
		r.Body = http.NoBody
	}
	w := newMemoryWriter()
	i.handler.ServeHTTP(w, r)
	return w.response(r), nil
}

// clients call the services of a place from inside, checked like any other call.
func (f *fakes) clients() (*connect.Client, *chimemessaging.Client) {
	once := aws.NopRetryer{}
	return f.connect.Client(func(o *connect.Options) {
			o.HTTPClient, o.BaseEndpoint, o.Retryer = inside{f.connect}, aws.String("http://localservice"), once
		}), f.messaging.Client(func(o *chimemessaging.Options) {
			o.HTTPClient, o.BaseEndpoint, o.Retryer = inside{f.messaging}, aws.String("http://localservice"), once
		})
}

// codeOf returns the code and message of an error of a service.
func codeOf(err error) string {
	if api, ok := errors.AsType[smithy.APIError](err); ok {
		return api.ErrorCode() + ": " + api.ErrorMessage()
	}
	return err.Error()
}
