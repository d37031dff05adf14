package connecttest_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake/faketest"
)

// scene is a server with an instance.
type scene struct {
	t        *testing.T
	srv      *connecttest.Server
	client   *connect.Client
	instance string
	clock    *faketest.Clock
}

func newScene(t *testing.T, optFns ...func(*connecttest.Options)) *scene {
	t.Helper()
	s := &scene{t: t, clock: faketest.NewClock()}
	withClock := func(o *connecttest.Options) { o.Clock = s.clock.Time }
	s.srv = connecttest.NewServer(t, append([]func(*connecttest.Options){withClock}, optFns...)...)
	s.client = s.srv.Client(func(o *connect.Options) { o.Retryer = aws.NopRetryer{} })
	s.instance = s.srv.AddInstance(types.Instance{InstanceAlias: aws.String("demo")})
	return s
}

// requireError makes sure that an error is one of the service's types.
func requireError[E error](t *testing.T, err error) {
	t.Helper()
	var target E
	require.ErrorAs(t, err, &target)
}

func (s *scene) createUser(name string, change ...func(*connect.CreateUserInput)) (string, error) {
	s.t.Helper()
	in := &connect.CreateUserInput{
		InstanceId: &s.instance, Username: &name, RoutingProfileId: s.srv.RoutingProfiles(s.instance)[0].RoutingProfileId,
		SecurityProfileIds: []string{*s.srv.SecurityProfiles(s.instance)[1].Id},
		PhoneConfig:        &types.UserPhoneConfig{PhoneType: types.PhoneTypeSoftPhone}, Password: aws.String("Passw0rd"),
		IdentityInfo: &types.UserIdentityInfo{FirstName: aws.String("Jane"), LastName: aws.String("Doe")},
	}
	for _, c := range change {
		c(in)
	}
	out, err := s.client.CreateUser(s.t.Context(), in)
	if err != nil {
		return "", err
	}
	return *out.UserId, nil
}

func (s *scene) mustCreateUser(name string, change ...func(*connect.CreateUserInput)) string {
	s.t.Helper()
	id, err := s.createUser(name, change...)
	require.NoError(s.t, err)
	return id
}
