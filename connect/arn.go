package connect

import (
	"strings"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/internal/arn"
)

// ARN is a parsed Amazon Resource Name of Amazon Connect. See [ParseARN].
type ARN struct {
	// Partition, Region and Account say where the resource is, such as aws, us-east-1, 123456789012.
	Partition, Region, Account string

	// InstanceID is the ID of the instance that the resource belongs to. It is empty for those that can belong to several:
	// phone numbers and traffic distribution groups.
	InstanceID string

	// Kind is what the resource is, as the ARN says it: instance, agent, queue, contact-flow, phone-number and others.
	Kind string

	// ID is the ID of the resource. An instance's is the InstanceID. A suffix of the ID of a contact or flow, such as a
	// version, is a part of it.
	ID string
}

const wantARN = "arn:PARTITION:connect:REGION:ACCOUNT:instance/ID, the same with /KIND/ID after it, or " +
	"arn:PARTITION:connect:REGION:ACCOUNT:KIND/ID"

// ParseARN parses an ARN of Amazon Connect. The error is an [*chimeconnect.ARNError].
func ParseARN(text string) (ARN, error) {
	parts, err := arn.Split(text, "connect", wantARN)
	if err != nil {
		return ARN{}, err
	}
	a := ARN{Partition: parts.Partition, Region: parts.Region, Account: parts.Account}
	kind, id, _ := strings.Cut(parts.Resource, "/")
	nested := false
	if kind == "instance" {
		var rest string
		id, rest, nested = strings.Cut(id, "/")
		a.InstanceID = id
		if nested {
			kind, id, _ = strings.Cut(rest, "/")
		}
	}
	if a.Kind, a.ID = kind, id; kind == "" || id == "" || nested && a.InstanceID == "" {
		return ARN{}, &chimeconnect.ARNError{Text: text, Want: wantARN, Problem: "has no ID"}
	}
	return a, nil
}

// InstanceID returns the ID of an instance, given its ARN, the ARN of a resource in it, or the ID itself. Outputs often
// have an ARN where inputs want an ID.
func InstanceID(arnOrID string) (string, error) {
	if !strings.HasPrefix(arnOrID, "arn:") && arnOrID != "" && !strings.ContainsAny(arnOrID, ":/") {
		return arnOrID, nil
	}
	a, err := ParseARN(arnOrID)
	if err == nil && a.InstanceID == "" {
		err = &chimeconnect.ARNError{Text: arnOrID, Want: "the ARN of an instance or of something in it, or an ID", Problem: "names no instance"}
	}
	return a.InstanceID, err
}
