// Package faketest walks all operations of a service through its real client and its fake.
package faketest

import (
	"context"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
	"github.com/seed-086a074d/chimeconnect/internal/wire"
	"github.com/seed-086a074d/chimeconnect/internal/wire/wiretest"
)

// bearer passes the fakes' check of the bearer header, which its pattern alone does not describe.
const bearer = "arn:aws:chime:us-east-1:123456789012:app-instance/6ae8fd6b-9aa1-4b5c-9e9c-8ad3f7b1d2c4/user/alice"

// EveryOperation fills the input of each operation, calls it, compares what arrived at the fake, fills an output there
// and compares what came back. client is the client, handlers points to the fake's Handlers, which has a field for each
// operation.
func EveryOperation(t *testing.T, client, handlers any) {
	t.Helper()
	const rounds = 3
	fields := reflect.ValueOf(handlers).Elem()
	require.Equal(t, fields.NumField(), operations(reflect.TypeOf(client)), "handlers, and methods of the client")
	for i := range fields.NumField() {
		name := fields.Type().Field(i).Name
		t.Run(name, func(t *testing.T) {
			w := walk{t: t, method: reflect.ValueOf(client).MethodByName(name), handler: fields.Field(i)}
			require.True(t, w.method.IsValid(), "the client has no method %s", name)
			for round := range rounds {
				w.filler = wiretest.New(uint64(round))
				w.round()
			}
		})
	}
}

// operations counts the methods of a client that are operations.
func operations(client reflect.Type) (count int) {
	for method := range client.Methods() {
		if m := method.Type; m.IsVariadic() && m.NumIn() == 4 && m.NumOut() == 2 {
			count++
		}
	}
	return count
}

// walk is one operation under test.
type walk struct {
	t               *testing.T
	method, handler reflect.Value
	filler          *wiretest.Filler
}

func (w *walk) round() {
	in := w.input()
	before := clone(in)
	want := w.filled(w.handler.Type().Out(0))
	var arrived reflect.Value
	w.handle(func(args []reflect.Value) (reflect.Value, error) {
		arrived = args[1]
		return want, nil
	})
	out, err := w.call(in)
	require.NoError(w.t, err)
	require.Equal(w.t, before.Interface(), in.Interface(), "the call changed its input")
	w.acceptToken(in, arrived, out)
	require.Equal(w.t, normal(in), normal(arrived), "what arrived is not what was sent")
	out.Elem().FieldByName("ResultMetadata").SetZero()
	require.Equal(w.t, normal(want), normal(out), "what came back is not what was answered")
}

// acceptToken accepts a token that the call filled in, if the metadata of the result has it.
func (w *walk) acceptToken(in, arrived, out reflect.Value) {
	op, err := wire.OperationOf(in.Type().Elem())
	require.NoError(w.t, err)
	name := op.TokenMember()
	if name == "" || !in.Elem().FieldByName(name).IsNil() {
		return
	}
	sent := arrived.Elem().FieldByName(name)
	require.False(w.t, sent.IsNil(), "no token was filled in")
	metadata := out.Elem().FieldByName("ResultMetadata").Interface().(middleware.Metadata)
	token, ok := chimeconnect.GetIdempotencyToken(metadata)
	require.True(w.t, ok, "the metadata of the result does not know the token")
	require.Equal(w.t, token, sent.Elem().String())
	sent.SetZero()
}

// input fills an input of the operation.
func (w *walk) input() reflect.Value {
	in := w.filled(w.handler.Type().In(1))
	if field := in.Elem().FieldByName("ChimeBearer"); field.IsValid() {
		field.Set(reflect.ValueOf(aws.String(bearer)))
	}
	return in
}

func (w *walk) filled(ptr reflect.Type) reflect.Value {
	v := reflect.New(ptr.Elem())
	require.NoError(w.t, w.filler.Fill(v.Interface()))
	return v
}

func (w *walk) handle(answer func(args []reflect.Value) (reflect.Value, error)) {
	kind := w.handler.Type()
	w.handler.Set(reflect.MakeFunc(kind, func(args []reflect.Value) []reflect.Value {
		out, err := answer(args)
		if err != nil {
			return []reflect.Value{reflect.Zero(kind.Out(0)), reflect.ValueOf(&err).Elem()}
		}
		return []reflect.Value{out, reflect.Zero(kind.Out(1))}
	}))
}

func (w *walk) call(in reflect.Value) (reflect.Value, error) {
	results := w.method.Call([]reflect.Value{reflect.ValueOf(context.Background()), in})
	err, _ := reflect.TypeAssert[error](results[1])
	return results[0], err
}

// EveryError lets one operation answer with each error that any operation of the service lists, and checks what the
// caller gets: the modelled type with all its members, the code, the fault, the status and the request ID. handlers
// points to the fake's Handlers, operation names one of them.
func EveryError(t *testing.T, client, handlers any, operation string) {
	t.Helper()
	for _, code := range codes(reflect.TypeOf(handlers).Elem()) {
		t.Run(code, func(t *testing.T) {
			w := walk{
				t: t, method: reflect.ValueOf(client).MethodByName(operation),
				handler: reflect.ValueOf(handlers).Elem().FieldByName(operation),
				filler:  wiretest.New(7),
			}
			want := w.modelled(code)
			require.NoError(t, w.filler.Fill(want))
			w.handle(func([]reflect.Value) (reflect.Value, error) { return reflect.Value{}, want })
			_, err := w.call(w.input())
			w.sameError(want, err)
		})
	}
}

// codes returns the error codes that the operations list, sorted.
func codes(handlers reflect.Type) []string {
	all := map[string]bool{}
	for field := range handlers.Fields() {
		for code := range strings.SplitSeq(field.Tag.Get("errors"), ",") {
			all[code] = code != ""
		}
	}
	delete(all, "")
	return slices.Sorted(maps.Keys(all))
}

// modelled returns a new error of the type that the client has for a code.
func (w *walk) modelled(code string) error {
	w.handle(func([]reflect.Value) (reflect.Value, error) {
		return reflect.Value{}, &fake.APIError{Code: code, Status: http.StatusTeapot}
	})
	_, err := w.call(w.input())
	var api smithy.APIError
	require.ErrorAs(w.t, err, &api)
	_, generic := api.(*smithy.GenericAPIError)
	require.False(w.t, generic, "the client does not know the code")
	return reflect.New(reflect.TypeOf(api).Elem()).Interface().(error)
}

func (w *walk) sameError(want, err error) {
	code, status, ok := wire.ErrorFacts(want)
	require.True(w.t, ok, "%T has no error tag", want)
	got := reflect.New(reflect.TypeOf(want))
	require.ErrorAs(w.t, err, got.Interface())
	require.Equal(w.t, normal(reflect.ValueOf(want)), normal(got.Elem()))
	var api smithy.APIError
	require.ErrorAs(w.t, err, &api)
	require.Equal(w.t, code, api.ErrorCode())
	require.NotEqual(w.t, smithy.FaultUnknown, api.ErrorFault())
	require.Equal(w.t, status >= http.StatusInternalServerError, api.ErrorFault() == smithy.FaultServer)
	var response *awshttp.ResponseError
	require.ErrorAs(w.t, err, &response)
	require.Equal(w.t, status, response.HTTPStatusCode())
	require.NotEmpty(w.t, response.ServiceRequestID())
}
