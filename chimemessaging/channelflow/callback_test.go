package channelflow_test

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/chimemessaging/channelflow"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/chimemessagingtest"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// The errors of a callback, and how each is handled.
func TestCallbackErrors(t *testing.T) {
	for _, c := range []struct {
		err      error
		attempts int
		outcome  channelflow.Outcome
	}{
		{&types.ThrottledClientException{}, 10, channelflow.OutcomeFailed},
		{&types.ServiceFailureException{}, 10, channelflow.OutcomeFailed},
		{&types.ServiceUnavailableException{}, 10, channelflow.OutcomeFailed},
		{&smithyhttp.ResponseError{Response: &smithyhttp.Response{Response: &http.Response{StatusCode: http.StatusTooManyRequests}}, Err: errors.New("slow down")}, 10, channelflow.OutcomeFailed},
		{&smithyhttp.RequestSendError{Err: errors.New("reset")}, 10, channelflow.OutcomeFailed},
		{&smithy.DeserializationError{Err: errors.New("cut")}, 10, channelflow.OutcomeFailed},
		{&types.UnauthorizedClientException{}, 1, channelflow.OutcomeFailed},
		{&types.BadRequestException{Message: aws.String("Content is not allowed")}, 1, channelflow.OutcomeFailed},
		{&types.ForbiddenException{Message: aws.String("User: arn is not authorized to perform: chime:ChannelFlowCallback")}, 1, channelflow.OutcomeFailed},
		{errors.New("no idea"), 1, channelflow.OutcomeFailed},
		{&types.ForbiddenException{}, 1, channelflow.OutcomeNothingToDecide},
		{&types.ConflictException{}, 1, channelflow.OutcomeNothingToDecide},
		{&types.BadRequestException{Message: aws.String("Message is not in PENDING state")}, 1, channelflow.OutcomeNothingToDecide},
	} {
		synctest.Test(t, func(t *testing.T) {
			var told reports
			made := &client{answer: fails(c.err)}
			err := channelflow.New(made, always(channelflow.Allow()), told.collect).Handle(t.Context(), []byte(sample))
			r := told.only(t)
			assert.Equal(t, c.outcome, r.Outcome, c.err)
			assert.Len(t, made.inputs, c.attempts, c.err)
			assert.Equal(t, c.attempts, r.Attempts)
			require.ErrorIs(t, r.Err, c.err)
			if c.outcome == channelflow.OutcomeFailed {
				require.ErrorIs(t, err, c.err)
			} else {
				require.NoError(t, err)
			}
		})
	}
}

// An update that the service refuses is an error of the handler: the policy decides.
func TestRefusedUpdate(t *testing.T) {
	var told reports
	refused := &types.BadRequestException{Message: aws.String("too rude")}
	c := &client{answer: func(call int, _ context.Context) error {
		if call == 1 {
			return refused
		}
		return nil
	}}
	err := channelflow.New(c, always(channelflow.UpdateContent("x")), told.collect, func(o *channelflow.Options) { o.OnError = channelflow.DenyOnError }).
		Handle(t.Context(), []byte(sample))
	require.NoError(t, err)
	r := told.only(t)
	require.ErrorIs(t, r.Err, refused)
	assert.True(t, r.Fallback)
	assert.Equal(t, channelflow.Deny(), r.Decision)
	assert.Equal(t, 2, r.Attempts)
}

// Throttles are tried again after a random time that grows, until the deadline would pass.
func TestBackoff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var at []time.Duration
		start := time.Now()
		c := &client{answer: func(int, context.Context) error {
			at = append(at, time.Since(start))
			return &types.ThrottledClientException{}
		}}
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		double := func(o *channelflow.Options) {
			o.Backoff = func(failed int) time.Duration { return time.Second << (failed - 1) }
		}
		err := channelflow.New(c, always(channelflow.Allow()), double).Handle(ctx, []byte(sample))
		var throttled *types.ThrottledClientException
		require.ErrorAs(t, err, &throttled)
		assert.Equal(t, []time.Duration{0, time.Second, 3 * time.Second, 7 * time.Second}, at)
		assert.Equal(t, 7*time.Second, time.Since(start), "the next attempt would be too late, so there is no waiting for it")
	})
	synctest.Test(t, func(t *testing.T) { // the default
		start := time.Now()
		_ = channelflow.New(&client{answer: fails(&types.ThrottledClientException{})}, always(channelflow.Allow())).Handle(t.Context(), []byte(sample))
		assert.Greater(t, time.Since(start), 500*time.Millisecond)
		assert.Less(t, time.Since(start), 22*time.Second)
	})
}

// A handler that is slow, whether or not it heeds its context, leaves time for the verdict of the policy.
func TestDeadline(t *testing.T) {
	for name, heeds := range map[string]bool{"heeds its context": true, "does not": false} {
		for policy, verdict := range map[channelflow.ErrorPolicy]channelflow.Verdict{
			channelflow.RetryOnError: "", channelflow.AllowOnError: channelflow.VerdictAllow, channelflow.DenyOnError: channelflow.VerdictDeny,
		} {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
				defer cancel()
				start, left := time.Now(), time.Duration(0)
				handler := func(ctx context.Context, _ channelflow.Event) (channelflow.Decision, error) {
					deadline, _ := ctx.Deadline()
					left = time.Until(deadline)
					if heeds {
						<-ctx.Done()
						return channelflow.Decision{}, ctx.Err()
					}
					time.Sleep(time.Minute)
					return channelflow.UpdateContent("too late"), nil
				}
				var told reports
				c := new(client)
				err := channelflow.New(c, handler, told.collect, func(o *channelflow.Options) { o.OnError = policy }).Handle(ctx, []byte(sample))
				assert.Equal(t, 2*time.Second, time.Since(start), name)
				synctest.Wait()
				assert.Equal(t, 2*time.Second, left)
				require.ErrorIs(t, told.only(t).Err, context.DeadlineExceeded)
				assert.Equal(t, verdict, told.only(t).Decision.Verdict())
				assert.Equal(t, verdict == "", err != nil)
				time.Sleep(2 * time.Minute)
				synctest.Wait()
				assert.Len(t, c.inputs, min(1, len(verdict)), "what comes too late is ignored")
			})
		}
	}
}

// A callback that hangs is cut off and tried again, and Handle returns before the deadline.
func TestHangingCallback(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := chimemessagingtest.NewPipeServer(t)
		srv.Fail("ChannelFlowCallback", chimemessagingtest.Latency(time.Minute), -1)
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		start := time.Now()
		var told reports
		err := channelflow.New(srv.Client(), always(channelflow.Allow()), told.collect).Handle(ctx, []byte(sample))
		require.Error(t, err)
		require.NoError(t, ctx.Err(), "there is time left")
		assert.Less(t, time.Since(start), 10*time.Second)
		assert.GreaterOrEqual(t, told.only(t).Attempts, 2)
	})
}
