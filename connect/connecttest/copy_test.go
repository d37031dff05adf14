package connecttest_test

import (
	"context"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// The values that tests and handlers pass to the server, and those that it returns, are copies, not the state.
func TestStateIsReachedByCallsOnly(t *testing.T) {
	s := newScene(t)
	seeded := types.User{Username: aws.String("alice"), Tags: map[string]string{"team": "red"}, IdentityInfo: &types.UserIdentityInfo{FirstName: aws.String("Alice")}}
	id := s.srv.AddUser(s.instance, seeded)
	builtin := s.srv.Builtin()
	describe := func() *types.User {
		out, err := builtin.DescribeUser(t.Context(), &connect.DescribeUserInput{InstanceId: &s.instance, UserId: &id})
		require.NoError(t, err)
		return out.User
	}
	unchanged := func(team, what string) {
		u := describe()
		assert.Equal(t, []string{"alice", "Alice", team}, []string{*u.Username, *u.IdentityInfo.FirstName, u.Tags["team"]}, what)
	}
	vandalise := func(u *types.User) {
		*u.Username, *u.IdentityInfo.FirstName, u.Tags["team"] = "mallory", "Mallory", "blue"
	}
	vandalise(&seeded)
	unchanged("red", "what was seeded")
	vandalise(describe())
	unchanged("red", "what Describe returned")
	vandalise(&s.srv.Users(s.instance)[0])
	unchanged("red", "what was read back")
	found, err := builtin.SearchUsers(t.Context(), &connect.SearchUsersInput{InstanceId: &s.instance})
	require.NoError(t, err)
	found.Users[0].Tags["team"] = "blue"
	unchanged("red", "what Search returned")

	in := &connect.TagResourceInput{ResourceArn: describe().Arn, Tags: map[string]string{"team": "green"}}
	_, err = builtin.TagResource(t.Context(), in)
	require.NoError(t, err)
	in.Tags["team"] = "blue"
	unchanged("green", "what a program passed in")
	in.Tags["team"] = "green"
	_, err = s.client.TagResource(t.Context(), in)
	require.NoError(t, err)
	requests := s.srv.Requests()
	recorded, ok := requests[len(requests)-1].Input.(*connect.TagResourceInput)
	require.True(t, ok)
	recorded.Tags["team"] = "blue"
	unchanged("green", "what the record shows")
}

// A handler may change what the built-in one returns while other calls read the same resource.
func TestHandlerChangesAnswer(t *testing.T) {
	s := newScene(t)
	id := s.srv.AddUser(s.instance, types.User{Username: aws.String("alice"), Tags: map[string]string{"team": "red"}})
	builtin := s.srv.Builtin()
	s.srv.Handlers.DescribeUser = func(ctx context.Context, in *connect.DescribeUserInput) (*connect.DescribeUserOutput, error) {
		out, err := builtin.DescribeUser(ctx, in)
		if err == nil {
			out.User.Tags["seen"] = "yes"
			*out.User.Username += "!"
		}
		return out, err
	}
	var calls sync.WaitGroup
	for range 4 {
		calls.Go(func() {
			for range 10 {
				out, err := s.client.DescribeUser(t.Context(), &connect.DescribeUserInput{InstanceId: &s.instance, UserId: &id})
				if assert.NoError(t, err) {
					assert.Equal(t, "alice!", *out.User.Username)
				}
				_, err = s.client.SearchUsers(t.Context(), &connect.SearchUsersInput{InstanceId: &s.instance})
				assert.NoError(t, err)
			}
		})
	}
	calls.Wait()
	assert.Equal(t, map[string]string{"team": "red"}, s.srv.Users(s.instance)[0].Tags)
}

// A handler that changes an answer does not change the answer that is repeated for the same token.
func TestAnswerOfTokenIsCopied(t *testing.T) {
	s := newScene(t)
	builtin := s.srv.Builtin()
	in := &connect.ClaimPhoneNumberInput{InstanceId: &s.instance, PhoneNumber: aws.String("+18005550100"), ClientToken: aws.String("token")}
	first, err := builtin.ClaimPhoneNumber(t.Context(), in)
	require.NoError(t, err)
	id := *first.PhoneNumberId
	*first.PhoneNumberId = "changed"
	second, err := builtin.ClaimPhoneNumber(t.Context(), in)
	require.NoError(t, err)
	assert.Equal(t, id, *second.PhoneNumberId)
}

// Seeds must meet the same conditions as calls.
func TestSeedsThatCannotBe(t *testing.T) {
	s := newScene(t)
	id := s.srv.AddUser(s.instance, types.User{Username: aws.String("alice")})
	assert.PanicsWithValue(t, "connecttest: DuplicateResourceException: There is another user with the same id.", func() {
		s.srv.AddUser(s.instance, types.User{Id: &id, Username: aws.String("bob")})
	})
	assert.Panics(t, func() { s.srv.AddUser(s.instance, types.User{Username: aws.String("Alice")}) })
	assert.Panics(t, func() {
		s.srv.AddLexBot(s.instance, types.LexBotConfig{LexBot: new(types.LexBot), LexV2Bot: new(types.LexV2Bot)})
	})
	assert.Panics(t, func() { s.srv.AddInstance(types.Instance{Id: &s.instance}) })
	assert.Len(t, s.srv.Users(s.instance), 1)
}

// A handler that is called by a program, or for another operation, answers with the errors of its own operation.
func TestBuiltinKnowsItsOperation(t *testing.T) {
	s := newScene(t)
	builtin := s.srv.Builtin()
	attribute := &connect.UpdateInstanceAttributeInput{InstanceId: &s.instance, AttributeType: types.InstanceAttributeTypeEarlyMedia, Value: aws.String("maybe")}
	_, err := builtin.UpdateInstanceAttribute(t.Context(), attribute)
	requireError[*types.InvalidParameterException](t, err)
	group := s.srv.AddTrafficDistributionGroup(s.instance, "us-west-2", types.TrafficDistributionGroup{Name: aws.String("pair")})
	nowhere := &types.TelephonyConfig{Distributions: []types.Distribution{{Region: aws.String("us-east-1"), Percentage: 1}}}
	s.srv.Handlers.DescribeQueue = func(ctx context.Context, _ *connect.DescribeQueueInput) (*connect.DescribeQueueOutput, error) {
		_, err := builtin.UpdateTrafficDistribution(ctx, &connect.UpdateTrafficDistributionInput{Id: &group, TelephonyConfig: nowhere})
		return nil, err
	}
	_, err = s.client.DescribeQueue(t.Context(), &connect.DescribeQueueInput{InstanceId: &s.instance, QueueId: aws.String("q")})
	requireError[*types.InvalidRequestException](t, err)
}

func TestDeletedInstanceIsEmptyWhenItReturns(t *testing.T) {
	s := newScene(t)
	s.srv.AddUser(s.instance, types.User{Username: aws.String("alice")})
	s.srv.AddPhoneNumber(types.ClaimedPhoneNumberSummary{PhoneNumber: aws.String("+12065550100"), InstanceId: &s.instance})
	_, err := s.client.DeleteInstance(t.Context(), &connect.DeleteInstanceInput{InstanceId: &s.instance})
	require.NoError(t, err)
	assert.Empty(t, s.srv.PhoneNumbers())
	s.srv.AddInstance(types.Instance{Id: &s.instance})
	assert.Empty(t, s.srv.Users(s.instance))
	assert.Len(t, s.srv.Queues(s.instance), 1)
}
