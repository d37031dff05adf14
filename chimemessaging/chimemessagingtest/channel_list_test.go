package chimemessagingtest_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/chimemessagingtest"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake/faketest"
)

// manyChannels is a server with so many private channels, of a hundred of which alice is a member.
func manyChannels(n int) (srv *chimemessagingtest.Server, instance, alice, root string) {
	srv = chimemessagingtest.NewHTTPHandler()
	instance = srv.AddAppInstance("many")
	alice, root = srv.AddUser(instance, "alice", "Alice"), srv.AddAdmin(instance, "root", "Root")
	for i := range n {
		ch := srv.AddChannel(instance, types.Channel{Name: aws.String(fmt.Sprint(i))})
		if i%(n/100) == 0 {
			srv.AddMember(ch, alice, "")
		}
	}
	return srv, instance, alice, root
}

// lists are calls for the first page of what n channels are in.
func lists(n int) map[string]func(context.Context) error {
	srv, instance, alice, root := manyChannels(n)
	builtin := srv.Builtin()
	return map[string]func(context.Context) error{
		"public": func(ctx context.Context) error {
			_, err := builtin.ListChannels(ctx, &chimemessaging.ListChannelsInput{AppInstanceArn: &instance, ChimeBearer: &alice})
			return err
		},
		"private": func(ctx context.Context) error {
			_, err := builtin.ListChannels(ctx, &chimemessaging.ListChannelsInput{AppInstanceArn: &instance, Privacy: types.ChannelPrivacyPrivate, ChimeBearer: &root})
			return err
		},
		"memberships": func(ctx context.Context) error {
			_, err := builtin.ListChannelMembershipsForAppInstanceUser(ctx, &chimemessaging.ListChannelMembershipsForAppInstanceUserInput{ChimeBearer: &alice})
			return err
		},
		"moderated": func(ctx context.Context) error {
			_, err := builtin.ListChannelsModeratedByAppInstanceUser(ctx, &chimemessaging.ListChannelsModeratedByAppInstanceUserInput{ChimeBearer: &alice})
			return err
		},
		"search": func(ctx context.Context) error {
			_, err := builtin.SearchChannels(ctx, &chimemessaging.SearchChannelsInput{ChimeBearer: &root, Fields: []types.SearchField{{
				Key: types.SearchFieldKeyMembers, Operator: types.SearchFieldOperatorIncludes, Values: []string{alice},
			}}})
			return err
		},
	}
}

func TestListsAreIndexed(t *testing.T) { faketest.ListsAreIndexed(t, lists(200), lists(20_000)) }

func BenchmarkLists(b *testing.B) { faketest.BenchmarkLists(b, lists, 200, 20_000) }
