package chimemessagingtest_test

import (
	"testing"

	"go.uber.org/goleak"
)

// A closed server leaves no goroutine, that of a processor included, behind.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }
