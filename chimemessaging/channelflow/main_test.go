package channelflow_test

import (
	"testing"

	"go.uber.org/goleak"
)

// A processor leaves no goroutine behind, except that of a handler that does not heed its context.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }
