package chimeconnect_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

const killed = "CHIMECONNECT_TEST_KILLED"

// TestBulkWorker is the program that TestBulkKilled starts and kills.
func TestBulkWorker(t *testing.T) {
	endpoint := os.Getenv(killed)
	if endpoint == "" {
		t.Skip("it is started by TestBulkKilled")
	}
	_, err := work(endpoint, os.Getenv(killed+"_JOURNAL"), os.Getenv(killed+"_REPEAT") != "")
	require.NoError(t, err)
}

// work starts a task for each of many items.
func work(endpoint, journal string, repeat bool) ([]chimeconnect.BulkResult[string], error) {
	client := connect.New(connect.Options{
		Region: connecttest.Region, BaseEndpoint: &endpoint,
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) { return connecttest.Credentials(), nil }),
	})
	return chimeconnect.RunBulk(context.Background(), keys(3000), itself, func(ctx context.Context, item chimeconnect.BulkItem[string]) (string, error) {
		out, err := client.StartTaskContact(ctx, &connect.StartTaskContactInput{
			InstanceId: aws.String("i"), Name: &item.Value, ClientToken: &item.Token,
		})
		if err != nil {
			return "", err
		}
		return aws.ToString(out.ContactId), nil
	}, func(o *chimeconnect.BulkOptions[string]) { o.Journal, o.RepeatInDoubt = journal, repeat })
}

// ledger is the service's side: what was asked for, and what was done.
type ledger struct {
	mu    sync.Mutex
	asked map[string]int    // by name
	done  map[string]string // by token
}

func (l *ledger) start(_ context.Context, in *connect.StartTaskContactInput) (*connect.StartTaskContactOutput, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.asked[*in.Name]++
	if _, again := l.done[*in.ClientToken]; !again && rand.N(100) == 0 {
		return nil, &types.InvalidParameterException{Message: aws.String("not this one")}
	}
	l.done[*in.ClientToken] = *in.Name
	return &connect.StartTaskContactOutput{ContactId: aws.String("contact of " + *in.Name)}, nil
}

// Killed at random points, a run ends with every item done once, failed once or reported as in doubt; repeating what is
// in doubt is safe where a token goes with it.
func TestBulkKilled(t *testing.T) {
	t.Parallel()
	for name, repeat := range map[string]bool{"report": false, "repeat": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := &ledger{asked: map[string]int{}, done: map[string]string{}}
			srv := connecttest.NewServer(t)
			srv.Handle(func(h *connecttest.Handlers) { h.StartTaskContact = l.start }) // the calls come from other processes
			journal := filepath.Join(t.TempDir(), "journal")
			kills := 0
			for range 25 {
				cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestBulkWorker$")
				cmd.Env = append(os.Environ(), killed+"="+srv.URL(), killed+"_JOURNAL="+journal)
				if repeat {
					cmd.Env = append(cmd.Env, killed+"_REPEAT=1")
				}
				require.NoError(t, cmd.Start())
				kill := time.AfterFunc(15*time.Millisecond+rand.N(20*time.Millisecond), func() { _ = cmd.Process.Kill() })
				if err := cmd.Wait(); err != nil {
					require.EqualError(t, err, "signal: killed")
					kills++
				}
				kill.Stop()
			}
			t.Log(kills, "kills")
			assert.Greater(t, kills, 20, "runs end too soon to be killed")
			results, err := work(srv.URL(), journal, repeat)
			require.NoError(t, err)
			l.check(t, results, repeat)
		})
	}
}

func (l *ledger) check(t *testing.T, results []chimeconnect.BulkResult[string], repeat bool) {
	t.Helper()
	times := map[string]int{}
	for _, name := range l.done {
		times[name]++
	}
	outcomes := map[chimeconnect.BulkOutcome]int{}
	for _, r := range results {
		outcomes[r.Outcome]++
		assert.LessOrEqual(t, times[r.Key], 1, "%s was done twice", r.Key)
		switch r.Outcome {
		case chimeconnect.BulkDone:
			assert.Equal(t, 1, times[r.Key], r.Key)
			assert.Equal(t, "contact of "+r.Key, r.Value)
		case chimeconnect.BulkFailed:
			assert.Zero(t, times[r.Key], r.Key)
		case chimeconnect.BulkInDoubt:
			assert.False(t, repeat, "nothing stays in doubt")
		case chimeconnect.BulkNotStarted:
			assert.Fail(t, "an item was left out", r.Key)
		}
		if !repeat {
			assert.LessOrEqual(t, l.asked[r.Key], 1, "%s was called twice", r.Key)
		}
	}
	t.Log(fmt.Sprint(outcomes))
}
