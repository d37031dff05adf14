package chimemessagingtest_test

import (
	"testing"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/chimemessagingtest"
	"github.com/seed-086a074d/chimeconnect/internal/fake/faketest"
)

func TestEveryOperation(t *testing.T) {
	srv := chimemessagingtest.NewServer(t)
	faketest.EveryOperation(t, srv.Client(), &srv.Handlers)
}

func TestEveryError(t *testing.T) {
	srv := chimemessagingtest.NewServer(t)
	client := srv.Client(func(o *chimemessaging.Options) { o.RetryMaxAttempts = 1 })
	faketest.EveryError(t, client, &srv.Handlers, "SendChannelMessage")
}

func TestBuiltinErrors(t *testing.T) {
	s := newScene(t)
	faketest.Builtin(t, s.srv.Builtin(), 20, map[string]string{
		"ChannelArn": s.channel, "ChimeBearer": s.moe, "AppInstanceArn": s.instance, "MemberArn": s.bob, "AppInstanceUserArn": s.moe,
	})
}
