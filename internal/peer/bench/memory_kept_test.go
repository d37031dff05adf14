package bench

import (
	"runtime"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	ours "github.com/seed-086a074d/chimeconnect/connect"
	"github.com/stretchr/testify/require"
)

// TestBodyIsNotKept keeps one string of a page of 2 MB: neither the body nor the other users may stay with it.
func TestBodyIsNotKept(t *testing.T) {
	client := newOurs(&memory{page(10_000)})
	before := heap()
	out, err := client.ListUsers(t.Context(), &ours.ListUsersInput{InstanceId: aws.String(instance)})
	require.NoError(t, err)
	kept := *out.UserSummaryList[5000].Username
	out = nil
	after := heap()
	require.Equal(t, "agent.5000", kept)
	t.Logf("heap before %d KiB, with one string %d KiB", before>>10, after>>10)
	require.Less(t, after, before+256<<10)
	runtime.KeepAlive(client)
}

func heap() uint64 {
	var stats runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}
