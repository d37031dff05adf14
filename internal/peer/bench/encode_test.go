package bench

import (
	"context"
	"fmt"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	official "github.com/aws/aws-sdk-go-v2/service/connect"
	otypes "github.com/aws/aws-sdk-go-v2/service/connect/types"

	ours "github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func attributes(n int) map[string]string {
	m := make(map[string]string, n)
	for i := range n {
		m[fmt.Sprintf("attribute-%03d", i)] = fmt.Sprintf("value %d: \"quoted\" text of a usual length, <b>é</b>", i)
	}
	return m
}

// encodeCalls returns calls with large inputs, in memory.
func encodeCalls(name string) []call {
	m := &memory{[]byte("{}")}
	c, o := newOurs(m), newOfficial(m)
	switch name {
	case "StartChatContact":
		in, oin := startChat()
		return []call{
			{"ours", func(ctx context.Context) error { _, err := c.StartChatContact(ctx, in); return err }},
			{"official", func(ctx context.Context) error { _, err := o.StartChatContact(ctx, oin); return err }},
		}
	case "CreateUser":
		in, oin := createUser()
		return []call{
			{"ours", func(ctx context.Context) error { _, err := c.CreateUser(ctx, in); return err }},
			{"official", func(ctx context.Context) error { _, err := o.CreateUser(ctx, oin); return err }},
		}
	default:
		in := &ours.UpdateContactAttributesInput{InstanceId: aws.String(instance), InitialContactId: aws.String(instance), Attributes: attributes(500)}
		oin := &official.UpdateContactAttributesInput{InstanceId: in.InstanceId, InitialContactId: in.InitialContactId, Attributes: in.Attributes}
		return []call{
			{"ours", func(ctx context.Context) error { _, err := c.UpdateContactAttributes(ctx, in); return err }},
			{"official", func(ctx context.Context) error { _, err := o.UpdateContactAttributes(ctx, oin); return err }},
		}
	}
}

func startChat() (*ours.StartChatContactInput, *official.StartChatContactInput) {
	s := aws.String
	in := &ours.StartChatContactInput{
		InstanceId: s(instance), ContactFlowId: s(instance), ClientToken: s(instance), Attributes: attributes(40),
		ParticipantDetails:             &types.ParticipantDetails{DisplayName: s("Jane Doe")},
		InitialMessage:                 &types.ChatMessage{ContentType: s("text/plain"), Content: s("Hello, my order did not arrive.")},
		SupportedMessagingContentTypes: []string{"text/plain", "text/markdown", "application/json"}, ChatDurationInMinutes: aws.Int32(1500),
		SegmentAttributes: map[string]types.SegmentAttributeValue{"connect:Subtype": {ValueString: s("connect:Guide")}},
		PersistentChat:    &types.PersistentChat{RehydrationType: types.RehydrationTypeEntirePastSession, SourceContactId: s(instance)},
	}
	oin := &official.StartChatContactInput{
		InstanceId: in.InstanceId, ContactFlowId: in.ContactFlowId, ClientToken: in.ClientToken, Attributes: in.Attributes,
		ParticipantDetails:             &otypes.ParticipantDetails{DisplayName: s("Jane Doe")},
		InitialMessage:                 &otypes.ChatMessage{ContentType: s("text/plain"), Content: s("Hello, my order did not arrive.")},
		SupportedMessagingContentTypes: in.SupportedMessagingContentTypes, ChatDurationInMinutes: in.ChatDurationInMinutes,
		SegmentAttributes: map[string]otypes.SegmentAttributeValue{"connect:Subtype": {ValueString: s("connect:Guide")}},
		PersistentChat:    &otypes.PersistentChat{RehydrationType: otypes.RehydrationTypeEntirePastSession, SourceContactId: s(instance)},
	}
	return in, oin
}

func createUser() (*ours.CreateUserInput, *official.CreateUserInput) {
	s := aws.String
	in := &ours.CreateUserInput{
		InstanceId: s(instance), Username: s("jdoe"), Password: s("correct horse battery"), RoutingProfileId: s(instance), HierarchyGroupId: s(instance),
		SecurityProfileIds: []string{instance, instance, instance}, Tags: attributes(50), DirectoryUserId: s(instance),
		IdentityInfo: &types.UserIdentityInfo{FirstName: s("Jane"), LastName: s("Doe"), Email: s("jane@example.com"), Mobile: s("+12065550100")},
		PhoneConfig:  &types.UserPhoneConfig{PhoneType: types.PhoneTypeSoftPhone, AutoAccept: true, AfterContactWorkTimeLimit: 30},
	}
	oin := &official.CreateUserInput{
		InstanceId: in.InstanceId, Username: in.Username, Password: in.Password, RoutingProfileId: in.RoutingProfileId, HierarchyGroupId: in.HierarchyGroupId,
		SecurityProfileIds: in.SecurityProfileIds, Tags: in.Tags, DirectoryUserId: in.DirectoryUserId,
		IdentityInfo: &otypes.UserIdentityInfo{FirstName: s("Jane"), LastName: s("Doe"), Email: s("jane@example.com"), Mobile: s("+12065550100")},
		PhoneConfig:  &otypes.UserPhoneConfig{PhoneType: otypes.PhoneTypeSoftPhone, AutoAccept: true, AfterContactWorkTimeLimit: 30},
	}
	return in, oin
}

// BenchmarkEncode is dominated by encoding: calls with large inputs.
func BenchmarkEncode(b *testing.B) {
	for _, op := range []string{"StartChatContact", "CreateUser", "UpdateContactAttributes"} {
		measure(b, "op="+op, encodeCalls(op))
	}
}
