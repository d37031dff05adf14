package bench

import (
	"runtime"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/require"

	ours "github.com/seed-086a074d/chimeconnect/connect"
)

// TestBodyIsNotKept checks that one string of a page of 2 MB keeps neither the body nor the other users in memory.
func TestBodyIsNotKept(t *testing.T) {
	client := newOurs(&memory{page(10_000)})
	before := heap()
	kept := oneName(t, client)
	after := heap()
	require.Equal(t, "agent.5000", kept)
	t.Logf("heap before %d KiB, with one string %d KiB", before>>10, after>>10)
	require.Less(t, after, before+256<<10)
	runtime.KeepAlive(client)
}

// oneName lists the users and keeps only one string.
func oneName(t *testing.T, client *ours.Client) string {
	t.Helper()
	out, err := client.ListUsers(t.Context(), &ours.ListUsersInput{InstanceId: aws.String(instance)})
	require.NoError(t, err)
	return *out.UserSummaryList[5000].Username
}

func heap() uint64 {
	var stats runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}
