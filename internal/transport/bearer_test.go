package transport

import (
	"testing"

	"github.com/aws/smithy-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
)

// bearerField is the header of the bearer as net/http spells it.
const bearerField = "X-Amz-Chime-Bearer"

const userARN = "arn:aws:chime:us-east-1:111122223333:app-instance/i/user/u"

func TestWithBearer(t *testing.T) {
	bothModes(t, func(mode func(*Options)) {
		p := &peer{script: []answer{says(200, "{}")}}
		core := client(p, mode, func(o *Options) { o.ChimeBearer = "of the client" })
		_, err := get(t.Context(), core.WithBearer(userARN))
		require.NoError(t, err)
		assert.Equal(t, userARN, p.last().Header.Get(bearerField))
		_, err = get(t.Context(), core)
		require.NoError(t, err)
		assert.Equal(t, "of the client", p.last().Header.Get(bearerField))

		assert.Equal(t, userARN, core.WithBearer(userARN).Options().ChimeBearer)
		ofCall := func(o *Options) { o.ChimeBearer = "of the call" }
		_, err = get(t.Context(), core.WithBearer(userARN).With(ofCall))
		require.NoError(t, err)
		assert.Equal(t, "of the call", p.last().Header.Get(bearerField))
		out := new(GetOutput)
		bearer := "of the input"
		require.NoError(t, Call(t.Context(), core.With(ofCall), &GetInput{Bearer: &bearer}, out))
		assert.Equal(t, bearer, p.last().Header.Get(bearerField))
	})
	core := client(&peer{})
	var sink *Core
	assert.InDelta(t, 1, testing.AllocsPerRun(100, func() { sink = core.WithBearer(userARN) }), 0)
	assert.NotSame(t, core, sink)
}

func TestBearerProblem(t *testing.T) {
	for bearer, want := range map[string]string{
		userARN: "",
		"arn:aws-cn:chime:us-east-1:1:app-instance/i/bot/b": "",
		"u":                     "not an ARN",
		"arn:aws:chime":         "not an ARN",
		"arn:aws:iam::1:user/u": "an ARN of another service",
		"arn:aws:chime:us-east-1:1:app-instance/i":                   "the ARN of an app instance",
		"arn:aws:chime:us-east-1:1:meeting/m":                        "the ARN of something else",
		"arn:aws:chime:us-east-1:1:app-instance/i/channel/c":         "the ARN of a channel",
		"arn:aws:chime:us-east-1:1:app-instance/i/channel-flow/c":    "the ARN of a channel-flow",
		"arn:aws:chime:us-east-1:1:app-instance/i/user":              "an ARN without an ID",
		"arn:aws:chime:us-east-1:1:app-instance/i/bot/":              "an ARN without an ID",
		"arn:aws:chime:us-east-1:1:app-instance/i/\x00channel\n/c/d": "the ARN of a channel",
	} {
		assert.Equal(t, want, bearerProblem(bearer), bearer)
	}
}

func TestBearerError(t *testing.T) {
	instance := "arn:aws:chime:us-east-1:1:app-instance/i"
	for status, explained := range map[int]bool{400: true, 401: true, 403: true, 404: false, 409: false} {
		core := client(&peer{script: []answer{names(status, "RefusedException")}})
		_, err := get(t.Context(), core.WithBearer(instance))
		var refused *chimeconnect.BearerError
		if !explained {
			assert.NotErrorAs(t, err, &refused)
			continue
		}
		require.ErrorAs(t, err, &refused)
		assert.Equal(t, "the ARN of an app instance", refused.Problem)
		assert.NotContains(t, err.Error(), instance)
		require.ErrorContains(t, err, "it says so (the bearer is the ARN of an app instance, not the ARN of an app instance user or bot)")
		assert.Equal(t, "RefusedException", as[smithy.APIError](t, err).ErrorCode())

		_, err = get(t.Context(), core.WithBearer(userARN))
		assert.NotErrorAs(t, err, &refused, "a good bearer")
		_, err = say(t.Context(), core.WithBearer(instance))
		assert.NotErrorAs(t, err, &refused, "an operation without a bearer")
	}
	core := client(&peer{script: []answer{breaks(assert.AnError)}}, func(o *Options) { o.RetryMaxAttempts = 1 })
	_, err := get(t.Context(), core.WithBearer(instance))
	var refused *chimeconnect.BearerError
	assert.NotErrorAs(t, err, &refused, "nobody answered")
}
