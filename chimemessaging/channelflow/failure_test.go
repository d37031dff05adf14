package channelflow_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/chimemessaging/channelflow"
)

// failure is an event of EventBridge, with unknown members.
const failure = `{
	"version": "0", "id": "6b1c8a94-0000-4000-8000-000000000001", "detail-type": "Chime ChannelFlow Processing Status", "source": "aws.chime",
	"account": "123456789012", "time": "2026-05-04T03:02:01Z", "region": "us-east-1", "resources": [],
	"detail": {
		"eventType": "ProcessorInvocationFailure",
		"appInstanceArn": "arn:aws:chime:us-east-1:123456789012:app-instance/demo",
		"channelArn": "arn:aws:chime:us-east-1:123456789012:app-instance/demo/channel/general",
		"messageId": "0f3a",
		"processorResourceArn": "arn:aws:lambda:us-east-1:123456789012:function:moderate",
		"failureReason": "no permission to invoke the function",
		"attempt": 1
	},
	"replay-name": "r"
}`

func TestInvocationFailure(t *testing.T) {
	e, err := channelflow.ParseInvocationFailure([]byte(failure))
	require.NoError(t, err)
	assert.Equal(t, "0f3a", e.Detail.MessageId)
	assert.Equal(t, "no permission to invoke the function", e.Detail.FailureReason)
	assert.Equal(t, time.Date(2026, 5, 4, 3, 2, 1, 0, time.UTC), e.Time.Time())
	encoded, err := json.Marshal(e)
	require.NoError(t, err)
	var want, got map[string]any
	require.NoError(t, json.Unmarshal([]byte(failure), &want))
	require.NoError(t, json.Unmarshal(encoded, &got))
	delete(want, "resources") // it is empty
	assert.Equal(t, want, got)
}

func TestInvocationFailureErrors(t *testing.T) {
	for old, c := range map[string]struct{ replacement, want string }{
		`"aws.chime"`:                           {`"aws.ec2"`, `not a failed invocation of a processor: source is "aws.ec2", expected "aws.chime"`},
		`"Chime ChannelFlow Processing Status"`: {`"Chime Meeting State Change"`, `detail-type is "Chime Meeting State Change"`},
		`"ProcessorInvocationFailure"`:          {`"Other"`, `detail.eventType is "Other"`},
		`"0f3a"`:                                {`null`, `detail.messageId is missing`},
		`"us-east-1", `:                         {`1, `, `the event of EventBridge: region: expected a string, found number`},
		`"version": "0",`:                       {`"version"`, `the event of EventBridge: not valid JSON`},
	} {
		require.Contains(t, failure, old)
		_, err := channelflow.ParseInvocationFailure([]byte(strings.Replace(failure, old, c.replacement, 1)))
		require.ErrorContains(t, err, c.want)
	}
}
