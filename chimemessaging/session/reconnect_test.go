package session_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/chimemessagingtest"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/session"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

func TestCloseCodes(t *testing.T) {
	for code, again := range map[int]bool{
		1000: false, 1001: true, 1002: false, 1003: false, 1006: true, 1007: false, 1008: false, 1009: false, 1010: false, 1011: true,
		1012: true, 1013: true, 1014: true, 3000: false, 4000: true, 4001: true, 4002: false, 4003: false, 4005: true, 4400: true,
		4401: false, 4999: true,
	} {
		t.Run(fmt.Sprint(code), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := newPipeScene(t)
				started := s.start()
				s.socket().Close(code, "because")
				if again {
					s.want(started, session.EventTypeSessionEstablished)
					return
				}
				_, ok := <-started.C()
				require.False(t, ok)
				var closed *session.CloseError
				require.ErrorAs(t, started.Err(), &closed)
				assert.Equal(t, session.CloseError{Code: code, Reason: "because"}, *closed)
			})
		})
	}
}

// A service that opens connections and closes them at once is asked less and less often, never more than once per second,
// and not forever.
func TestOpenThenCloseLoop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newPipeScene(t)
		started := s.start()
		var connects []time.Time
		s.srv.OnSocket(func(c *chimemessagingtest.Socket) {
			connects = append(connects, time.Now())
			c.Close(1011, "")
		})
		lost := time.Now()
		s.socket().Break()
		_, ok := <-started.C()
		require.False(t, ok)
		require.ErrorContains(t, started.Err(), "gave up after 2m0s")
		assert.LessOrEqual(t, time.Since(lost), 2*time.Minute)
		for i := 1; i < len(connects); i++ {
			assert.GreaterOrEqual(t, connects[i].Sub(connects[i-1]), time.Second)
			assert.LessOrEqual(t, connects[i].Sub(connects[i-1]), 31*time.Second)
		}
		assert.Greater(t, len(connects), 4)
		assert.Less(t, len(connects), 60, "the back-off grows")
	})
}

// A service that establishes sessions and ends them at once does not end the session, and is asked once per second at most.
func TestEstablishThenCloseLoop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newPipeScene(t, func(o *chimemessagingtest.Options) { o.Limits.ConnectInterval = time.Second })
		started := s.start()
		began := time.Now()
		for range 300 {
			s.socket().Break()
			s.want(started, session.EventTypeSessionEstablished)
		}
		assert.GreaterOrEqual(t, time.Since(began), 300*time.Second)
		assert.Less(t, time.Since(began), 310*time.Second)
	})
}

func TestStartGivesUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newPipeScene(t)
		s.srv.OnSocket(func(c *chimemessagingtest.Socket) { c.Break() })
		_, err := session.Start(t.Context(), s.client.As(s.alice), func(o *session.Options) { o.GiveUpAfter = 10 * time.Second })
		require.ErrorContains(t, err, "gave up after 10s: session: the connection broke")
	})
}

func TestServiceNeverEstablishes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newPipeScene(t)
		s.srv.OnSocket(func(*chimemessagingtest.Socket) { time.Sleep(time.Hour) })
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		_, err := session.Start(ctx, s.client.As(s.alice))
		require.ErrorIs(t, err, context.DeadlineExceeded)
		time.Sleep(3 * time.Hour) // for what the fake does
	})
}

func TestFailuresOfTheLookupAreRepeated(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newPipeScene(t)
		s.srv.Fail("GetMessagingSessionEndpoint", chimemessagingtest.ServerError(503), 4)
		started := s.start()
		s.srv.Fail("GetMessagingSessionEndpoint", chimemessagingtest.Throttle(), 4)
		s.socket().Break()
		s.want(started, session.EventTypeSessionEstablished)
	})
}

// Events that come before the session is established are delivered after that event, and after what was missed.
func TestEventsBeforeTheSessionIsEstablished(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newPipeScene(t)
		s.srv.OnSocket(func(c *chimemessagingtest.Socket) {
			assert.NoError(t, c.SendEvent("CREATE_CHANNEL_MESSAGE", map[string]any{
				"ChannelArn": s.channel, "MessageId": "early", "Content": "early", "CreatedTimestamp": float64(time.Now().Unix()),
			}))
		})
		started := s.start()
		s.wantText(started, session.EventTypeCreateChannelMessage, "early")
		s.socket().Break()
		s.send("missed")
		s.want(started, session.EventTypeSessionEstablished)
		assert.True(t, s.wantText(started, session.EventTypeCreateChannelMessage, "missed").Recovered)
		s.send("live")
		s.wantText(started, session.EventTypeCreateChannelMessage, "live") // "early" is known
	})
}

func TestPingsAreAnswered(t *testing.T) {
	s := newScene(t)
	s.start()
	for range 3 {
		require.NoError(t, s.socket().Ping(t.Context()))
	}
}

// roundTripper changes the requests and the responses of a client.
type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestURLIsNeitherLoggedNorInErrors(t *testing.T) {
	for name, fail := range map[string]roundTripper{
		"network":   func(r *http.Request) (*http.Response, error) { return nil, fmt.Errorf("cannot reach %s", r.URL) },
		"status":    func(r *http.Request) (*http.Response, error) { return answer(r, 500, "") },
		"redirect":  func(r *http.Request) (*http.Response, error) { return answer(r, 302, r.URL.String()+"&other") },
		"handshake": func(r *http.Request) (*http.Response, error) { return answer(r, 101, "") },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := newPipeScene(t)
				token := aws.Credentials{AccessKeyID: "ASIASECRET", SecretAccessKey: "secret", SessionToken: "s3cr3t"}
				var logged bytes.Buffer
				_, err := session.Start(t.Context(), s.client.As(s.alice), func(o *session.Options) {
					o.HTTPClient = &http.Client{Transport: fail}
					o.GiveUpAfter = 3 * time.Second
					o.Logger = slog.New(slog.NewTextHandler(&logged, &slog.HandlerOptions{Level: slog.LevelDebug}))
					o.Credentials = aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) { return token, nil })
				})
				require.Error(t, err)
				assert.NotEmpty(t, logged.String())
				for _, text := range []string{err.Error(), fmt.Sprintf("%+v %#v", err, err), logged.String()} {
					assert.NotRegexp(t, `s3cr3t|ASIASECRET|(?i)X-Amz|userArn`, text)
				}
			})
		})
	}
}

func answer(r *http.Request, status int, location string) (*http.Response, error) {
	return &http.Response{StatusCode: status, Header: http.Header{"Location": {location}}, Body: http.NoBody, Request: r}, nil
}

// A session does not receive messages that are targeted at others.
func TestWhatOthersGet(t *testing.T) {
	s := newScene(t)
	carol := s.srv.AddUser(s.instance, "carol", "Carol")
	_, err := s.client.As(s.bob).CreateChannelMembership(t.Context(), &chimemessaging.CreateChannelMembershipInput{
		ChannelArn: &s.channel, MemberArn: &carol, Type: types.ChannelMembershipTypeDefault,
	})
	require.NoError(t, err)
	started := s.start()
	s.send("for Carol", func(in *chimemessaging.SendChannelMessageInput) { in.Target = []types.Target{{MemberArn: &carol}} })
	s.send("for all")
	s.wantText(started, session.EventTypeCreateChannelMessage, "for all")
}
