package fake

import (
	"context"
	"net"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A server over pipes lives in a bubble: an hour of latency passes at once, and nothing is left at the end.
func TestPipeInBubble(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &bench{t: t}
		b.handlers.GetThing = func(_ context.Context, in *GetThingInput) (*GetThingOutput, error) {
			return &GetThingOutput{Name: in.Name}, nil
		}
		var err error
		b.Server, err = New(Config{
			Service: testService{}, Handlers: &b.handlers,
			Options: Options{Region: "us-east-1", Logf: t.Errorf},
		})
		require.NoError(t, err)
		b.AddCredentials(testCredentials)
		b.ListenPipe()
		b.Fail("GetThing", Latency(time.Hour), 1)
		start := time.Now()
		for range 2 {
			response, err := b.HTTPClient().Do(b.signed(http.MethodGet, "/things/x", ""))
			require.NoError(t, err)
			assert.Equal(t, http.StatusOK, response.StatusCode)
			require.NoError(t, response.Body.Close())
		}
		assert.Equal(t, time.Hour, time.Since(start))
		b.Close()
		_, err = b.HTTPClient().Do(b.signed(http.MethodGet, "/things/x", ""))
		require.ErrorIs(t, err, net.ErrClosed)
	})
}

func TestCloseReportsStuckHandler(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		release, reported := make(chan struct{}), ""
		b := &bench{t: t}
		b.handlers.GetThing = func(context.Context, *GetThingInput) (*GetThingOutput, error) {
			<-release
			return nil, nil
		}
		var err error
		b.Server, err = New(Config{
			Service: testService{}, Handlers: &b.handlers,
			Options: Options{Region: "us-east-1", Logf: func(format string, _ ...any) { reported = format }},
		})
		require.NoError(t, err)
		b.AddCredentials(testCredentials)
		b.ListenPipe()
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		_, err = b.HTTPClient().Do(b.signed(http.MethodGet, "/things/x", "").WithContext(ctx))
		require.ErrorIs(t, err, context.DeadlineExceeded)
		b.Close()
		b.Close()
		assert.Contains(t, reported, "still runs")
		close(release)
	})
}

func TestListenFixedAddress(t *testing.T) {
	b := newBench(t)
	other := newBench(t)
	require.ErrorContains(t, other.Listen(b.URL()[len("http://"):]), "address already in use")
}
