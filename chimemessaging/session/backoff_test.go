package session

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestBackoffGrowsAndStartsOver(t *testing.T) {
	var longest [12]time.Duration
	var total time.Duration
	const rounds = 500
	for range rounds {
		b := backoff{longest: 30 * time.Second, giveUp: -1}
		now := time.Unix(0, 0)
		for i := range longest {
			wait, ok := b.next(now)
			assert.True(t, ok)
			longest[i] = max(longest[i], wait)
			total += wait
		}
		b.caughtUp()
		wait, _ := b.next(now)
		assert.LessOrEqual(t, wait, time.Second)
	}
	for i, seen := range longest {
		ceiling := min(30*time.Second, time.Second<<i)
		assert.LessOrEqual(t, seen, ceiling)
		assert.Greater(t, seen, ceiling*3/4, "jitter uses the whole range")
	}
	assert.InDelta(t, (31+30*7)/2.0, total.Seconds()/rounds, 10, "full jitter is half of the ceiling on average")
}

func TestOneConnectPerSecond(t *testing.T) {
	b := backoff{longest: time.Millisecond, giveUp: -1}
	now := time.Unix(1000, 0)
	b.attempt(now)
	wait, _ := b.next(now.Add(300 * time.Millisecond))
	assert.InDelta(t, 700*time.Millisecond, wait, float64(time.Millisecond))
	wait, _ = b.next(now.Add(time.Hour))
	assert.LessOrEqual(t, wait, time.Millisecond)
}

func TestBackoffGivesUp(t *testing.T) {
	b := backoff{longest: time.Second, giveUp: 10 * time.Second}
	now := time.Unix(1000, 0)
	b.attempt(now)
	_, ok := b.next(now.Add(5 * time.Second))
	assert.True(t, ok)
	_, ok = b.next(now.Add(10 * time.Second))
	assert.False(t, ok)
	b.established()
	_, ok = b.next(now.Add(time.Hour))
	assert.True(t, ok)
}

func TestConnectURL(t *testing.T) {
	base := "http://127.0.0.1:8080"
	for endpoint, want := range map[string]string{
		"node001.ue1.ws-messaging.chime.aws":       "https://node001.ue1.ws-messaging.chime.aws/connect",
		"wss://node001.ue1.ws-messaging.chime.aws": "https://node001.ue1.ws-messaging.chime.aws/connect",
		"https://node001.example.com/":             "https://node001.example.com/connect",
		"wss://node001.example.com/other/connect":  "https://node001.example.com/other/connect",
		"ws://localhost:1":                         "http://localhost:1/connect",
		"127.0.0.1:8080":                           "http://127.0.0.1:8080/connect",
		"127.0.0.1:8081":                           "https://127.0.0.1:8081/connect",
		"":                                         "",
		"ws://":                                    "",
		"host\nInjected":                           "",
	} {
		u, err := connectURL(endpoint, &base)
		if want == "" {
			require.Error(t, err, endpoint)
			continue
		}
		require.NoError(t, err)
		assert.Equal(t, want, u.String())
	}
}
