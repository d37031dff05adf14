package chimemessaging

import (
	"strings"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/internal/arn"
)

// ARN is a parsed Amazon Resource Name of Amazon Chime SDK messaging. See [ParseARN].
type ARN struct {
	// Partition, Region and Account say where the resource is, such as aws, us-east-1, 123456789012.
	Partition, Region, Account string

	// AppInstanceID is the ID of the app instance that the resource belongs to, or that it is.
	AppInstanceID string

	// Kind is what the resource is.
	Kind ARNKind

	// ID is the ID of the resource. An app instance's is the AppInstanceID.
	ID string
}

// ARNKind is what an ARN names.
type ARNKind string

// The values of [ARNKind].
const (
	// ARNKindAppInstance is an app instance itself, the container of all the other kinds.
	ARNKindAppInstance ARNKind = "app-instance"

	// ARNKindUser is an app instance user; calls can be made on behalf of one.
	ARNKindUser ARNKind = "user"

	// ARNKindBot is an app instance bot; calls can be made on behalf of one.
	ARNKindBot ARNKind = "bot"

	// ARNKindChannel is a channel, in which members exchange messages.
	ARNKindChannel ARNKind = "channel"

	// ARNKindChannelFlow is a channel flow, whose processor sees messages before they are delivered.
	ARNKindChannelFlow ARNKind = "channel-flow"
)

const wantARN = "arn:PARTITION:chime:REGION:ACCOUNT:app-instance/ID, or the same with /user/ID, /bot/ID, /channel/ID or /channel-flow/ID after it"

// ParseARN parses an ARN of Amazon Chime SDK messaging. The error is an [*chimeconnect.ARNError].
func ParseARN(text string) (ARN, error) {
	parts, err := arn.Split(text, "chime", wantARN)
	if err != nil {
		return ARN{}, err
	}
	fail := func(problem string) (ARN, error) {
		return ARN{}, &chimeconnect.ARNError{Text: text, Want: wantARN, Problem: problem}
	}
	rest, ok := strings.CutPrefix(parts.Resource, string(ARNKindAppInstance)+"/")
	if !ok {
		return fail("names nothing in an app instance")
	}
	instance, rest, nested := strings.Cut(rest, "/")
	a := ARN{
		Partition: parts.Partition, Region: parts.Region, Account: parts.Account,
		AppInstanceID: instance, Kind: ARNKindAppInstance, ID: instance,
	}
	if nested {
		kind, id, _ := strings.Cut(rest, "/")
		a.Kind, a.ID = ARNKind(kind), id
		switch a.Kind {
		case ARNKindUser, ARNKindBot, ARNKindChannel, ARNKindChannelFlow:
		default:
			return fail("names an unknown kind of resource")
		}
	}
	if instance == "" || a.ID == "" {
		return fail("has no ID")
	}
	return a, nil
}

// IsBearer reports whether a request can act for what the ARN names: a user or a bot of an app instance.
func (a ARN) IsBearer() bool { return a.Kind == ARNKindUser || a.Kind == ARNKindBot }

// AppInstanceARN returns the ARN of the app instance that the resource belongs to.
func (a ARN) AppInstanceARN() string {
	return arn.Parts{
		Partition: a.Partition, Region: a.Region, Account: a.Account, Resource: string(ARNKindAppInstance) + "/" + a.AppInstanceID,
	}.Join("chime")
}
