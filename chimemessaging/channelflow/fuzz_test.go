package channelflow_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/chimemessaging/channelflow"
)

// A processor does not panic on any input: it handles what it can decode and refuses the rest. What it can decode is
// the same after encoding.
func FuzzHandle(f *testing.F) {
	f.Add([]byte(sample))
	for _, seed := range []string{
		`{}`, `null`, `[]`, `""`, `{"EventType":"CHANNEL_MESSAGE_EVENT"}`, `{"ChannelMessage":[]}`, `{"ChannelMessage":{"Target":[null,{}]}}`,
		`{"EventType":"CHANNEL_MESSAGE_EVENT","CallbackId":"c","ChannelMessage":{"MessageId":"m","ChannelArn":"a","MessageAttributes":{"":null}}}`,
		`{"EventType":"CHANNEL_MESSAGE_EVENT","eventtype":"x","CallbackId":"c","ChannelMessage":{"MessageId":"m","ChannelArn":"a","CreatedTimestamp":1.5}}`,
	} {
		f.Add([]byte(seed))
	}
	decisions := []channelflow.Decision{channelflow.Allow(), channelflow.Deny(), channelflow.UpdateContent("x"), {}}
	f.Fuzz(func(t *testing.T, data []byte) {
		event, parseErr := channelflow.ParseEvent(data)
		for _, decision := range decisions {
			c := new(client)
			err := channelflow.New(c, always(decision), func(o *channelflow.Options) {
				o.SkipBots, o.OnError, o.Store = true, channelflow.DenyOnError, new(channelflow.MemoryStore)
			}).Handle(t.Context(), data)
			require.Equal(t, parseErr, err)
			if err == nil {
				require.Len(t, c.inputs, 1)
				assert.Equal(t, event.CallbackId, *c.inputs[0].CallbackId)
			}
		}
		if json.Valid(data) && parseErr == nil {
			encoded, err := json.Marshal(event)
			require.NoError(t, err)
			again, err := channelflow.ParseEvent(encoded)
			require.NoError(t, err)
			encodedAgain, err := json.Marshal(again)
			require.NoError(t, err)
			assert.Equal(t, string(encoded), string(encodedAgain))
		}
	})
}

// Nor do the other decoders of the package.
func FuzzRecords(f *testing.F) {
	f.Add([]byte(failure))
	f.Add([]byte(`{"EventType":"CREATE_CHANNEL_MESSAGE","Payload":{"MessageId":"m","CreatedTimestamp":"2026-05-04T03:02:01Z"}}`))
	f.Add([]byte(`{"EventType":"CREATE_CHANNEL","Payload":"{\"Name\":\"x\"}"}`))
	f.Add([]byte(`{"Records":[{"kinesis":{"sequenceNumber":"1","data":"e30="}}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if r, err := channelflow.ParseStreamRecord(data); err == nil {
			_, _ = r.Value()
			_, err := json.Marshal(r)
			require.NoError(t, err)
		}
		_, _ = channelflow.ParseStreamEvent(data)
		if e, err := channelflow.ParseInvocationFailure(data); err == nil {
			_, err := json.Marshal(e)
			require.NoError(t, err)
		}
	})
}
