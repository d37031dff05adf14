package transport

import (
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
)

// clocked answers as a service whose clock is ahead of ours, and refuses signatures that are off by more than 5 minutes.
func clocked(ahead *time.Duration, code string) answer {
	return func(r *http.Request) (*http.Response, error) {
		now := time.Now().Add(*ahead)
		signed, err := time.Parse("20060102T150405Z", r.Header.Get("X-Amz-Date"))
		date := now.UTC().Format(http.TimeFormat)
		if err != nil || now.Sub(signed).Abs() > 5*time.Minute {
			return names(403, code, "Date", date)(r)
		}
		return says(200, ok, "Date", date)(r)
	}
}

func TestClockSkew(t *testing.T) {
	for _, code := range []string{"InvalidSignatureException", "RequestTimeTooSkewed", "SignatureDoesNotMatch", "AccessDeniedException"} {
		for _, ahead := range []time.Duration{time.Hour, -time.Hour} {
			bothModes(t, func(mode func(*Options)) {
				synctest.Test(t, func(t *testing.T) {
					ahead := ahead
					p := &peer{script: []answer{clocked(&ahead, code)}}
					core := client(p, mode)

					_, err := say(t.Context(), core)
					require.NoError(t, err)
					assert.Len(t, p.requests, 2, "learnt from the Date of the refusal")
					_, err = say(t.Context(), core.With(func(*Options) {}))
					require.NoError(t, err)
					assert.Len(t, p.requests, 3, "kept, for calls with options of their own too")

					ahead = 0
					_, err = say(t.Context(), core)
					require.NoError(t, err)
					assert.Len(t, p.requests, 5, "learnt again once the clocks agree")
					assert.Zero(t, core.clock.Skew())

					other := &peer{script: []answer{says(200, ok)}}
					_, err = say(t.Context(), client(other, mode))
					require.NoError(t, err)
					assert.Equal(t, time.Now().UTC().Format("20060102T150405Z"), other.last().Header.Get("X-Amz-Date"), "nothing shared")
				})
			})
		}
	}
}

func TestNoClockSkewCorrection(t *testing.T) {
	bothModes(t, func(mode func(*Options)) {
		synctest.Test(t, func(t *testing.T) {
			ahead := time.Hour
			p := &peer{script: []answer{clocked(&ahead, "InvalidSignatureException")}}
			corrected := client(p, mode)
			off := func(o *Options) { o.DisableClockSkewCorrection = true }
			_, err := say(t.Context(), corrected.With(off))
			require.ErrorIs(t, err, chimeconnect.ErrAccessDenied)
			assert.Len(t, p.requests, 1, "not repeated")

			_, err = say(t.Context(), corrected)
			require.NoError(t, err)
			_, err = say(t.Context(), corrected.With(off))
			require.ErrorIs(t, err, chimeconnect.ErrAccessDenied, "what other calls learnt does not matter")
		})
	})
}

// anHourAhead makes a client learn that the clock of its service is an hour ahead.
func anHourAhead(core *Core) {
	date := time.Now().UTC().Add(time.Hour).Format(http.TimeFormat)
	core.clock.Correct(&http.Response{Header: http.Header{"Date": {date}}}, 0)
}

// TestClockHeals checks that one success with equal clocks resets the correction.
func TestClockHeals(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		core := client(&peer{script: []answer{says(200, ok, "Date", time.Now().UTC().Format(http.TimeFormat))}})
		anHourAhead(core)
		_, err := say(t.Context(), core)
		require.NoError(t, err)
		assert.Zero(t, core.clock.Skew())

		anHourAhead(core)
		core.opts.HTTPClient, core.sender = &peer{script: []answer{says(200, ok, "Date", time.Now().UTC().Add(time.Hour).Format(http.TimeFormat))}}, new(lazy[chimeconnect.HTTPClient])
		_, err = say(t.Context(), core)
		require.NoError(t, err)
		assert.Equal(t, time.Hour, core.clock.Skew())
	})
}

func TestClockIsNotToBlame(t *testing.T) {
	now := func(d time.Duration) string { return time.Now().UTC().Add(d).Format(http.TimeFormat) }
	synctest.Test(t, func(t *testing.T) {
		for name, refused := range map[string]answer{
			"clocks agree":     names(403, "InvalidSignatureException", "Date", now(time.Minute)),
			"no date":          names(403, "InvalidSignatureException"),
			"no valid date":    names(403, "InvalidSignatureException", "Date", "noon"),
			"out of a cache":   names(403, "InvalidSignatureException", "Date", now(time.Hour), "Age", "3600"),
			"another failure":  names(403, "GoneException", "Date", now(time.Hour)),
			"success, old now": says(200, ok, "Date", now(time.Hour)),
		} {
			p := &peer{script: []answer{refused}}
			core := client(p)
			_, _ = say(t.Context(), core)
			assert.Len(t, p.requests, 1, name)
			assert.Zero(t, core.clock.Skew(), name)
		}
	})
}

// TestClockSkewIsRefusedTwice checks that a call whose correction is wrong ends after the usual attempts.
func TestClockSkewIsRefusedTwice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := &peer{script: []answer{names(403, "InvalidSignatureException", "Date", time.Now().UTC().Add(time.Hour).Format(http.TimeFormat))}}
		_, err := say(t.Context(), client(p))
		require.ErrorIs(t, err, chimeconnect.ErrAccessDenied)
		assert.Len(t, p.requests, 2)
	})
}

// TestClockSkewOfManyCalls checks that calls that were under way when another call was corrected are corrected too.
func TestClockSkewOfManyCalls(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ahead := time.Hour
		p := &peer{script: []answer{slow(time.Second, clocked(&ahead, "InvalidSignatureException"))}}
		core := client(p)
		var calls sync.WaitGroup
		for range 20 {
			calls.Go(func() {
				_, err := say(t.Context(), core)
				assert.NoError(t, err)
			})
		}
		calls.Wait()
	})
}
