package channelflow_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/chimemessaging/channelflow"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

func TestEvent(t *testing.T) {
	e := sampleEvent(t)
	m := e.ChannelMessage
	assert.Equal(t, "my secret text", m.Content)
	assert.Equal(t, "Alice Secret", m.Sender.Name)
	assert.Equal(t, types.ChannelMessagePersistenceTypePersistent, m.Persistence)
	assert.Equal(t, time.Date(2026, 5, 4, 3, 2, 1, 120e6, time.UTC), m.CreatedTimestamp.Time())
	assert.Equal(t, []string{"secret", "en"}, m.MessageAttributes["language"].StringValues)
	assert.Equal(t, "sub1", m.SubChannelId)
	assert.True(t, e.IsEdit())
	assert.False(t, m.Sender.IsBot())
	assert.True(t, channelflow.Sender{Arn: strings.Replace(m.Sender.Arn, "/user/", "/bot/", 1)}.IsBot())
	assert.Equal(t, "0f3a/3c1f0b52-6d1a-4a0e-9d4e-0d2f6f1c7a11", e.Key())
}

// Unknown members survive decoding and encoding, at every level.
func TestEventKeepsAll(t *testing.T) {
	encoded, err := json.Marshal(sampleEvent(t))
	require.NoError(t, err)
	assert.JSONEq(t, sample, string(encoded))
	again, err := channelflow.ParseEvent(encoded)
	require.NoError(t, err)
	encodedAgain, err := json.Marshal(again)
	require.NoError(t, err)
	assert.Equal(t, string(encoded), string(encodedAgain))

	e := sampleEvent(t)
	e.Extra = map[string]json.RawMessage{"CallbackId": []byte(`"other"`)}
	encoded, err = json.Marshal(&e)
	require.NoError(t, err)
	assert.NotContains(t, string(encoded), "other", "the field counts")
	e.Extra = map[string]json.RawMessage{"Bad": []byte("{")}
	_, err = json.Marshal(e)
	require.ErrorContains(t, err, "Bad")
}

func TestEventErrors(t *testing.T) {
	broken := func(old, replacement string) string {
		require.Contains(t, sample, old)
		return strings.Replace(sample, old, replacement, 1)
	}
	for text, want := range map[string]string{
		``:                                       "channelflow: the event: not valid JSON at byte 0",
		`{"a"`:                                   "channelflow: the event: not valid JSON at byte 4",
		`[1]`:                                    "channelflow: the event: expected an object, found array",
		`null`:                                   "channelflow: not an event of a channel flow: EventType is missing, CallbackId is missing, ChannelMessage.MessageId is missing, ChannelMessage.ChannelArn is missing",
		`{"Records": []}`:                        "channelflow: not an event of a channel flow: EventType is missing, CallbackId is missing, ChannelMessage.MessageId is missing, ChannelMessage.ChannelArn is missing",
		broken("CHANNEL_MESSAGE_EVENT", "OTHER"): `channelflow: not an event of a channel flow: EventType is "OTHER", expected "CHANNEL_MESSAGE_EVENT"`,
		broken(`"0f3a"`, "null"):                 "channelflow: not an event of a channel flow: ChannelMessage.MessageId is missing",
		broken(`"my secret text"`, "12345"):      "channelflow: the event: ChannelMessage.Content: expected a string, found number",
		broken(`"Alice Secret"`, "[]"):           "channelflow: the event: ChannelMessage.Sender.Name: expected a string, found array",
		broken(`["secret", "en"]`, `"secret"`):   "channelflow: the event: ChannelMessage.MessageAttributes.StringValues: expected an array, found string",
		broken(`{"ParentId": "0f39"}`, `{"ParentId": 0f}`):  "channelflow: the event: not valid JSON at byte",
		broken(`"2026-05-04T03:02:01.120Z"`, `{"epoch":1}`): "channelflow: the event: ChannelMessage.CreatedTimestamp: expected a date-time or epoch seconds",
	} {
		_, err := channelflow.ParseEvent([]byte(text))
		require.ErrorContains(t, err, want)
		assertSecret(t, err.Error())
	}
}

func TestTimestamp(t *testing.T) {
	for text, want := range map[string]time.Time{
		`"2026-05-04T03:02:01Z"`:           time.Date(2026, 5, 4, 3, 2, 1, 0, time.UTC),
		`"2026-05-04T05:02:01.5+02:00"`:    time.Date(2026, 5, 4, 3, 2, 1, 5e8, time.UTC),
		`1777863721.25`:                    time.Date(2026, 5, 4, 3, 2, 1, 25e7, time.UTC),
		`"1777863721"`:                     time.Date(2026, 5, 4, 3, 2, 1, 0, time.UTC),
		`""`:                               {},
		`"yesterday"`:                      {},
		`1e300`:                            {},
		`"NaN"`:                            {},
		`null`:                             {},
		`"2026-05-04T03:02:01.123456789Z"`: time.Date(2026, 5, 4, 3, 2, 1, 123456789, time.UTC),
	} {
		var got channelflow.Timestamp
		require.NoError(t, json.Unmarshal([]byte(text), &got))
		assert.Equal(t, want, got.Time(), text)
	}
	now := time.Now().Truncate(time.Millisecond).UTC()
	assert.Equal(t, now, channelflow.NewTimestamp(now).Time())
}

// Events, decisions, reports and records are printed without anything that people wrote.
func TestPrintsNoContent(t *testing.T) {
	secret := "my secret"
	e := sampleEvent(t)
	d := channelflow.Update(channelflow.Changes{
		Content: &secret, Metadata: &secret, MessageAttributes: map[string]channelflow.Attribute{"secret": {StringValues: []string{secret}}},
		PushNotification: &types.PushNotificationConfiguration{Title: &secret, Body: &secret},
	})
	record, err := channelflow.ParseStreamRecord([]byte(`{"EventType":"CREATE_CHANNEL_MESSAGE","Payload":{"Content":"secret"}}`))
	require.NoError(t, err)
	for _, value := range []any{
		e, &e, e.ChannelMessage, e.ChannelMessage.Sender, e.ChannelMessage.MessageAttributes["language"], d, d.Changes(), record,
		&channelflow.PanicError{Value: secret},
	} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
			if _, isPanic := value.(*channelflow.PanicError); isPanic && (verb == "%#v" || verb == "%d") {
				continue // show the fields of any error
			}
			assertSecret(t, fmt.Sprintf(verb, value))
		}
		assertLogsNothing(t, value)
	}
	assertLogsNothing(t, channelflow.Report{Event: e, Decision: d, Outcome: channelflow.OutcomeDecided, Err: &channelflow.PanicError{Value: secret}})
	assert.Equal(t, "callbackId=3c1f0b52-6d1a-4a0e-9d4e-0d2f6f1c7a11 messageId=0f3a "+
		"channelArn=arn:aws:chime:us-east-1:123456789012:app-instance/demo/channel/general "+
		"senderArn=arn:aws:chime:us-east-1:123456789012:app-instance/demo/user/alice contentBytes=14", fmt.Sprint(e))
	assert.Equal(t, "update (content, metadata, attributes, push notification)", d.String())
}

func assertLogsNothing(t *testing.T, value any) {
	t.Helper()
	var out bytes.Buffer
	slog.New(slog.NewTextHandler(&out, nil)).Info("it", "value", value)
	slog.New(slog.NewJSONHandler(&out, nil)).Info("it", "value", value)
	assertSecret(t, out.String())
}
