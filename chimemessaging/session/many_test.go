//go:build !race

package session_test

import (
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/chimemessagingtest"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/session"
)

// Two thousand sessions in one process receive 60,000 events, and take no more memory after them than before. The figures
// include the server's side of the connections.
// Not with the race detector, which allows 8,128 goroutines at a time.
func TestTwoThousandSessions(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a few seconds and 4,000 file descriptors")
	}
	const sessions, rounds = 2000, 3
	c := newCrowd(t, sessions)
	before := memory()
	began := time.Now()
	c.start()
	report := fmt.Sprintf("started in %v; %d goroutines", time.Since(began).Round(time.Millisecond), runtime.NumGoroutine())
	c.receive(2)
	idle := memory()
	report += fmt.Sprintf("; heap and stacks per session: %d KB", (idle-before)/sessions>>10)
	began = time.Now()
	for range rounds {
		c.receive(10)
		report += fmt.Sprintf(", %d KB", (memory()-before)/sessions>>10)
	}
	t.Logf("%s; %d events in %v", report, rounds*10*sessions, time.Since(began).Round(time.Millisecond))
	assert.Less(t, float64(memory()-before), 1.25*float64(idle-before), "memory grows with the events")
	for _, one := range c.sessions {
		c.group.Go(func() error {
			one.Close()
			return nil
		})
	}
	require.NoError(t, c.group.Wait())
	c.readers.Wait()
}

// crowd is a channel with many members who listen.
type crowd struct {
	*scene

	users    []string
	sessions []*session.Session
	group    errgroup.Group
	readers  sync.WaitGroup
	received atomic.Int64
}

func newCrowd(t *testing.T, size int) *crowd {
	t.Helper()
	srv := chimemessagingtest.NewServer(t, func(o *chimemessagingtest.Options) { o.KeepRequests = 1 })
	instance := srv.AddAppInstance("demo")
	c := &crowd{
		scene: &scene{t: t, srv: srv, client: srv.Client(), instance: instance, bob: srv.AddUser(instance, "bob", "Bob")},
		users: make([]string, size), sessions: make([]*session.Session, size),
	}
	c.group.SetLimit(16)
	for i := range c.users {
		c.users[i] = srv.AddUser(instance, "user-"+strconv.Itoa(i), "User")
	}
	c.alice = c.users[0]
	c.channel = c.newChannel("All")
	for some := range slices.Chunk(c.users[1:], 100) {
		_, err := c.client.As(c.bob).BatchCreateChannelMembership(t.Context(), &chimemessaging.BatchCreateChannelMembershipInput{
			ChannelArn: &c.channel, MemberArns: some,
		})
		require.NoError(t, err)
	}
	return c
}

// start starts a session for each member.
func (c *crowd) start() {
	c.t.Helper()
	for i, user := range c.users {
		c.group.Go(func() (err error) {
			if c.sessions[i], err = session.Start(c.t.Context(), c.client.As(user)); err != nil {
				return err
			}
			c.readers.Go(func() { c.read(c.sessions[i]) })
			return nil
		})
	}
	require.NoError(c.t, c.group.Wait())
}

func (c *crowd) read(s *session.Session) {
	for event, err := range s.Events() {
		if err != nil {
			c.t.Error(err)
			return
		}
		if event.Message != nil {
			c.received.Add(1)
		}
	}
}

// receive sends messages and waits until all members have them.
func (c *crowd) receive(messages int) {
	c.t.Helper()
	want := c.received.Load() + int64(messages*len(c.users))
	for range messages {
		c.send("message")
	}
	require.Eventually(c.t, func() bool { return c.received.Load() == want }, 30*time.Second, 5*time.Millisecond)
}

// memory returns the memory in use after a garbage collection.
func memory() uint64 {
	runtime.GC()
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc + stats.StackInuse
}
