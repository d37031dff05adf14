package channelflow_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/chimemessaging/channelflow"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// The payload may be an object or a string with one in it, and timestamps date-times or epoch seconds.
func TestStreamRecord(t *testing.T) {
	want := &types.ChannelMessage{
		MessageId: aws.String("0f3a"), Content: aws.String("hello"), Type: types.ChannelMessageTypeStandard,
		CreatedTimestamp: aws.Time(time.Date(2026, 5, 4, 3, 2, 1, 0, time.UTC)),
	}
	for _, at := range []string{`"2026-05-04T03:02:01Z"`, `1777863721`} {
		object := `{"MessageId": "0f3a", "Content": "hello", "Type": "STANDARD", "New": [1], "CreatedTimestamp": ` + at + `}`
		text, err := json.Marshal(object)
		require.NoError(t, err)
		for _, payload := range []string{object, string(text)} {
			r, err := channelflow.ParseStreamRecord([]byte(`{"EventType": "UPDATE_CHANNEL_MESSAGE", "Payload": ` + payload + `, "Version": 2}`))
			require.NoError(t, err)
			value, err := r.Value()
			require.NoError(t, err)
			assert.Equal(t, want, value)
			encoded, err := json.Marshal(r)
			require.NoError(t, err)
			assert.JSONEq(t, `{"EventType": "UPDATE_CHANNEL_MESSAGE", "Payload": `+object+`, "Version": 2}`, string(encoded))
		}
	}
}

func TestStreamEventTypes(t *testing.T) {
	for eventType, want := range map[channelflow.StreamEventType]any{
		channelflow.StreamEventCreateChannelMessage: &types.ChannelMessage{}, channelflow.StreamEventUpdateChannelMessage: &types.ChannelMessage{},
		channelflow.StreamEventRedactChannelMessage: &types.ChannelMessage{}, channelflow.StreamEventDeleteChannelMessage: &types.ChannelMessage{},
		channelflow.StreamEventCreateChannel: &types.Channel{}, channelflow.StreamEventUpdateChannel: &types.Channel{},
		channelflow.StreamEventDeleteChannel: &types.Channel{}, channelflow.StreamEventUpdateChannelExpirationSettings: &types.Channel{},
		channelflow.StreamEventCreateChannelMembership: &types.ChannelMembership{}, channelflow.StreamEventDeleteChannelMembership: &types.ChannelMembership{},
		channelflow.StreamEventCreateChannelBan: &types.ChannelBan{}, channelflow.StreamEventDeleteChannelBan: &types.ChannelBan{},
		channelflow.StreamEventCreateChannelModerator: &types.ChannelModerator{}, channelflow.StreamEventDeleteChannelModerator: &types.ChannelModerator{},
		channelflow.StreamEventCreateSubChannel: &types.SubChannelSummary{}, channelflow.StreamEventDeleteSubChannel: &types.SubChannelSummary{},
		"SOMETHING_NEW": json.RawMessage(`{}`),
	} {
		value, err := channelflow.StreamRecord{EventType: eventType, Payload: []byte(`{}`)}.Value()
		require.NoError(t, err)
		assert.Equal(t, want, value)
	}
}

func TestStreamErrors(t *testing.T) {
	for text, want := range map[string]string{
		`[]`:                  "channelflow: the stream record: expected an object, found array",
		`{"Payload": {}}`:     "channelflow: the stream record: EventType is missing",
		`{"EventType": 1}`:    "channelflow: the stream record: EventType: expected a string, found number",
		`{"EventType": "X"}x`: "channelflow: the stream record: not valid JSON",
	} {
		_, err := channelflow.ParseStreamRecord([]byte(text))
		require.ErrorContains(t, err, want)
	}
	for _, payload := range []string{`{"Content": {}}`, `[1]`, `"secret"`} {
		r, err := channelflow.ParseStreamRecord([]byte(`{"EventType": "CREATE_CHANNEL_MESSAGE", "Payload": ` + payload + `}`))
		require.NoError(t, err)
		_, err = r.Value()
		require.ErrorContains(t, err, "channelflow: the payload of a stream record CREATE_CHANNEL_MESSAGE: ")
		assertSecret(t, err.Error())
	}
}

func TestStreamEvent(t *testing.T) {
	batch := func(data ...string) []byte {
		var records []string
		for i, d := range data {
			records = append(records, fmt.Sprintf(`{"eventSource": "aws:kinesis", "kinesis": {"sequenceNumber": "%d", "data": %q}}`,
				i, base64.StdEncoding.EncodeToString([]byte(d))))
		}
		text, err := json.Marshal(map[string]any{"Records": rawAll(records)})
		require.NoError(t, err)
		return text
	}
	records, err := channelflow.ParseStreamEvent(batch(`{"EventType": "A"}`, `{"EventType": "B"}`))
	require.NoError(t, err)
	require.Len(t, records, 2)
	assert.Equal(t, channelflow.StreamEventType("B"), records[1].EventType)

	records, err = channelflow.ParseStreamEvent(batch(`{"EventType": "A"}`, `{}`))
	require.EqualError(t, err, "channelflow: the stream record: EventType is missing (sequence number 1)")
	assert.Len(t, records, 1)
	_, err = channelflow.ParseStreamEvent([]byte(`{"Records": 1}`))
	require.EqualError(t, err, "channelflow: the event of Kinesis: expected an array, found number")
}

func rawAll(texts []string) []json.RawMessage {
	var all []json.RawMessage
	for _, text := range texts {
		all = append(all, json.RawMessage(text))
	}
	return all
}
