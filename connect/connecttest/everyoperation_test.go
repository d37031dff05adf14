package connecttest_test

import (
	"testing"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake/faketest"
)

func TestEveryOperation(t *testing.T) {
	srv := connecttest.NewServer(t)
	faketest.EveryOperation(t, srv.Client(), &srv.Handlers)
}

func TestEveryError(t *testing.T) {
	srv := connecttest.NewServer(t)
	client := srv.Client(func(o *connect.Options) { o.RetryMaxAttempts = 1 })
	faketest.EveryError(t, client, &srv.Handlers, "DescribeUser")
}

func TestBuiltinErrors(t *testing.T) {
	s := newScene(t)
	user := s.mustCreateUser("alice")
	faketest.Builtin(t, s.srv.Builtin(), 5, map[string]string{
		"InstanceId": s.instance, "UserId": user, "ContactFlowId": *s.srv.ContactFlows(s.instance)[0].Id, "QueueId": *s.srv.Queues(s.instance)[0].QueueId,
		"RoutingProfileId":   *s.srv.RoutingProfiles(s.instance)[0].RoutingProfileId,
		"HoursOfOperationId": *s.srv.HoursOfOperations(s.instance)[0].HoursOfOperationId,
		"ContactId":          s.srv.AddContact(s.instance, types.Contact{Channel: types.ChannelChat}),
	})
}
