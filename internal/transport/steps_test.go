package transport

import (
	"context"
	"errors"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go/middleware"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
)

const tokenStep = "OperationIdempotencyTokenAutoFill"

// TestTokenStep checks that middleware behind the step sees the token that is sent, and that the caller's input stays as
// it was.
func TestTokenStep(t *testing.T) {
	for name, own := range map[string]*string{"filled in": nil, "the caller's": aws.String("own")} {
		var before, after any
		see := func(id string, seen *any) middleware.InitializeMiddleware {
			return middleware.InitializeMiddlewareFunc(id, func(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (middleware.InitializeOutput, middleware.Metadata, error) {
				*seen = in.Parameters
				return next.HandleInitialize(ctx, in)
			})
		}
		p := &peer{script: []answer{says(500, ""), says(200, "{}")}}
		core := client(p, func(o *Options) { o.Retryer, o.IdempotencyTokenProvider = impatient{}, fixedToken{} },
			withMiddleware(func(s *middleware.Stack) error {
				return errors.Join(
					s.Initialize.Insert(see("before", &before), tokenStep, middleware.Before),
					s.Initialize.Insert(see("after", &after), tokenStep, middleware.After),
				)
			}))
		in, out := &SetInput{Name: aws.String("x"), Token: own}, new(SetOutput)
		require.NoError(t, Call(t.Context(), core, in, out))
		want := "fixed"
		if own != nil {
			want = "own"
		}
		assert.Same(t, in, before, name)
		assert.Equal(t, want, *after.(*SetInput).Token, name)
		assert.Equal(t, own, in.Token, name)
		require.Len(t, p.requests, 2)
		for _, r := range p.requests {
			assert.Equal(t, want, r.URL.Query().Get("token"), name)
		}
		token, found := chimeconnect.GetIdempotencyToken(out.ResultMetadata)
		assert.True(t, found)
		assert.Equal(t, want, token)
	}
}

// TestTokenStepIsWhereTokensAre checks that operations without a token have no such step, as in the official client,
// and that a call without the step still has its token.
func TestTokenStepIsWhereTokensAre(t *testing.T) {
	p := &peer{script: []answer{says(200, "{}")}}
	remove := withMiddleware(func(s *middleware.Stack) error {
		_, err := s.Initialize.Remove(tokenStep)
		return err
	})
	_, err := say(t.Context(), client(p, remove))
	require.ErrorContains(t, err, "not found")
	assert.Empty(t, p.requests)
	_, err = set(t.Context(), client(p, remove))
	require.NoError(t, err)
	assert.NotEmpty(t, p.last().URL.Query().Get("token"))
}

// TestLoggerStep checks that nothing is logged without the step.
func TestLoggerStep(t *testing.T) {
	for name, without := range map[string]bool{"with": false, "without": true} {
		l := &logged{}
		_, err := say(t.Context(), client(&peer{script: []answer{says(200, ok)}}, func(o *Options) {
			o.Logger, o.ClientLogMode = l, aws.LogRequest|aws.LogResponse
		}, withMiddleware(func(s *middleware.Stack) (err error) {
			if without {
				_, err = s.Deserialize.Remove("RequestResponseLogger")
			}
			return err
		})))
		require.NoError(t, err)
		assert.Equal(t, without, l.String() == "", name)
	}
}
