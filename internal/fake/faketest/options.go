package faketest

import (
	"context"
	"log/slog"
	"net/http"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	smithyendpoints "github.com/aws/smithy-go/endpoints"
	"github.com/aws/smithy-go/metrics"
	"github.com/aws/smithy-go/middleware"
	"github.com/aws/smithy-go/tracing"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
)

// FillOptions sets each field of options, given by a pointer, to a different value that is not the default. It fails the
// test for a field of an unknown type.
func FillOptions(t *testing.T, options any) {
	t.Helper()
	v := reflect.ValueOf(options).Elem()
	for i := range v.NumField() {
		field, name := v.Field(i), v.Type().Field(i).Name
		value, ok := values(i)[field.Type()]
		if !ok {
			value, ok = interfaces(field.Type())
		}
		require.True(t, ok, "a value for %s, a %s, is missing here", name, field.Type())
		field.Set(reflect.ValueOf(value).Convert(field.Type()))
		require.False(t, field.IsZero(), name)
	}
}

// values returns a value for each plain type; n makes them differ.
func values(n int) map[reflect.Type]any {
	all := map[reflect.Type]any{}
	for _, v := range []any{
		true, n + 2, int64(n + 2), "value-" + string(rune('a'+n)), new("https://example.com"), time.Duration(n+2) * time.Second,
		aws.LogRetries, aws.DefaultsModeLegacy, aws.RetryModeAdaptive,
		chimeconnect.EndpointResolverOptions{ResolvedRegion: "eu-west-1"},
		[]func(*middleware.Stack) error{func(*middleware.Stack) error { return nil }},
		interceptors(),
		func(any) error { return nil },
	} {
		all[reflect.TypeOf(v)] = v
	}
	return all
}

func interceptors() smithyhttp.InterceptorRegistry {
	r := smithyhttp.InterceptorRegistry{}
	r.AddBeforeExecution(new(everything))
	return r.Copy()
}

// everything implements the interfaces among the options.
type everything struct {
	aws.AnonymousCredentials
	tracing.NopTracerProvider
	metrics.NopMeterProvider
	*retry.Standard
	http.Client
}

func (*everything) ResolveEndpoint(context.Context, chimeconnect.EndpointParameters) (e smithyendpoints.Endpoint, err error) {
	return e, err
}

func (*everything) SignHTTP(context.Context, aws.Credentials, *http.Request, string, string, string, time.Time, ...func(*v4.SignerOptions)) error {
	return nil
}

func (*everything) BeforeExecution(context.Context, *smithyhttp.InterceptorContext) error { return nil }

func (*everything) GetIdempotencyToken() (string, error)             { return "token", nil }
func (*everything) Wait(context.Context, chimeconnect.Attempt) error { return nil }

// interfaces returns something that implements an interface.
func interfaces(of reflect.Type) (any, bool) {
	for _, v := range []any{
		&everything{Standard: retry.NewStandard()},
		chimeconnect.NewSlogLogger(slog.New(slog.DiscardHandler)),
	} {
		if of.Kind() == reflect.Interface && reflect.TypeOf(v).Implements(of) {
			return v, true
		}
	}
	return nil, false
}

// EqualOptions checks that two options have the same value in each field, except for those named.
func EqualOptions(t *testing.T, want, got any, except ...string) {
	t.Helper()
	v, w := reflect.ValueOf(got), reflect.ValueOf(want)
	for i := range v.NumField() {
		name := v.Type().Field(i).Name
		if slices.Contains(except, name) {
			continue
		}
		if field := v.Field(i); field.Kind() == reflect.Func {
			assert.Equal(t, w.Field(i).Pointer(), field.Pointer(), name)
		} else if name == "APIOptions" {
			assert.Equal(t, w.Field(i).Len(), field.Len(), name)
		} else {
			assert.Equal(t, w.Field(i).Interface(), field.Interface(), name)
		}
	}
}
