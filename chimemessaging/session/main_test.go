package session_test

import (
	"testing"

	"go.uber.org/goleak"
)

// A session that has ended leaves no goroutine behind.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }
