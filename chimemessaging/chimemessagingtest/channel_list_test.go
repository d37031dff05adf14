package chimemessagingtest_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/chimemessagingtest"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
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

// A page costs what is on it: a hundred times as many channels must not take a hundred times as long. The quickest of many calls is
// compared, since the machine may be busy with something else.
func TestListsAreIndexed(t *testing.T) {
	few, many := lists(200), lists(20_000)
	best := func(list func(context.Context) error) time.Duration {
		least := time.Hour
		for range 50 {
			start := time.Now()
			require.NoError(t, list(t.Context()))
			least = min(least, time.Since(start))
		}
		return least
	}
	for name := range few {
		assert.Less(t, best(many[name]), 30*best(few[name]), name)
	}
}

func BenchmarkLists(b *testing.B) {
	for _, n := range []int{200, 20_000} {
		for name, list := range lists(n) {
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				for b.Loop() {
					require.NoError(b, list(b.Context()))
				}
			})
		}
	}
}
