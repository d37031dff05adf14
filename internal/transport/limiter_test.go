package transport

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/smithy-go/metrics"
	smithytime "github.com/aws/smithy-go/time"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
)

// gate is a limiter that observes attempts.
type gate struct {
	delay time.Duration
	err   error
	seen  []string
	last  chimeconnect.Attempt
}

func (g *gate) Wait(ctx context.Context, attempt chimeconnect.Attempt) error {
	g.seen = append(g.seen, "wait "+attempt.Operation)
	g.last = attempt
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < g.delay {
		return context.DeadlineExceeded
	}
	if err := smithytime.SleepWithContext(ctx, g.delay); err != nil {
		return err
	}
	return g.err
}

func (g *gate) Throttled(a chimeconnect.Attempt) { g.seen = append(g.seen, "throttled "+a.Operation) }
func (g *gate) Succeeded(a chimeconnect.Attempt) { g.seen = append(g.seen, "succeeded "+a.Operation) }

// plainGate is one that does not.
type plainGate struct{ *gate }

func (plainGate) Throttled() {}
func (plainGate) Succeeded() {}

func TestLimiter(t *testing.T) {
	bothModes(t, func(mode func(*Options)) {
		synctest.Test(t, func(t *testing.T) {
			p := &peer{script: []answer{names(429, "ThrottlingException"), names(500, "InternalServiceException"), says(200, "{}")}}
			g := &gate{delay: time.Hour}
			core := client(p, mode, func(o *Options) { o.Limiter = g })
			out, err := get(t.Context(), core)
			require.NoError(t, err)
			assert.Equal(t, chimeconnect.Attempt{Service: "Test Service", Region: "us-east-1", Operation: "Get", Account: "AKID"}, g.last)
			assert.Equal(t, []string{"wait Get", "throttled Get", "wait Get", "wait Get", "succeeded Get"}, g.seen, "each attempt waits")
			waited, ok := chimeconnect.GetLimiterWait(out.ResultMetadata)
			assert.True(t, ok)
			assert.Equal(t, 3*time.Hour, waited, "longer than AttemptTimeout: the wait is no part of the attempt")

			core = client(&peer{script: []answer{says(200, "{}")}}, mode)
			out, err = get(t.Context(), core)
			require.NoError(t, err)
			_, ok = chimeconnect.GetLimiterWait(out.ResultMetadata)
			assert.False(t, ok)

			core = client(&peer{script: []answer{says(200, "{}")}}, mode, func(o *Options) { o.Limiter = plainGate{g} })
			_, err = get(t.Context(), core)
			require.NoError(t, err)
		})
	})
}

func TestLimiterFails(t *testing.T) {
	bothModes(t, func(mode func(*Options)) {
		synctest.Test(t, func(t *testing.T) {
			p := &peer{script: []answer{says(200, "{}")}}
			g := &gate{err: errors.New("the table is gone")}
			core := client(p, mode, func(o *Options) { o.Limiter = g })
			_, err := get(t.Context(), core)
			var refused *chimeconnect.LimiterError
			require.ErrorAs(t, err, &refused)
			require.ErrorIs(t, err, g.err)
			assert.Len(t, g.seen, 1, "no attempt was made, so none is repeated")
			assert.Empty(t, p.requests)

			g.err = fmt.Errorf("the turn comes later: %w", context.DeadlineExceeded)
			_, err = get(t.Context(), core)
			require.ErrorAs(t, err, &refused)
			assert.Equal(t, 1, strings.Count(err.Error(), "the turn comes later"), err)

			start := time.Now()
			g.err = nil
			g.delay = time.Hour
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			_, err = get(ctx, core)
			require.ErrorIs(t, err, context.DeadlineExceeded)
			assert.Zero(t, time.Since(start), "a deadline that cannot be met fails at once")

			ctx, stop := context.WithCancel(t.Context())
			go func() { time.Sleep(time.Minute); stop() }()
			_, err = get(ctx, core)
			require.ErrorIs(t, err, context.Canceled)
			assert.Equal(t, time.Minute, time.Since(start))
			assert.Empty(t, p.requests)
		})
	})
}

// waitMeter keeps what is recorded as client.call.limiter_wait.
type waitMeter struct {
	metrics.NopMeter

	recorded []float64
}

func (m *waitMeter) Meter(string, ...metrics.MeterOption) metrics.Meter { return m }

func (m *waitMeter) Float64Histogram(name string, optFns ...metrics.InstrumentOption) (metrics.Float64Histogram, error) {
	if name == "client.call.limiter_wait" {
		return m, nil
	}
	return m.NopMeter.Float64Histogram(name, optFns...)
}

func (m *waitMeter) Record(_ context.Context, v float64, _ ...metrics.RecordMetricOption) {
	m.recorded = append(m.recorded, v)
}

func TestLimiterMetric(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := new(waitMeter)
		core := client(&peer{script: []answer{names(500, "X"), says(200, "{}")}}, func(o *Options) {
			o.MeterProvider, o.Limiter = m, &gate{delay: time.Minute}
		})
		_, err := get(t.Context(), core)
		require.NoError(t, err)
		assert.Equal(t, []float64{60, 60}, m.recorded)
	})
}
