package connecttest_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func TestSnapshot(t *testing.T) {
	s := newScene(t)
	jane := s.mustCreateUser("jane")
	connectID := s.srv.AddQuickConnect(s.instance, types.QuickConnect{Name: aws.String("sales")})
	token := aws.String("the-token")
	snapshot := s.srv.Snapshot()
	for range 2 {
		out, err := s.client.CreateQueue(t.Context(), &connect.CreateQueueInput{
			InstanceId: &s.instance, Name: aws.String("Sales"), HoursOfOperationId: s.srv.HoursOfOperations(s.instance)[0].HoursOfOperationId,
		})
		require.NoError(t, err)
		_, err = s.client.AssociateQueueQuickConnects(t.Context(), &connect.AssociateQueueQuickConnectsInput{InstanceId: &s.instance, QueueId: out.QueueId, QuickConnectIds: []string{connectID}})
		require.NoError(t, err)
		_, err = s.client.DeleteUser(t.Context(), &connect.DeleteUserInput{InstanceId: &s.instance, UserId: &jane})
		require.NoError(t, err)
		claimed, err := s.client.ClaimPhoneNumber(t.Context(), &connect.ClaimPhoneNumberInput{InstanceId: &s.instance, PhoneNumber: aws.String("+12065550100"), ClientToken: token})
		require.NoError(t, err, "neither the token nor the release of the number is remembered")
		_, err = s.client.ReleasePhoneNumber(t.Context(), &connect.ReleasePhoneNumberInput{PhoneNumberId: claimed.PhoneNumberId})
		require.NoError(t, err)

		s.srv.Restore(snapshot)
		assert.Len(t, s.srv.Queues(s.instance), 1)
		assert.Len(t, s.srv.Users(s.instance), 1)
		assert.Empty(t, s.srv.PhoneNumbers())
		_, err = s.createUser("jane")
		require.Error(t, err, "the name is taken again")
	}
	assert.PanicsWithValue(t, "connecttest: the snapshot is of another server", func() { connecttest.NewHTTPHandler().Restore(snapshot) })
}

func TestDump(t *testing.T) {
	s := newScene(t)
	s.mustCreateUser("jane")
	text := s.srv.Dump()
	for _, want := range []string{"The fake of Amazon Connect keeps:", "queue (1)", "BasicQueue of " + s.instance, "user (1)", "jane", "CreateUser: 200"} {
		assert.Contains(t, text, want)
	}
	assert.NotContains(t, text, "Passw0rd")
}

// The URL of one's own server is not known before the server runs; SetURL gives it to the clients.
func TestSetURL(t *testing.T) {
	srv := connecttest.NewHTTPHandler()
	assert.Empty(t, srv.URL())
	srv.SetURL("http://127.0.0.1:1")
	assert.Equal(t, "http://127.0.0.1:1", srv.URL())
	_, err := srv.Client(func(o *connect.Options) { o.RetryMaxAttempts = 1 }).ListInstances(t.Context(), &connect.ListInstancesInput{})
	require.ErrorContains(t, err, "127.0.0.1:1")
}

func TestFaultsOfSearches(t *testing.T) {
	s := newScene(t)
	s.srv.Fail("SearchUsers", connecttest.Where(connecttest.Throttle(), func(in *connect.SearchUsersInput) bool { return in.SearchCriteria != nil }), -1)
	_, err := s.client.SearchUsers(t.Context(), &connect.SearchUsersInput{InstanceId: &s.instance})
	require.NoError(t, err)
	_, err = s.client.SearchUsers(t.Context(), &connect.SearchUsersInput{InstanceId: &s.instance, SearchCriteria: &types.UserSearchCriteria{}})
	requireError[*types.ThrottlingException](t, err)
}
