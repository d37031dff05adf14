package bench

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
)

const serverVariable = "CHIMECONNECT_BENCH_SERVER"

// TestMain is the server of the loopback benchmark when it is started as such: in a process of its own, so that the CPU
// time of this process is the client's.
func TestMain(m *testing.M) {
	if os.Getenv(serverVariable) != "" {
		serve()
		return
	}
	os.Exit(m.Run())
}

// serve answers every request until standard input ends.
func serve() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Fprintln(os.Stdout, listener.Addr())
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		os.Exit(0)
	}()
	_ = http.Serve(listener, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("X-Amzn-Requestid", instance)
		_, _ = io.WriteString(w, "{}")
	}))
}

// startServer returns the address of a server in another process.
func startServer(b *testing.B) string {
	b.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), serverVariable+"=1")
	stdin, err := cmd.StdinPipe()
	if err != nil {
		b.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = stdin.Close(); _ = cmd.Wait() })
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		b.Fatal(err)
	}
	return strings.TrimSpace(line)
}

// BenchmarkLoopback makes calls over real HTTP on 64 connections and reports the CPU time of the client's process.
func BenchmarkLoopback(b *testing.B) {
	const connections = 64
	address := startServer(b)
	direct := &redirect{address, awshttp.NewBuildableClient().WithTransportOptions(func(t *http.Transport) {
		t.MaxConnsPerHost, t.MaxIdleConnsPerHost = connections, connections
	})}
	for _, c := range lexBotCalls(direct) {
		b.Run(fmt.Sprintf("connections=%d/client=%s", connections, c.client), func(b *testing.B) {
			if err := spread(b.Context(), connections, connections*4, c.do); err != nil { // connections are made
				b.Fatal(err)
			}
			b.ResetTimer()
			before := cpu()
			if err := spread(b.Context(), connections, b.N, c.do); err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(cpu()-before)/float64(b.N), "cpu-ns/op")
		})
	}
}

// redirect sends every request to the server, unencrypted: all clients sign for their own hosts.
type redirect struct {
	address string
	client  *awshttp.BuildableClient
}

func (r *redirect) Do(req *http.Request) (*http.Response, error) {
	req.URL.Scheme, req.URL.Host = "http", r.address
	return r.client.Do(req)
}

func cpu() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
