package fake

import (
	"context"
	"errors"
	"io"
	"net/http"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func faultBench(t *testing.T) (*bench, *atomic.Int32) {
	t.Helper()
	b, ran := newBench(t), new(atomic.Int32)
	b.handlers.GetThing = func(_ context.Context, in *GetThingInput) (*GetThingOutput, error) {
		ran.Add(1)
		return &GetThingOutput{Name: in.Name}, nil
	}
	b.handlers.DeleteThing = func(context.Context, *DeleteThingInput) (*DeleteThingOutput, error) { return nil, nil }
	return b, ran
}

func TestFailNextCalls(t *testing.T) {
	b, ran := faultBench(t)
	b.Fail("GetThing", Throttle(), 2)
	assert.Equal(t, http.StatusNoContent, b.do(b.signed(http.MethodDelete, "/things/x", "")).status, "another operation")
	assert.Equal(t, "Throttled", b.get("/things/x").code)
	assert.Equal(t, "Throttled", b.get("/things/x").code)
	assert.Zero(t, ran.Load())
	assert.Equal(t, http.StatusOK, b.get("/things/x").status)

	b.Fail("", Throttle(), -1)
	assert.Equal(t, "Throttled", b.get("/things/x").code)
	assert.Equal(t, http.StatusTooManyRequests, b.do(b.signed(http.MethodDelete, "/things/x", "")).status)
	b.ClearFaults()
	assert.Equal(t, http.StatusOK, b.get("/things/x").status)
	in, ok := b.Requests()[1].Input.(*GetThingInput)
	require.True(t, ok, "a call that a fault answered is decoded too")
	assert.Equal(t, "x", *in.Name)
}

func TestFailRandomly(t *testing.T) {
	outcomes := func(seed uint64) (codes []string) {
		b, _ := faultBench(t)
		b.FailRandomly("GetThing", Throttle(), 0.5, seed)
		for range 20 {
			codes = append(codes, b.get("/things/x").code)
		}
		return codes
	}
	first := outcomes(1)
	assert.Contains(t, first, "Throttled")
	assert.Contains(t, first, "")
	assert.Equal(t, first, outcomes(1), "the same seed fails the same calls")
	assert.NotEqual(t, first, outcomes(2))
}

func TestReset(t *testing.T) {
	b, ran := faultBench(t)
	b.get("/things/x") // so that the connection is a used one
	for runs, fault := range []Fault{ResetBefore(), ResetAfter()} {
		b.Fail("", fault, 1)
		before := ran.Load()
		_, err := b.try(b.signed(http.MethodGet, "/things/x", ""))
		require.Error(t, err)
		assert.True(t, errors.Is(err, syscall.ECONNRESET) || errors.Is(err, io.ErrUnexpectedEOF), "%v", err)
		assert.Equal(t, int32(runs), ran.Load()-before, "only the second lets the operation run")
		requests := b.Requests()
		assert.Zero(t, requests[len(requests)-1].Status)
	}
}

func TestFaultsOfBodies(t *testing.T) {
	b, _ := faultBench(t)
	b.Fail("", CutBody(), 1)
	res, err := b.try(b.signed(http.MethodGet, "/things/x", ""))
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
	assert.Equal(t, `{"Name`, res.body)

	b.Fail("", NotJSON(), 1)
	res = b.get("/things/x")
	assert.Equal(t, "text/html", res.header.Get("Content-Type"))
	assert.Contains(t, res.body, "<html>")

	b.Fail("", ContentType("text/plain"), 1)
	res = b.get("/things/x")
	assert.Equal(t, "text/plain", res.header.Get("Content-Type"))
	assert.JSONEq(t, `{"Name":"x"}`, res.body)

	b.Fail("", SlowBody(time.Microsecond), 1)
	assert.JSONEq(t, `{"Name":"x"}`, b.get("/things/x").body)
}

func TestDelay(t *testing.T) {
	b, ran := faultBench(t)
	b.Fail("", Latency(time.Hour), 1)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	_, err := b.try(b.signed(http.MethodGet, "/things/x", "").WithContext(ctx))
	require.ErrorIs(t, err, context.DeadlineExceeded)
	assert.Zero(t, ran.Load())
}

func TestRateLimit(t *testing.T) {
	b, _ := faultBench(t)
	b.RateLimit("GetThing", 2, 3)
	codes := func(n int) (codes []string) {
		for range n {
			codes = append(codes, b.get("/things/x").code)
		}
		return codes
	}
	assert.Equal(t, []string{"", "", "", "Throttled"}, codes(4), "the burst")
	b.advance(time.Second)
	assert.Equal(t, []string{"", "", "Throttled"}, codes(3), "two per second")
	b.advance(time.Hour)
	assert.Equal(t, []string{"", "", "", "Throttled"}, codes(4), "never more than the burst")
	b.RateLimit("GetThing", 0, 0)
	assert.Equal(t, []string{""}, codes(1))
}
