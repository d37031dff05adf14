package main

import (
	"context"
	"net/http"
	"os"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/chimemessagingtest"
	messagingtypes "github.com/seed-086a074d/chimeconnect/chimemessaging/types"
	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// account starts the fakes and makes the AWS configuration of the test lead to them, as if they were AWS.
func account(t *testing.T) *fakes {
	t.Helper()
	f, err := startFakes(t.Context())
	require.NoError(t, err)
	t.Cleanup(f.close)
	f.messaging.ForgetRequests()
	credentials := connecttest.Credentials()
	for name, value := range map[string]string{
		"AWS_ENDPOINT_URL_CONNECT":             f.connect.URL(),
		"AWS_ENDPOINT_URL_CHIME_SDK_MESSAGING": f.messaging.URL(),
		"AWS_ACCESS_KEY_ID":                    credentials.AccessKeyID,
		"AWS_SECRET_ACCESS_KEY":                credentials.SecretAccessKey,
		"AWS_SESSION_TOKEN":                    "",
		"AWS_PROFILE":                          "",
		"AWS_CONFIG_FILE":                      os.DevNull,
		"AWS_SHARED_CREDENTIALS_FILE":          os.DevNull,
		"AWS_EC2_METADATA_DISABLED":            "true",
	} {
		t.Setenv(name, value)
	}
	return f
}

// args is the command line for the resources of the stage.
func (f *fakes) args(more ...string) []string {
	arn := "arn:aws:connect:" + connecttest.Region + ":" + connecttest.AccountID + ":instance/" + f.instance
	return append([]string{
		"-live", "-app-instance", f.appInstance, "-channel", f.channel, "-user", f.user, "-lambda", f.lambda,
		"-instance", arn, "-contact-flow", arn + "/contact-flow/" + f.contactFlow, "-phone-number", f.phoneNumber, "-bot", f.bot,
	}, more...)
}

// changes lists the calls that changed something.
func (f *fakes) changes() []string {
	var names []string
	for _, r := range f.messaging.Requests() {
		if r.Method != http.MethodGet {
			names = append(names, r.Operation)
		}
	}
	for _, r := range f.connect.Requests() {
		if r.Method != http.MethodGet {
			names = append(names, r.Operation)
		}
	}
	return names
}

// unchanged checks that everything is as it was before the program ran.
func (f *fakes) unchanged(t *testing.T) {
	t.Helper()
	channel, err := f.messagingClient.DescribeChannel(t.Context(), &chimemessaging.DescribeChannelInput{
		ChannelArn: aws.String(f.channel), ChimeBearer: aws.String(f.user),
	})
	require.NoError(t, err)
	assert.Nil(t, channel.Channel.ChannelFlowArn)
	flows, err := f.messagingClient.ListChannelFlows(t.Context(), &chimemessaging.ListChannelFlowsInput{AppInstanceArn: aws.String(f.appInstance)})
	require.NoError(t, err)
	assert.Empty(t, flows.ChannelFlows)
	assert.Empty(t, f.connect.LexBots(f.instance))
	assert.Empty(t, f.connect.FlowOfPhoneNumber(f.phoneNumber, f.instance))
}

func TestLive(t *testing.T) {
	f := account(t)
	got := start(t, "yes\n", f.args()...)
	require.Equal(t, exitDone, got.code, got.stderr)
	assert.Contains(t, got.stdout, "create a channel flow in "+f.appInstance)
	assert.Contains(t, got.stdout, "Go on? Type yes: ")
	assert.Equal(t, []string{
		"CreateChannelFlow", "AssociateChannelFlow", "DisassociateChannelFlow", "DeleteChannelFlow", "DisassociateChannelFlow",
		"AssociateLexBot", "DisassociateLexBot", "AssociatePhoneNumberContactFlow",
		"DisassociatePhoneNumberContactFlow", "DisassociatePhoneNumberContactFlow",
	}, f.changes())
	f.unchanged(t)
}

func TestLiveDoesNotAskTwice(t *testing.T) {
	f := account(t)
	got := start(t, "", f.args("-yes")...)
	require.Equal(t, exitDone, got.code, got.stderr)
	assert.NotContains(t, got.stdout, "Go on?")
}

func TestLiveChangesNothing(t *testing.T) {
	for name, test := range map[string]struct {
		answer  string
		prepare func(t *testing.T, f *fakes)
		stderr  string
	}{
		"no":        {answer: "no\n", stderr: "the answer was not yes"},
		"no answer": {answer: "", stderr: "the answer was not yes"},
		"no credentials": {
			prepare: func(t *testing.T, _ *fakes) { t.Helper(); t.Setenv("AWS_ACCESS_KEY_ID", "") },
			stderr:  "no AWS credentials: set AWS_PROFILE",
		},
		"no such channel": {
			prepare: func(_ *testing.T, f *fakes) { f.channel += "x" },
			stderr:  "DescribeChannel",
		},
		"the bot is in use": {
			prepare: func(_ *testing.T, f *fakes) {
				f.connect.AddLexBot(f.instance, types.LexBotConfig{
					LexBot: &types.LexBot{Name: aws.String(f.bot), LexRegion: aws.String(f.botRegion)},
				})
			},
			stderr: "the instance uses the bot OrderFlowers of us-east-1",
		},
		"the number has a flow": {
			prepare: func(t *testing.T, f *fakes) {
				t.Helper()
				_, err := f.connectClient.AssociatePhoneNumberContactFlow(t.Context(), &connect.AssociatePhoneNumberContactFlowInput{
					InstanceId: aws.String(f.instance), ContactFlowId: aws.String(f.contactFlow), PhoneNumberId: aws.String(f.phoneNumber),
				})
				require.NoError(t, err)
				f.connect.ForgetRequests()
			},
			stderr: "the phone number has the flow",
		},
	} {
		t.Run(name, func(t *testing.T) {
			f := account(t)
			if test.prepare != nil {
				test.prepare(t, f)
			}
			got := start(t, test.answer, f.args()...)
			assert.Equal(t, exitFailed, got.code)
			assert.Contains(t, got.stderr, test.stderr)
			assert.Empty(t, f.changes())
		})
	}
}

// TestLiveCleansUp lets calls in the middle of the stories fail.
func TestLiveCleansUp(t *testing.T) {
	t.Run("messaging", func(t *testing.T) {
		f := account(t)
		f.messaging.Fail("AssociateChannelFlow", chimemessagingtest.Error(&messagingtypes.ForbiddenException{}), 1)
		got := start(t, "yes\n", f.args()...)
		assert.Equal(t, exitFailed, got.code)
		assert.Contains(t, got.stderr, "AssociateChannelFlow")
		f.unchanged(t)
	})
	t.Run("connect", func(t *testing.T) {
		f := account(t)
		f.connect.Handlers.ListLexBots = func(ctx context.Context, in *connect.ListLexBotsInput) (*connect.ListLexBotsOutput, error) {
			if len(f.connect.LexBots(f.instance)) > 0 {
				return nil, &types.AccessDeniedException{}
			}
			return f.connect.Builtin().ListLexBots(ctx, in)
		}
		got := start(t, "yes\n", f.args()...)
		assert.Equal(t, exitFailed, got.code)
		assert.Contains(t, got.stderr, "ListLexBots")
		f.unchanged(t)
	})
}
