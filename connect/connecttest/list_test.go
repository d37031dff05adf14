package connecttest_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake/faketest"
)

// lists are calls for the first page of n queues and users.
func lists(n int) map[string]func(context.Context) error {
	srv := connecttest.NewHTTPHandler()
	instance := srv.AddInstance(types.Instance{})
	for i := range n {
		srv.AddQueue(instance, types.Queue{Name: aws.String(fmt.Sprint(i))})
		srv.AddUser(instance, types.User{})
	}
	builtin := srv.Builtin()
	return map[string]func(context.Context) error{
		"queues": func(ctx context.Context) error {
			_, err := builtin.ListQueues(ctx, &connect.ListQueuesInput{InstanceId: &instance})
			return err
		},
		"queues of agents": func(ctx context.Context) error {
			_, err := builtin.ListQueues(ctx, &connect.ListQueuesInput{InstanceId: &instance, QueueTypes: []types.QueueType{types.QueueTypeAgent}})
			return err
		},
		"users": func(ctx context.Context) error {
			_, err := builtin.ListUsers(ctx, &connect.ListUsersInput{InstanceId: &instance})
			return err
		},
	}
}

func TestListsAreIndexed(t *testing.T) { faketest.ListsAreIndexed(t, lists(200), lists(20_000)) }

func BenchmarkLists(b *testing.B) { faketest.BenchmarkLists(b, lists, 200, 20_000) }

// The queues of agents come after the standard ones, on whatever page.
func TestPagesOfQueues(t *testing.T) {
	s := newScene(t)
	for i := range 3 {
		s.srv.AddQueue(s.instance, types.Queue{})
		s.mustCreateUser(fmt.Sprint("agent", i))
	}
	for size := range int32(8) {
		pages := connect.NewListQueuesPaginator(s.client, &connect.ListQueuesInput{InstanceId: &s.instance, MaxResults: aws.Int32(size + 1)})
		var kinds []types.QueueType
		ids := map[string]bool{}
		for pages.HasMorePages() {
			page, err := pages.NextPage(t.Context())
			require.NoError(t, err)
			for _, q := range page.QueueSummaryList {
				kinds, ids[*q.Id] = append(kinds, q.QueueType), true
			}
		}
		standard, agent := types.QueueTypeStandard, types.QueueTypeAgent
		assert.Equal(t, []types.QueueType{standard, standard, standard, standard, agent, agent, agent}, kinds)
		assert.Len(t, ids, 7)
	}
}
