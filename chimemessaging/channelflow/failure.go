package channelflow

import (
	"encoding/json"
	"errors"
	"fmt"
)

// The Source, DetailType and Detail.EventType of an [InvocationFailure]. A rule of EventBridge matches them.
const (
	InvocationFailureSource     = "aws.chime"
	InvocationFailureDetailType = "Chime ChannelFlow Processing Status"
	InvocationFailureEventType  = "ProcessorInvocationFailure"
)

// InvocationFailure is the event that Amazon EventBridge gets when the service could not invoke the Lambda function of a
// channel flow, whatever the fallback action of the processor is. A function that was invoked and failed, or never called
// back, causes none. EventBridge delivers such events on best effort.
//
// See https://docs.aws.amazon.com/chime-sdk/latest/dg/event-bridge-events.html
type InvocationFailure struct {
	// Version is the version of the format of events, 0.
	Version string
	// Id identifies the event.
	Id string
	// DetailType is [InvocationFailureDetailType].
	DetailType string
	// Source is [InvocationFailureSource].
	Source string
	// Account is the AWS account, 12 digits.
	Account string
	// Time is when it happened, to the second.
	Time Timestamp
	// Region is the Region of the app instance.
	Region string
	// Resources is empty: the resources are in Detail.
	Resources []string
	// Detail says which message and which function.
	Detail InvocationFailureDetail
	// Extra holds unknown members.
	Extra map[string]json.RawMessage
}

// InvocationFailureDetail is the part of an [InvocationFailure] that is about channel flows.
type InvocationFailureDetail struct {
	// EventType is [InvocationFailureEventType].
	EventType string
	// AppInstanceArn is the ARN of the app instance.
	AppInstanceArn string
	// ChannelArn is the ARN of the channel.
	ChannelArn string
	// MessageId identifies the message in the channel.
	MessageId string
	// ProcessorResourceArn is the ARN of the Lambda function.
	ProcessorResourceArn string
	// FailureReason says why in words, such as that the function's policy does not let the service invoke it.
	FailureReason string
	// Extra holds unknown members.
	Extra map[string]json.RawMessage
}

// ParseInvocationFailure decodes an event of EventBridge and checks that it is an InvocationFailure. A rule that is too
// broad also delivers other events: their Source, DetailType or Detail.EventType differs, and the error says so.
func ParseInvocationFailure(data []byte) (InvocationFailure, error) {
	var f InvocationFailure
	if err := json.Unmarshal(data, &f); err != nil {
		return f, fmt.Errorf("channelflow: the event of EventBridge: %w", problemOf(err))
	}
	for _, m := range []struct{ name, value, want string }{
		{"source", f.Source, InvocationFailureSource},
		{"detail-type", f.DetailType, InvocationFailureDetailType},
		{"detail.eventType", f.Detail.EventType, InvocationFailureEventType},
	} {
		if m.value != m.want {
			return f, fmt.Errorf("channelflow: not a failed invocation of a processor: %s is %.60q, expected %q", m.name, m.value, m.want)
		}
	}
	if f.Detail.ChannelArn == "" || f.Detail.MessageId == "" {
		return f, errors.New("channelflow: the failed invocation names no message: detail.channelArn or detail.messageId is missing")
	}
	return f, nil
}

func (f *InvocationFailure) members() []member {
	return []member{
		{"version", &f.Version, true}, {"id", &f.Id, true}, {"detail-type", &f.DetailType, true}, {"source", &f.Source, true},
		{"account", &f.Account, true}, {"time", &f.Time, true}, {"region", &f.Region, true}, {"resources", &f.Resources, false},
		{"detail", &f.Detail, true},
	}
}

func (d *InvocationFailureDetail) members() []member {
	return []member{
		{"eventType", &d.EventType, true}, {"appInstanceArn", &d.AppInstanceArn, true}, {"channelArn", &d.ChannelArn, true},
		{"messageId", &d.MessageId, true}, {"processorResourceArn", &d.ProcessorResourceArn, true}, {"failureReason", &d.FailureReason, true},
	}
}

// UnmarshalJSON decodes an event and keeps unknown members.
func (f *InvocationFailure) UnmarshalJSON(data []byte) (err error) {
	*f = InvocationFailure{}
	f.Extra, err = decodeObject(data, f.members())
	return err
}

// MarshalJSON encodes an event as EventBridge does, with what Extra holds.
func (f InvocationFailure) MarshalJSON() ([]byte, error) { return encodeObject(f.members(), f.Extra) }

// UnmarshalJSON decodes the detail of an event and keeps unknown members.
func (d *InvocationFailureDetail) UnmarshalJSON(data []byte) (err error) {
	*d = InvocationFailureDetail{}
	d.Extra, err = decodeObject(data, d.members())
	return err
}

// MarshalJSON encodes the detail of an event as the service does, with what Extra holds.
func (d InvocationFailureDetail) MarshalJSON() ([]byte, error) {
	return encodeObject(d.members(), d.Extra)
}
