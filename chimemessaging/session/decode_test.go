package session

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

const channelARN = "arn:aws:chime:us-east-1:123456789012:app-instance/demo/channel/general"

// frame is an event with a payload.
func frame(tb testing.TB, kind EventType, payload string) []byte {
	tb.Helper()
	text, err := json.Marshal(map[string]any{"Headers": map[string]string{headerEventType: string(kind), "x-new": "kept"}, "Payload": payload})
	require.NoError(tb, err)
	return text
}

func TestEventTypes(t *testing.T) {
	assert.Len(t, EventType("").Values(), 18)
	for _, kind := range EventType("").Values() {
		for _, payload := range []string{"", "{}", `{"ChannelArn":"` + channelARN + `","Channel":{"ChannelArn":"` + channelARN + `"}}`} {
			e := decode(frame(t, kind, payload))
			require.NoError(t, e.Err)
			assert.Equal(t, kind, e.Type)
			assert.Equal(t, "kept", e.Headers["x-new"])
			set := 0
			for _, is := range []bool{e.Message != nil, e.Channel != nil, e.Membership != nil, e.BatchMemberships != nil, e.Details != nil} {
				if is {
					set++
				}
			}
			want := 1
			if kind == EventTypeSessionEstablished {
				want = 0
			}
			assert.Equal(t, want, set, kind)
			if len(payload) > 2 && want > 0 {
				assert.Equal(t, channelARN, e.channelARN())
				assert.Equal(t, string(kind)+" "+channelARN, e.String()[:len(kind)+1+len(channelARN)])
			}
		}
	}
}

func TestTimestampsAreTextsOrNumbers(t *testing.T) {
	want := time.Date(2026, 3, 4, 5, 6, 7, 89e6, time.UTC)
	for _, text := range []string{`"2026-03-04T05:06:07.089Z"`, `"2026-03-04T05:06:07.089000000Z"`, `1772600767.089`, `"1772600767.089"`} {
		e := decode(frame(t, EventTypeCreateChannelMessage, `{"CreatedTimestamp":`+text+`}`))
		require.NoError(t, e.Err, text)
		assert.Equal(t, want, e.Message.CreatedTimestamp.UTC(), text)
	}
}

func TestChannelDetails(t *testing.T) {
	e := decode(frame(t, EventTypeChannelDetails, `{"Channel":{"ChannelArn":"`+channelARN+`"},"ChannelMessages":[{"MessageId":"m1"}],
		"ChannelMemberships":[{"Member":{"Name":"Alice"}}],"ReadMarkerTimestamp":"2026-03-04T05:06:07Z","ChannelMessagesHasMore":true}`))
	require.NoError(t, e.Err)
	assert.Equal(t, "m1", *e.Details.ChannelMessages[0].MessageId)
	assert.Equal(t, "Alice", *e.Details.ChannelMemberships[0].Member.Name)
	assert.Equal(t, 2026, e.Details.ReadMarkerTimestamp.Year())
	assert.True(t, e.Details.ChannelMessagesHasMore)
}

// What cannot be read, or is not known, is delivered as it is.
func TestOddFrames(t *testing.T) {
	for text, want := range map[string]string{
		``:                      "invalid JSON",
		`hello`:                 "invalid JSON at byte 1",
		`[]`:                    "not an object",
		`{}`:                    "header x-amz-chime-event-type is missing",
		`{"Headers":{"a":1}}`:   "not an object",
		`{"Headers":null}`:      "is missing",
		`{"Headers":{},"P":"x`:  "invalid JSON",
		"\xff\xfe":              "invalid JSON",
		`{"Payload":"{\"a\":1"`: "invalid JSON",
	} {
		e := decode([]byte(text))
		require.ErrorContains(t, e.Err, want, text)
		assert.Empty(t, e.Type)
		assert.Equal(t, text, string(e.Payload))
	}
	e := decode(frame(t, "NEW_EVENT", `{"New":1}`))
	require.NoError(t, e.Err)
	assert.Equal(t, Event{Type: "NEW_EVENT", Headers: e.Headers, Payload: json.RawMessage(`{"New":1}`)}, *e)

	e = decode(frame(t, EventTypeCreateChannelMessage, `{"Content":{"secret":1}}`))
	require.ErrorContains(t, e.Err, "the payload of CREATE_CHANNEL_MESSAGE")
	assert.NotContains(t, e.Err.Error(), "secret")
	assert.NotNil(t, e.Message)

	e = decode([]byte(`{"Headers":{"x-amz-chime-event-type":"CREATE_CHANNEL_MESSAGE"},"Payload":{"Content":"plain"}}`))
	require.NoError(t, e.Err)
	assert.Equal(t, "plain", *e.Message.Content)
}

func TestEventsPrintNoContent(t *testing.T) {
	e := &Event{
		Type: EventTypeCreateChannelMessage, Payload: json.RawMessage(`"secret"`), Recovered: true,
		Message: &types.ChannelMessage{MessageId: aws.String("m1"), ChannelArn: aws.String(channelARN), Content: aws.String("secret")},
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%d"} {
		assert.Equal(t, "CREATE_CHANNEL_MESSAGE "+channelARN+" m1 recovered", fmt.Sprintf(verb, e))
		assert.NotContains(t, fmt.Sprintf(verb, *e), "secret")
	}
	assert.Equal(t, e.String(), e.LogValue().String())
	assert.Equal(t, "unreadable frame", new(Event).String())
}

// FuzzDecode reads frames that a service would not send: nothing panics, and nothing is lost.
func FuzzDecode(f *testing.F) {
	for _, kind := range EventType("").Values() {
		f.Add(frame(f, kind, `{"ChannelArn":"a","MessageId":"m","Content":"x","CreatedTimestamp":"2026-03-04T05:06:07.089Z","Target":[{}],"Members":[{}]}`))
	}
	for _, text := range []string{``, `{}`, `null`, `{"Headers":{"x-amz-chime-event-type":"A"},"Payload":"{"}`, `{"Headers":{"x-amz-chime-event-type":"A"},"Payload":[1]}`} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		e := decode(text)
		if e.Type == "" && (e.Err == nil || string(e.Payload) != string(text)) {
			t.Errorf("lost: %q", text)
		}
		_ = e.String()
		m := newMissed(time.Minute)
		m.arrived(e)
		m.arrived(e)
		if e.Message != nil {
			m.listed(e.Message)
		}
	})
}
