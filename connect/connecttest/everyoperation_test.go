package connecttest_test

import (
	"testing"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
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
