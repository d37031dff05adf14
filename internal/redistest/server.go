//go:build unix

package redistest

import (
	"bufio"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// startTime is how long a server may take to answer.
const startTime = 10 * time.Second

// Server is a server that belongs to a test, and ends with it.
type Server struct {
	// Addr is its address.
	Addr string

	tb      testing.TB
	program string
	folder  string
	args    []string
	command *exec.Cmd
}

// Start starts a server. It skips the test where none is installed. Further arguments are options of the server, such as
// "--appendonly", "yes": without that one, it forgets everything when it is killed.
func Start(tb testing.TB, args ...string) *Server {
	tb.Helper()
	s := &Server{tb: tb, args: args}
	for _, name := range []string{"redis-server", "valkey-server"} {
		if path, err := exec.LookPath(name); err == nil {
			s.program = path
			break
		}
	}
	if s.program == "" {
		tb.Skip("neither redis-server nor valkey-server is installed (Debian: apt-get install redis-server)")
	}
	s.folder = tb.TempDir()
	s.Addr = freeAddress(tb)
	tb.Cleanup(s.Kill)
	s.Restart()
	return s
}

// freeAddress finds a port that nobody uses at the moment.
func freeAddress(tb testing.TB) string {
	tb.Helper()
	listener, err := (&net.ListenConfig{}).Listen(tb.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	return listener.Addr().String()
}

// Restart starts the server again after [Server.Kill], at the same address, with the data that is left.
func (s *Server) Restart() {
	s.tb.Helper()
	host, port, _ := net.SplitHostPort(s.Addr)
	args := append([]string{"--bind", host, "--port", port, "--dir", s.folder, "--save", "", "--logfile", filepath.Join(s.folder, "log")}, s.args...)
	s.command = exec.Command(s.program, args...) //nolint:gosec,noctx // of this machine; the test ends it
	s.command.SysProcAttr = endWithTest()
	if err := s.command.Start(); err != nil {
		s.tb.Fatal(err)
	}
	for deadline := time.Now().Add(startTime); !s.answers(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			log, _ := os.ReadFile(filepath.Join(s.folder, "log"))
			s.tb.Fatalf("the server does not answer: %s", log)
		}
	}
}

// answers reports whether the server answers, with its data loaded.
func (s *Server) answers() bool {
	reply, err := s.ask("PING")
	return err == nil && (strings.HasPrefix(reply, "+PONG") || strings.HasPrefix(reply, "-NOAUTH"))
}

// ask sends a command and returns the first line of the reply.
func (s *Server) ask(command string) (string, error) {
	conn, err := (&net.Dialer{Timeout: time.Second}).Dial("tcp", s.Addr)
	if err != nil {
		return "", err
	}
	defer func() { _ = conn.Close() }()
	if err := conn.SetDeadline(time.Now().Add(time.Second)); err != nil {
		return "", err
	}
	if _, err := fmt.Fprintf(conn, "%s\r\n", command); err != nil {
		return "", err
	}
	return bufio.NewReader(conn).ReadString('\n')
}

// Kill ends the server with SIGKILL. Killing it twice does no harm.
func (s *Server) Kill() {
	if s.command == nil || s.command.Process == nil {
		return
	}
	_ = s.command.Process.Kill()
	_ = s.command.Wait()
	s.command = nil
}

// Stop suspends the server until [Server.Continue]: connections stay open, but nothing is answered.
func (s *Server) Stop() { s.signal(syscall.SIGSTOP) }

// Continue ends a [Server.Stop]. Commands that were sent meanwhile are answered then.
func (s *Server) Continue() { s.signal(syscall.SIGCONT) }

func (s *Server) signal(signal os.Signal) {
	s.tb.Helper()
	if err := s.command.Process.Signal(signal); err != nil {
		s.tb.Fatal(err)
	}
}
