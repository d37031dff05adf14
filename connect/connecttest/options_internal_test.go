package connecttest

import (
	"testing"

	"github.com/seed-086a074d/chimeconnect/internal/fake"
	"github.com/seed-086a074d/chimeconnect/internal/fake/faketest"
)

// Each option that the core of the fakes has too is passed on to it.
func TestOptionsArriveInTheCore(t *testing.T) {
	s := NewHTTPHandler()
	faketest.ServerOptions(t, &s.options, func() fake.Options { return s.config().Options })
}
