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

func TestSessions(t *testing.T) {
	srv := connecttest.NewServer(t)
	instance := srv.AddInstance(types.Instance{InstanceAlias: aws.String("demo")})
	client := srv.Client()
	in := &connect.CreateAuthCodeInput{
		InstanceId: &instance, SessionInactivityDurationMinutes: 1440,
		Scope: &types.AuthScope{EntityType: types.AuthCodeEntityTypeCustomerProfile, EntityId: aws.String("profile")},
	}
	out, err := client.CreateAuthCode(t.Context(), in)
	require.NoError(t, err)
	assert.NotEmpty(t, *out.AuthCode)
	assert.Equal(t, "profile", *out.EntityId)
	assert.Equal(t, []string{*out.SessionId}, srv.Sessions(instance))

	in.Scope.SecurityProfileIds = []string{"none"}
	_, err = client.CreateAuthCode(t.Context(), in)
	requireError[*types.ResourceNotFoundException](t, err)

	end := &connect.DeleteSessionInput{InstanceId: &instance, SessionId: out.SessionId}
	_, err = client.DeleteSession(t.Context(), end)
	require.NoError(t, err)
	assert.Empty(t, srv.Sessions(instance))
	_, err = client.DeleteSession(t.Context(), end)
	requireError[*types.ResourceNotFoundException](t, err)
}
