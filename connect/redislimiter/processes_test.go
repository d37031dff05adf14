//go:build unix

package redislimiter_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/redis/go-redis/v9"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
	"github.com/seed-086a074d/chimeconnect/connect/redislimiter"
	"github.com/seed-086a074d/chimeconnect/internal/redistest"
)

// The long run, a minute with 50 processes and another one with the store away for 10 seconds:
//
//	go test -run TestProcesses -v -timeout 5m . -processes 50 -for 60s -away 10s
var (
	processes = flag.Int("processes", 10, "how many processes TestProcesses starts")
	duration  = flag.Duration("for", 6*time.Second, "how long each run of TestProcesses takes")
	away      = flag.Duration("away", 2*time.Second, "how long the store is away in TestProcessesWithoutStore")
	kind      = flag.String("limiter", "shared", "shared, local or none: what the processes of TestProcesses use")
)

// The quota of the fake, as in Amazon Connect.
const (
	rate  = 2
	burst = 5
)

// work says what a process is to do; the test passes it on in the environment.
type work struct {
	Endpoint, Store, Limiter string
	Processes                int
}

// outcome is what a process reports.
type outcome struct {
	Done, Failed int
	Errors       []string
}

const workVariable = "REDISLIMITER_TEST_WORK"

func TestMain(m *testing.M) {
	if text := os.Getenv(workVariable); text != "" {
		var w work
		if err := json.Unmarshal([]byte(text), &w); err != nil {
			panic(err)
		}
		w.run()
		return
	}
	os.Exit(m.Run())
}

// run calls the service one time after the other, from the first line of the input to its end.
func (w work) run() {
	ctx, cancel := context.WithCancel(context.Background())
	limiter, closer := w.limiter()
	defer closer()
	credentials := connecttest.Credentials()
	client := connect.New(connect.Options{
		Region: connecttest.Region, BaseEndpoint: &w.Endpoint, Limiter: limiter, HTTPClient: &http.Client{},
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) { return credentials, nil }),
	})
	input := bufio.NewReader(os.Stdin)
	_, _ = fmt.Fprintln(os.Stdout, "ready")
	_, _ = input.ReadString('\n')
	go func() {
		_, _ = io.Copy(io.Discard, input)
		cancel()
	}()
	var result outcome
	for ctx.Err() == nil {
		_, err := client.DisassociateLexBot(ctx, &connect.DisassociateLexBotInput{
			InstanceId: aws.String("instance"), BotName: aws.String("bot"), LexRegion: aws.String("us-east-1"),
		})
		switch {
		case err == nil:
			result.Done++
		case ctx.Err() == nil:
			result.Failed++
			result.Errors = append(result.Errors, err.Error())
		}
	}
	_ = json.NewEncoder(os.Stdout).Encode(result)
}

func (w work) limiter() (limiter chimeconnect.Limiter, closer func()) {
	switch w.Limiter {
	case "none":
		return nil, func() {}
	case "local":
		return connect.NewLimiter(), func() {}
	}
	store := redis.NewClient(&redis.Options{Addr: w.Store, MaxRetries: -1, ContextTimeoutEnabled: true})
	return redislimiter.New(store, func(o *redislimiter.Options) { o.LocalShare = w.Processes }), func() { _ = store.Close() }
}

// worker is a process under way.
type worker struct {
	command *exec.Cmd
	input   io.WriteCloser
	output  *bufio.Reader
}

func startWorker(t *testing.T, w work) *worker {
	t.Helper()
	text, err := json.Marshal(w)
	require.NoError(t, err)
	command := exec.CommandContext(t.Context(), os.Args[0])
	command.Env = append(os.Environ(), workVariable+"="+string(text), "GOMAXPROCS=1", "GOMEMLIMIT="+strconv.Itoa(50<<20))
	command.Stderr = os.Stderr
	input, err := command.StdinPipe()
	require.NoError(t, err)
	output, err := command.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, command.Start())
	return &worker{command, input, bufio.NewReader(output)}
}

// end stops a process and returns its report.
func (w *worker) end(t *testing.T) (result outcome) {
	t.Helper()
	_ = w.input.Close()
	require.NoError(t, json.NewDecoder(w.output).Decode(&result))
	require.NoError(t, w.command.Wait())
	return result
}

// figures are the results of a run.
type figures struct {
	total               outcome
	accepted, throttled int
	share               float64 // of the quota
}

// fleet runs all processes for a while. At the start, it calls meanwhile with the store.
func fleet(t *testing.T, meanwhile func(*redistest.Server)) figures {
	t.Helper()
	store := redistest.Start(t)
	srv := connecttest.NewServer(t)
	srv.RateLimit("DisassociateLexBot", rate, burst)
	srv.Handlers.DisassociateLexBot = func(context.Context, *connect.DisassociateLexBotInput) (*connect.DisassociateLexBotOutput, error) {
		return &connect.DisassociateLexBotOutput{}, nil
	}
	var workers []*worker
	for range *processes {
		workers = append(workers, startWorker(t, work{srv.URL(), store.Addr, *kind, *processes}))
	}
	for _, w := range workers {
		line, err := w.output.ReadString('\n')
		require.NoError(t, err, line)
	}
	for _, w := range workers {
		_, err := io.WriteString(w.input, "go\n")
		require.NoError(t, err)
	}
	end := time.Now().Add(*duration)
	meanwhile(store)
	time.Sleep(time.Until(end))
	var f figures
	var mu sync.Mutex
	var all sync.WaitGroup
	for _, w := range workers {
		all.Go(func() {
			result := w.end(t)
			mu.Lock()
			defer mu.Unlock()
			f.total.Done += result.Done
			f.total.Failed += result.Failed
			f.total.Errors = append(f.total.Errors, result.Errors...)
		})
	}
	all.Wait()
	for _, r := range srv.Requests() {
		switch {
		case r.Time.After(end):
		case r.Status == http.StatusOK:
			f.accepted++
		case r.Status == http.StatusTooManyRequests:
			f.throttled++
		}
	}
	f.share = float64(f.accepted) / (rate * duration.Seconds())
	t.Logf("%d processes with limiter %q, %v: %d calls done, %d failed, %d requests throttled, %.1f %% of the quota used",
		*processes, *kind, *duration, f.total.Done, f.total.Failed, f.throttled, 100*f.share)
	return f
}

func TestProcesses(t *testing.T) {
	f := fleet(t, func(*redistest.Server) {})
	if *kind != "shared" {
		t.Skip("only the shared limiter keeps to the quota")
	}
	assert.Empty(t, f.total.Errors)
	assert.GreaterOrEqual(t, f.share, 0.95)
	assert.LessOrEqual(t, float64(f.throttled), 0.01*float64(f.accepted+f.throttled))
}

// The store is killed and comes back empty.
func TestProcessesWithoutStore(t *testing.T) {
	if *kind != "shared" {
		t.Skip("only the shared limiter has a store")
	}
	f := fleet(t, func(store *redistest.Server) {
		time.Sleep((*duration - *away) / 2)
		store.Kill()
		time.Sleep(*away)
		store.Restart()
	})
	assert.NoError(t, errors.Join(texts(f.total.Errors)...))
}

func texts(all []string) (errs []error) {
	for _, text := range all {
		errs = append(errs, errors.New(text))
	}
	return errs
}
