package channelflow_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/channelflow"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// A processor that masks a word and denies links. In a Lambda function, lambda is the package
// github.com/aws/aws-lambda-go/lambda, and cfg is what config.LoadDefaultConfig returns.
func Example() {
	lambda, cfg := newRuntime()
	defer lambda.Close()

	client := chimemessaging.NewFromConfig(cfg)
	processor := channelflow.New(client, func(_ context.Context, e channelflow.Event) (channelflow.Decision, error) {
		if strings.Contains(e.ChannelMessage.Content, "https://") {
			return channelflow.Deny(), nil
		}
		return channelflow.UpdateContent(strings.ReplaceAll(e.ChannelMessage.Content, "darn", "****")), nil
	})
	lambda.Start(processor.Handle)

	for _, text := range lambda.say("Hello", "darn, I am late", "cheap watches at https://example.com") {
		fmt.Println(text)
	}
	// Output:
	// Hello
	// ****, I am late
}

// A handler without a decision leaves it to the error policy; a report says why, without content.
func ExampleOptions() {
	lambda, cfg := newRuntime()
	defer lambda.Close()

	client := chimemessaging.NewFromConfig(cfg)
	processor := channelflow.New(client, func(context.Context, channelflow.Event) (channelflow.Decision, error) {
		panic("this handler has a bug")
	}, func(o *channelflow.Options) {
		o.OnError = channelflow.DenyOnError                          // nothing gets through unseen
		o.SkipBots = true                                            // what bots send needs no check
		o.Store = new(channelflow.MemoryStore)                       // in Lambda, one that all instances share
		o.OnReport = func(_ context.Context, r channelflow.Report) { // or slog.Info("processed", "report", r)
			fmt.Println(r.Outcome, r.Decision, r.Err)
		}
	})
	lambda.Start(processor.Handle)

	lambda.say("Hello")
	// Output:
	// decided deny the handler panicked with a value of type string
}

// An update may change any part of a message. Here, a filter rule of the members can tell what was checked.
func ExampleUpdate() {
	e := channelflow.Event{ChannelMessage: channelflow.Message{Content: "Hello"}}

	decision := channelflow.Update(channelflow.Changes{
		Metadata:          aws.String(`{"checked":true}`),
		MessageAttributes: map[string]channelflow.Attribute{"language": {StringValues: []string{"en"}}},
	})
	fmt.Println(e.ChannelMessage.Content, "->", decision)
	// Output: Hello -> update (metadata, attributes)
}

// Where Lambda gave up on an event, its dead-letter queue has the event itself. A processor that always denies ends the wait of
// the sender.
func ExampleProcessor_Handle() {
	lambda, cfg := newRuntime()
	defer lambda.Close()
	client := chimemessaging.NewFromConfig(cfg)

	processor := channelflow.New(client, func(context.Context, channelflow.Event) (channelflow.Decision, error) {
		return channelflow.Deny(), nil
	})
	lambda.Start(func(ctx context.Context, deadLetter json.RawMessage) error {
		err := processor.Handle(ctx, deadLetter)
		fmt.Println("denied:", err == nil)
		return err
	})
	lambda.say("Hello")
	// Output: denied: true
}

// An alert for messages that no function has seen. A rule of EventBridge with the source aws.chime and the detail type
// "Chime ChannelFlow Processing Status" delivers these events.
func ExampleParseInvocationFailure() {
	event := `{
		"version": "0", "id": "6b1c8a94-0000-4000-8000-000000000001", "source": "aws.chime",
		"detail-type": "Chime ChannelFlow Processing Status", "account": "123456789012",
		"time": "2026-05-04T03:02:01Z", "region": "us-east-1", "resources": [],
		"detail": {
			"eventType": "ProcessorInvocationFailure",
			"appInstanceArn": "arn:aws:chime:us-east-1:123456789012:app-instance/shop",
			"channelArn": "arn:aws:chime:us-east-1:123456789012:app-instance/shop/channel/orders",
			"messageId": "0f3a",
			"processorResourceArn": "arn:aws:lambda:us-east-1:123456789012:function:moderate",
			"failureReason": "the function does not let the service invoke it"
		}
	}`
	failure, err := channelflow.ParseInvocationFailure([]byte(event))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(failure.Time.Time().Format("15:04"), "message", failure.Detail.MessageId+":", failure.Detail.FailureReason)
	// Output: 03:02 message 0f3a: the function does not let the service invoke it
}

// A function that reads the stream of an app instance.
func ExampleParseStreamEvent() {
	event := `{"Records": [{"eventSource": "aws:kinesis", "kinesis": {"sequenceNumber": "49",
		"data": "eyJFdmVudFR5cGUiOiJDUkVBVEVfQ0hBTk5FTF9NRVNTQUdFIiwiUGF5bG9hZCI6eyJNZXNzYWdlSWQiOiIwZjNhIiwiQ29udGVudCI6IkhlbGxvIn19"}}]}`
	records, err := channelflow.ParseStreamEvent([]byte(event))
	if err != nil {
		log.Fatal(err)
	}
	for _, record := range records {
		value, err := record.Value()
		if err != nil {
			log.Fatal(err)
		}
		switch v := value.(type) {
		case *types.ChannelMessage:
			fmt.Println(record.EventType, *v.MessageId, *v.Content)
		case *types.ChannelMembership:
			fmt.Println(record.EventType, *v.Member.Arn)
		}
	}
	// Output: CREATE_CHANNEL_MESSAGE 0f3a Hello
}

// The data of one record, as a consumer of Kinesis has it.
func ExampleParseStreamRecord() {
	record, err := channelflow.ParseStreamRecord([]byte(`{"EventType": "DELETE_CHANNEL", "Payload": {"Name": "Orders", "CreatedTimestamp": 1777863721}}`))
	if err != nil {
		log.Fatal(err)
	}
	value, err := record.Value()
	if err != nil {
		log.Fatal(err)
	}
	if channel, ok := value.(*types.Channel); ok {
		fmt.Println(*channel.Name, channel.CreatedTimestamp.Year())
	}
	// Output: Orders 2026
}

// ParseEvent is for programs that get events from a source other than Lambda. Printing an event shows identifiers only.
func ExampleParseEvent() {
	e, err := channelflow.ParseEvent([]byte(`{
		"EventType": "CHANNEL_MESSAGE_EVENT", "CallbackId": "3c1f0b52-6d1a-4a0e-9d4e-0d2f6f1c7a11",
		"ChannelMessage": {"MessageId": "0f3a", "ChannelArn": "arn:aws:chime:us-east-1:123456789012:app-instance/shop/channel/orders", "Content": "Hello"}
	}`))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(e.ChannelMessage.Content)
	fmt.Println(e)
	_, err = channelflow.ParseEvent([]byte(`{"Records": []}`))
	fmt.Println(err)
	// Output:
	// Hello
	// callbackId=3c1f0b52-6d1a-4a0e-9d4e-0d2f6f1c7a11 messageId=0f3a channelArn=arn:aws:chime:us-east-1:123456789012:app-instance/shop/channel/orders senderArn= contentBytes=5
	// channelflow: not an event of a channel flow: EventType is missing, CallbackId is missing, ChannelMessage.MessageId is missing, ChannelMessage.ChannelArn is missing
}
