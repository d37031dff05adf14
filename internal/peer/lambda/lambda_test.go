package lambda_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/channelflow"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/chimemessagingtest"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

const event = `{
	"EventType": "CHANNEL_MESSAGE_EVENT", "CallbackId": "3c1f0b52-6d1a-4a0e-9d4e-0d2f6f1c7a11",
	"ChannelMessage": {
		"MessageId": "0f3a", "ChannelArn": "arn:aws:chime:us-east-1:123456789012:app-instance/shop/channel/orders", "Content": "darn",
		"Sender": {"Arn": "arn:aws:chime:us-east-1:123456789012:app-instance/shop/user/alice", "Name": "Alice"},
		"Persistence": "PERSISTENT", "Type": "STANDARD", "CreatedTimestamp": "2026-05-04T03:02:01.120Z"
	}
}`

// service starts a fake service that accepts any callback.
func service(t *testing.T) (*chimemessagingtest.Server, chan *chimemessaging.ChannelFlowCallbackInput) {
	t.Helper()
	srv, callbacks := chimemessagingtest.NewServer(t), make(chan *chimemessaging.ChannelFlowCallbackInput, 10)
	srv.Handlers.ChannelFlowCallback = func(_ context.Context, in *chimemessaging.ChannelFlowCallbackInput) (*chimemessaging.ChannelFlowCallbackOutput, error) {
		callbacks <- in
		return &chimemessaging.ChannelFlowCallbackOutput{CallbackId: in.CallbackId, ChannelArn: in.ChannelArn}, nil
	}
	return srv, callbacks
}

func mask(_ context.Context, e channelflow.Event) (channelflow.Decision, error) {
	if strings.Contains(e.ChannelMessage.Content, "https://") {
		return channelflow.Deny(), nil
	}
	return channelflow.UpdateContent(strings.ReplaceAll(e.ChannelMessage.Content, "darn", "****")), nil
}

// The runtime accepts the Handle method as it is.
func TestHandler(t *testing.T) {
	srv, callbacks := service(t)
	handler := lambda.NewHandler(channelflow.New(srv.Client(), mask).Handle)
	_, err := handler.Invoke(t.Context(), []byte(event))
	require.NoError(t, err)
	assert.Equal(t, "****", *(<-callbacks).ChannelMessage.Content)

	_, err = handler.Invoke(t.Context(), []byte(`{"Records": []}`))
	require.ErrorContains(t, err, "not an event of a channel flow")
}

// TestProcess is the function itself when TestStart runs it in a process of its own.
func TestProcess(t *testing.T) {
	url := os.Getenv("CHANNELFLOW_TEST_SERVICE")
	if url == "" {
		t.Skip("run by TestStart")
	}
	client := chimemessaging.New(chimemessaging.Options{
		Region: chimemessagingtest.Region, BaseEndpoint: &url,
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) { return chimemessagingtest.Credentials(), nil }),
	})
	lambda.Start(channelflow.New(client, func(ctx context.Context, e channelflow.Event) (channelflow.Decision, error) {
		if e.ChannelMessage.Content == "slow" {
			<-ctx.Done()
			return channelflow.Decision{}, ctx.Err()
		}
		return mask(ctx, e)
	}, func(o *channelflow.Options) { o.OnError = channelflow.DenyOnError }).Handle)
}

// A process that calls lambda.Start serves invocations of the runtime API, and their deadline reaches the processor.
func TestStart(t *testing.T) {
	srv, callbacks := service(t)
	done := make(chan string, 10)
	invocations := []struct{ event string }{{event}, {strings.Replace(event, "darn", "slow", 1)}, {`{}`}}
	next := 0
	api := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasSuffix(r.URL.Path, "/next") {
			done <- r.URL.Path[strings.LastIndex(r.URL.Path, "/")+1:] // response or error
			w.WriteHeader(http.StatusAccepted)
			return
		}
		if next == len(invocations) {
			<-r.Context().Done() // nothing more to do: the function is frozen
			return
		}
		w.Header().Set("Lambda-Runtime-Aws-Request-Id", strconv.Itoa(next))
		w.Header().Set("Lambda-Runtime-Deadline-Ms", strconv.FormatInt(time.Now().Add(3*time.Second).UnixMilli(), 10))
		fmt.Fprint(w, invocations[next].event)
		next++
	}))
	defer api.Close()

	ctx, stop := context.WithCancel(t.Context())
	process := exec.CommandContext(ctx, os.Args[0], "-test.run=^TestProcess$")
	process.Env = append(os.Environ(), "CHANNELFLOW_TEST_SERVICE="+srv.URL(), "AWS_LAMBDA_RUNTIME_API="+strings.TrimPrefix(api.URL, "http://"))
	require.NoError(t, process.Start())
	defer func() { stop(); _ = process.Wait() }()

	assert.Equal(t, "response", <-done)
	assert.Equal(t, "****", *(<-callbacks).ChannelMessage.Content)
	start := time.Now()
	assert.Equal(t, "response", <-done)
	assert.True(t, (<-callbacks).DeleteResource, "the verdict of the policy, before the deadline")
	assert.Less(t, time.Since(start), 3*time.Second)
	assert.Equal(t, "error", <-done)
}

// AWS's types of events decode to what the decoders of the package accept.
func TestEvents(t *testing.T) {
	data, err := json.Marshal(map[string]any{"EventType": channelflow.StreamEventCreateChannelMessage, "Payload": map[string]string{"MessageId": "0f3a"}})
	require.NoError(t, err)
	batch := events.KinesisEvent{Records: []events.KinesisEventRecord{{Kinesis: events.KinesisRecord{Data: data, SequenceNumber: "1"}}}}
	fromAWS, err := channelflow.ParseStreamRecord(batch.Records[0].Kinesis.Data)
	require.NoError(t, err)
	text, err := json.Marshal(batch)
	require.NoError(t, err)
	records, err := channelflow.ParseStreamEvent(text)
	require.NoError(t, err)
	assert.Equal(t, []channelflow.StreamRecord{fromAWS}, records)
	value, err := records[0].Value()
	require.NoError(t, err)
	assert.Equal(t, &types.ChannelMessage{MessageId: aws.String("0f3a")}, value)

	text, err = json.Marshal(events.EventBridgeEvent{
		Source: channelflow.InvocationFailureSource, DetailType: channelflow.InvocationFailureDetailType, Time: time.Unix(1777863721, 0).UTC(),
		Detail: []byte(`{"eventType": "ProcessorInvocationFailure", "messageId": "0f3a", "channelArn": "arn"}`),
	})
	require.NoError(t, err)
	failure, err := channelflow.ParseInvocationFailure(text)
	require.NoError(t, err)
	assert.Equal(t, int64(1777863721), failure.Time.Time().Unix())
}
