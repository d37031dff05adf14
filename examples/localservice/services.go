package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging/chimemessagingtest"
	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// keptRequests bounds what the services remember: nobody asks for it here.
const keptRequests = 1

// services are the two fakes behind one address.
type services struct {
	region    string
	connect   *connecttest.Server
	messaging *chimemessagingtest.Server
	http      *http.Server
	address   string
	served    sync.WaitGroup

	mu  sync.Mutex // guards out
	out io.Writer
}

func newServices(region string, out io.Writer) *services {
	s := &services{region: region, out: out}
	s.connect = connecttest.NewHTTPHandler(func(o *connecttest.Options) {
		o.Region, o.KeepRequests = region, keptRequests
		o.OnRequest = func(r connecttest.Request) {
			s.log("connect", r.Operation, r.Method, r.Path, r.Status, r.ErrorCode, r.Time)
		}
		o.Logf = func(format string, args ...any) { s.print(fmt.Sprintf(format, args...)) }
	})
	s.messaging = chimemessagingtest.NewHTTPHandler(func(o *chimemessagingtest.Options) {
		o.Region, o.KeepRequests = region, keptRequests
		o.AnyUser = true // users are made by an API that is not here
		o.OnRequest = func(r chimemessagingtest.Request) {
			s.log("chime", r.Operation, r.Method, r.Path, r.Status, r.ErrorCode, r.Time)
		}
		o.Logf = func(format string, args ...any) { s.print(fmt.Sprintf(format, args...)) }
	})
	s.http = &http.Server{Handler: s, ReadHeaderTimeout: time.Minute}
	return s
}

// ServeHTTP gives a request to the service that it was signed for.
func (s *services) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.Contains(r.Header.Get("Authorization"), "/chime/aws4_request") {
		s.messaging.ServeHTTP(w, r)
		return
	}
	s.connect.ServeHTTP(w, r)
}

// listen starts to serve and returns.
func (s *services) listen(ctx context.Context, address string) error {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	if err != nil {
		return err
	}
	s.address = listener.Addr().String()
	s.served.Go(func() { _ = s.http.Serve(listener) }) // returns when close is called
	return nil
}

// close stops both services and waits for the requests that are under way.
func (s *services) close() {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if s.http.Shutdown(ctx) != nil {
		_ = s.http.Close()
	}
	s.served.Wait()
	s.connect.Close()
	s.messaging.Close()
}

// printSettings adds something to work with and says how to reach the services.
func (s *services) printSettings() {
	instance := s.connect.AddInstance(types.Instance{InstanceAlias: aws.String("local")})
	appInstance := s.messaging.AddAppInstance("local")
	admin := s.messaging.AddAdmin(appInstance, "admin", "Administrator")
	credentials := connecttest.Credentials()
	endpoint := "http://" + s.address
	s.print("Amazon Connect and Amazon Chime SDK Messaging at " + endpoint + "\n\n" +
		"export AWS_ENDPOINT_URL_CONNECT=" + endpoint + "\n" +
		"export AWS_ENDPOINT_URL_CHIME_SDK_MESSAGING=" + endpoint + "\n" +
		"export AWS_REGION=" + s.region + " AWS_DEFAULT_REGION=" + s.region + "\n" +
		"export AWS_ACCESS_KEY_ID=" + credentials.AccessKeyID + " AWS_SECRET_ACCESS_KEY=" + credentials.SecretAccessKey + "\n\n" +
		"Connect instance     " + instance + "\n" +
		"Chime app instance   " + appInstance + "\n" +
		"  its administrator  " + admin + "\n" +
		"  other users        any ARN of the form " + appInstance + "/user/NAME\n")
}

// log prints a line for a request.
func (s *services) log(service, operation, method, path string, status int, code string, arrived time.Time) {
	if operation == "" {
		operation = method + " " + path
	}
	answer := strconv.Itoa(status)
	if status == 0 {
		answer = "no answer"
	}
	s.print(strings.TrimSpace(fmt.Sprintf("%s %-7s %-45s %s %s %.1f ms %s", arrived.Format("15:04:05.000"), service, operation,
		answer, http.StatusText(status), float64(time.Since(arrived).Microseconds())/1000, code)))
}

func (s *services) print(line string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, _ = fmt.Fprintln(s.out, line) // a log that cannot be written is no reason to stop
}
