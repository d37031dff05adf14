//go:build unix

package main

import (
	"context"
	"flag"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
	"github.com/seed-086a074d/chimeconnect/internal/redistest"
)

// The full run:
//
//	go test -run TestKills -v -timeout 15m . -items 20000 -kills 20 -store-kills 1 -calls 150 -wait-for-leases
var (
	itemCount  = flag.Int("items", 300, "how many items TestKills has")
	kills      = flag.Int("kills", 6, "how many workers TestKills kills")
	storeKills = flag.Int("store-kills", 1, "how often it kills the store")
	calls      = flag.Float64("calls", 50, "how many calls per second the fake allows for each operation")
	leases     = flag.Bool("wait-for-leases", false, "wait until the queue gives out what dead workers had, 1 to 2 minutes")
)

const mainVariable = "FLEET_TEST_MAIN"

func TestMain(m *testing.M) {
	if os.Getenv(mainVariable) != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

// stage is a store, a fake with items, and a folder.
type stage struct {
	t        *testing.T
	store    *redistest.Server
	fake     *connecttest.Server
	items    []item
	folder   string
	messages *os.File
	redis    *redis.Client
	book     *ledger
}

func newStage(t *testing.T, items int, rate float64) *stage {
	t.Helper()
	s := &stage{t: t, store: redistest.Start(t, "--appendonly", "yes"), fake: connecttest.NewServer(t), folder: t.TempDir()}
	var err error
	s.items, err = furnish(t.Context(), s.fake, items/2, items-items/2)
	require.NoError(t, err)
	limit(s.fake, rate)
	require.NoError(t, writeItems(s.path("items.csv"), s.items))
	credentials := connecttest.Credentials()
	for name, value := range map[string]string{
		"AWS_ENDPOINT_URL_CONNECT": s.fake.URL(), "AWS_REGION": connecttest.Region, "AWS_ACCESS_KEY_ID": credentials.AccessKeyID,
		"AWS_SECRET_ACCESS_KEY": credentials.SecretAccessKey, "AWS_SESSION_TOKEN": "", "AWS_PROFILE": "",
		"AWS_CONFIG_FILE": os.DevNull, "AWS_SHARED_CREDENTIALS_FILE": os.DevNull,
		"REDIS_URL": "redis://" + s.store.Addr,
	} {
		t.Setenv(name, value)
	}
	s.messages, err = os.Create(s.path("messages"))
	require.NoError(t, err)
	t.Cleanup(func() { _ = s.messages.Close() })
	s.redis = redis.NewClient(&redis.Options{Addr: s.store.Addr})
	t.Cleanup(func() { _ = s.redis.Close() })
	s.book = newLedger(s.redis, "unlink")
	return s
}

func (s *stage) path(name string) string { return filepath.Join(s.folder, name) }

func (s *stage) run(args ...string) error { return run(s.t.Context(), args, s.messages) }

func (s *stage) said() string {
	s.t.Helper()
	text, err := os.ReadFile(s.path("messages"))
	require.NoError(s.t, err)
	return string(text)
}

// worker starts a worker process.
func (s *stage) worker() *exec.Cmd {
	s.t.Helper()
	command := exec.CommandContext(s.t.Context(), os.Args[0], "work", "-rate", strconv.FormatFloat(*calls, 'f', -1, 64),
		"-workers", "4", "-concurrency", "4")
	command.Env = append(os.Environ(), mainVariable+"=1")
	command.Stderr = s.messages
	require.NoError(s.t, command.Start())
	return command
}

func kill(command *exec.Cmd) {
	_ = command.Process.Kill()
	_ = command.Wait()
}

// finished counts the items that have a verdict; while the store is away, none.
func (s *stage) finished() int {
	p, _ := s.book.progress(s.t.Context())
	return p.done + p.failed + p.denied
}

// reach waits until so many items have a verdict.
func (s *stage) reach(items int) {
	s.t.Helper()
	require.Eventually(s.t, func() bool { return s.finished() >= items }, 4*time.Minute, 20*time.Millisecond)
}

// expireLeases makes the queue give up dead workers now. It must not be called while a worker runs.
func (s *stage) expireLeases() {
	s.t.Helper()
	key := "asynq:{fleet:unlink}:lease"
	ids, err := s.redis.ZRange(s.t.Context(), key, 0, -1).Result()
	require.NoError(s.t, err)
	for _, id := range ids {
		require.NoError(s.t, s.redis.ZAdd(s.t.Context(), key, redis.Z{Member: id, Score: float64(time.Now().Add(-time.Minute).Unix())}).Err())
	}
}

// orphans waits until no worker runs and returns how many items are left.
func (s *stage) orphans() int {
	for before := -1; ; time.Sleep(1500 * time.Millisecond) {
		now := s.finished()
		if now == before {
			return len(s.items) - now
		}
		before = now
	}
}

// Workers and the store are killed at random, and everything is done once.
func TestKills(t *testing.T) {
	s := newStage(t, *itemCount, *calls)
	require.NoError(t, s.run("load", "-items", s.path("items.csv")))
	start := time.Now()
	workers := make([]*exec.Cmd, 4)
	for i := range workers {
		workers[i] = s.worker()
	}
	events := *kills + *storeKills
	for event := range events {
		s.reach((event*len(s.items) + rand.IntN(len(s.items))) / (events + 1))
		if event%(events/(*storeKills+1)+1) == events/(*storeKills+1) {
			s.store.Kill()
			time.Sleep(500 * time.Millisecond)
			s.store.Restart()
			continue
		}
		i := rand.IntN(len(workers))
		kill(workers[i])
		workers[i] = s.worker()
	}
	if left := s.orphans(); !*leases && left > 0 {
		t.Logf("%d items belong to the dead", left)
		for i := range workers {
			kill(workers[i])
		}
		s.expireLeases()
		for i := range workers {
			workers[i] = s.worker()
		}
	}
	s.reach(len(s.items))
	for _, w := range workers {
		require.NoError(t, w.Wait(), "a worker ends when all is done: %s", s.said())
	}
	r, err := audit(s.fake.Requests(), s.items)
	require.NoError(t, err)
	p, err := s.book.progress(t.Context())
	require.NoError(t, err)
	t.Logf("%v with %d kills of workers and %d of the store: %v; %d in doubt", time.Since(start).Round(time.Second), *kills, *storeKills, r, p.inDoubt)
	assert.Equal(t, progress{total: len(s.items), done: len(s.items), inDoubt: p.inDoubt}, p)
	assert.Empty(t, s.fake.LexBots(s.items[0].Instance))

	require.NoError(t, s.run("load", "-items", s.path("items.csv")), "again")
	assert.Contains(t, s.said(), "0 of them put into the queue now")
	require.NoError(t, s.run("watch"))
	require.NoError(t, s.run("results", "-out", s.path("results.csv")))
	assert.FileExists(t, s.path("results.csv"))
}

// A worker that is asked to stop finishes its items.
func TestInterrupt(t *testing.T) {
	s := newStage(t, 60, 20)
	require.NoError(t, s.run("load", "-items", s.path("items.csv")))
	ctx, interrupt := context.WithCancel(t.Context())
	time.AfterFunc(time.Second, interrupt)
	require.ErrorIs(t, run(ctx, []string{"work", "-rate", "20"}, s.messages), context.Canceled)
	left := len(s.items) - s.finished()
	assert.Positive(t, left)
	require.NoError(t, s.run("work", "-rate", "20"))
	r, err := audit(s.fake.Requests(), s.items)
	require.NoError(t, err)
	assert.Equal(t, len(s.items), r.once, "nothing was in doubt: %v", r)
}
