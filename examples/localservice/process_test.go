package main

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect"
)

// process runs the program as a process of its own, and returns its address, and the ends of its outputs, which nobody reads.
func process(t *testing.T, args ...string) (command *exec.Cmd, p *program, stdout, stderr *os.File) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	address := listener.Addr().String()
	require.NoError(t, listener.Close())
	stdout, out, err := os.Pipe()
	require.NoError(t, err)
	stderr, errOut, err := os.Pipe()
	require.NoError(t, err)
	command = exec.CommandContext(t.Context(), os.Args[0], append([]string{"-addr", address}, args...)...)
	command.Env = append(os.Environ(), asProgram+"=1")
	command.Stdout, command.Stderr = out, errOut
	require.NoError(t, command.Start())
	require.NoError(t, out.Close())
	require.NoError(t, errOut.Close())
	t.Cleanup(func() {
		_ = command.Process.Kill()
		_ = command.Wait()
		_ = stdout.Close()
		_ = stderr.Close()
	})
	p = &program{url: "http://" + address}
	require.Eventually(t, p.healthy, 10*time.Second, 10*time.Millisecond)
	return command, p, stdout, stderr
}

func (p *program) healthy() bool {
	response, err := http.Get(p.url + "/health")
	if err != nil {
		return false
	}
	defer http.DefaultClient.CloseIdleConnections()
	defer response.Body.Close() //nolint:errcheck // only the status counts
	return response.StatusCode == http.StatusOK
}

// TestNobodyReads writes more lines than a pipe holds.
func TestNobodyReads(t *testing.T) {
	command, p, _, stderr := process(t)
	client := p.clientOf("AKIA", "any", "", "us-east-1")
	for range 3000 {
		_, err := client.ListInstances(t.Context(), &connect.ListInstancesInput{MaxResults: aws.Int32(10)})
		require.NoError(t, err)
	}
	require.NoError(t, command.Process.Signal(syscall.SIGTERM))
	waited := make(chan error, 1)
	go func() { waited <- command.Wait() }()
	select {
	case err := <-waited:
		require.NoError(t, err, "it ends, and without an error")
	case <-time.After(20 * time.Second):
		t.Fatal("a log that nobody reads keeps the program from ending")
	}
	line, err := bufio.NewReader(stderr).ReadString('\n')
	require.NoError(t, err)
	assert.Contains(t, line, "ready at ")
}

func TestReaderGoesAway(t *testing.T) {
	_, p, stdout, stderr := process(t)
	require.NoError(t, stdout.Close())
	require.NoError(t, stderr.Close())
	for range 20 {
		assert.Equal(t, []string{"local"}, aliases(t, p.clientOf("AKIA", "any", "", "us-east-1")))
	}
}

func TestSecondSignalEndsAtOnce(t *testing.T) {
	command, p, _, _ := process(t)
	status, _ := p.control(t, http.MethodPost, "/_control/faults", `{"service": "connect", "fault": "latency", "delay": "1m"}`)
	require.Equal(t, http.StatusCreated, status)
	slow := make(chan struct{})
	go func() {
		defer close(slow)
		_, _ = p.clientOf("AKIA", "any", "", "us-east-1").ListInstances(t.Context(), &connect.ListInstancesInput{})
	}()
	time.Sleep(200 * time.Millisecond) // the request is under way
	require.NoError(t, command.Process.Signal(syscall.SIGTERM))
	time.Sleep(300 * time.Millisecond)
	require.NoError(t, command.Process.Signal(syscall.Signal(0)), "the first signal waits for the request")
	second := time.Now()
	require.NoError(t, command.Process.Signal(syscall.SIGTERM))
	require.Error(t, command.Wait())
	assert.Less(t, time.Since(second), 2*time.Second)
	<-slow
}

// TestSlowClients checks that connections of slow clients are closed.
func TestSlowClients(t *testing.T) {
	p := start(t, "-timeout", "200ms")
	for name, text := range map[string]string{
		"headers": "GET /health HTTP/1.1\r\nHost: x\r\n",
		"body":    "POST /_control/seed HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{",
	} {
		t.Run(name, func(t *testing.T) {
			conn, err := net.Dial("tcp", strings.TrimPrefix(p.url, "http://"))
			require.NoError(t, err)
			defer conn.Close() //nolint:errcheck // the other side has closed it
			_, err = io.WriteString(conn, text)
			require.NoError(t, err)
			require.NoError(t, conn.SetReadDeadline(time.Now().Add(10*time.Second)))
			_, err = io.ReadAll(conn)
			assert.NoError(t, err, "the service ends the connection")
		})
	}
}

func TestLogDropsWhatNobodyReads(t *testing.T) {
	unread, out := io.Pipe()
	l := newLogger(out, "text")
	for range waitingLines + 100 {
		l.event("info", "x")
	}
	lines := bufio.NewScanner(unread)
	require.True(t, lines.Scan())
	first := lines.Text()
	require.True(t, lines.Scan())
	assert.Regexp(t, `(?m)^\(\d+ lines were dropped`, first+"\n"+lines.Text(), "before the first line or the second, by who was quicker")
	require.NoError(t, unread.Close())
	l.close()
}
