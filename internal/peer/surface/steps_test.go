package surface

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	officialclient "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/ssooidc"
	"github.com/aws/smithy-go/middleware"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
)

var errSeen = errors.New("the stack was seen")

// stackOf calls with middleware that lists the stack and ends the call.
func stackOf(t *testing.T, call func(list func(*middleware.Stack) error) error) []string {
	t.Helper()
	var steps []string
	err := call(func(s *middleware.Stack) error {
		for _, step := range s.List() {
			if !strings.Contains(step, " ") && step != s.ID() {
				steps = append(steps, step)
			}
		}
		return errSeen
	})
	require.ErrorIs(t, err, errSeen)
	return steps
}

// TestSteps compares the steps of the middleware stack with those of the official client: missing steps are listed with
// their reasons, and the others are in the official order.
func TestSteps(t *testing.T) {
	missing := names(MissingSteps)
	want := stackOf(t, func(list func(*middleware.Stack) error) error {
		_, err := officialclient.New(officialclient.Options{Region: "us-east-1"}).DisassociateLexBot(t.Context(), nil, func(o *officialclient.Options) {
			o.APIOptions = append(o.APIOptions, list)
		})
		return err
	})
	withToken := stackOf(t, func(list func(*middleware.Stack) error) error {
		_, err := officialclient.New(officialclient.Options{Region: "us-east-1"}).StartChatContact(t.Context(), &officialclient.StartChatContactInput{}, func(o *officialclient.Options) {
			o.APIOptions = append(o.APIOptions, list)
		})
		return err
	})
	ours := connect.New(connect.Options{Region: "us-east-1"})
	option := func(list func(*middleware.Stack) error) func(*connect.Options) {
		return func(o *connect.Options) { o.APIOptions = append(o.APIOptions, list) }
	}
	got := stackOf(t, func(list func(*middleware.Stack) error) error {
		_, err := ours.DisassociateLexBot(t.Context(), nil, option(list))
		return err
	})
	gotWithToken := stackOf(t, func(list func(*middleware.Stack) error) error {
		_, err := ours.StartChatContact(t.Context(), nil, option(list))
		return err
	})
	for _, pair := range [][2][]string{{want, got}, {withToken, gotWithToken}} {
		var kept, left []string
		for _, step := range pair[0] {
			if slices.Contains(missing, step) {
				left = append(left, step)
			} else {
				kept = append(kept, step)
			}
		}
		assert.Equal(t, kept, pair[1])
		assert.Equal(t, missing, left, "a step is listed that is not missing, or in another order")
	}
}

// TestStepsThatLiveOn checks that steps of an older list that the newest official clients still have are here, or are
// listed.
func TestStepsThatLiveOn(t *testing.T) {
	newest := stackOf(t, func(list func(*middleware.Stack) error) error {
		_, err := ssooidc.New(ssooidc.Options{Region: "us-east-1"}).CreateToken(t.Context(), &ssooidc.CreateTokenInput{}, func(o *ssooidc.Options) {
			o.APIOptions = append(o.APIOptions, list)
		})
		return err
	})
	ours := stackOf(t, func(list func(*middleware.Stack) error) error {
		_, err := connect.New(connect.Options{Region: "us-east-1"}).StartChatContact(t.Context(), &connect.StartChatContactInput{InstanceId: aws.String("i")},
			func(o *connect.Options) { o.APIOptions = append(o.APIOptions, list) })
		return err
	})
	missing := names(MissingSteps)
	for _, step := range append(newest,
		"OperationIdempotencyTokenAutoFill", "RetryMetricsHeader", "SetCredentialSourceMiddleware", "RequestResponseLogger",
		"ErrorCloseResponseBody", "setOperationInput", "legacyEndpointContextSetter", "ResolveEndpoint", "spanRetryLoop",
		"InterceptBeforeRetryLoop", "InterceptAttempt", "disableHTTPS") {
		assert.NotEqual(t, slices.Contains(missing, step), slices.Contains(ours, step), "%s is here and listed, or neither", step)
	}
	for i, step := range MissingSteps {
		dropped := strings.HasPrefix(step.Reason, "dropped upstream since")
		if dropped {
			assert.NotContains(t, newest, missing[i])
		}
	}
}

func names(list []Omission) (names []string) {
	for _, o := range list {
		names = append(names, o.Name)
	}
	return names
}

// TestReadmeNamesMissingSteps checks that the README has the list.
func TestReadmeNamesMissingSteps(t *testing.T) {
	readme, err := os.ReadFile("../../../README.md")
	require.NoError(t, err)
	text := strings.Join(strings.Fields(string(readme)), " ")
	assert.Contains(t, text, "The middleware stack has the official steps under their names, except for `"+strings.Join(names(MissingSteps), "`, `")+"`")
}
