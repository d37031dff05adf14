package fake

import (
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// PageTokenLife is how long the token of a list is valid unless options say otherwise.
const PageTokenLife = 24 * time.Hour

// Options are the options that every fake has, under these names. The zero value of a member is its default, except for
// Region, Credentials and Logf, which must be set.
type Options struct {
	// Region is the Region of the server and of its clients.
	Region string
	// OtherRegions are further Regions that a request may be signed for.
	OtherRegions []string
	// Credentials are those that a request may be signed with. Clients use the first.
	Credentials []aws.Credentials
	// Clock is the server's clock.
	Clock func() time.Time
	// NewID returns new ids.
	NewID func() string
	// KeepRequests bounds the number of requests that are recorded. A negative number keeps all of them, and so does 0, unless
	// the server is not part of a test.
	KeepRequests int
	// OnRequest is called after each request; nil is allowed.
	OnRequest func(Request)
	// Logf reports what the user of the server must know: a call that nothing answers, a panic.
	Logf func(format string, args ...any)
}

// Config configures a server. Service and Handlers must be set.
type Config struct {
	Options
	// Package is the name of the fake's package, which errors and panics begin with.
	Package string
	// Service has the names and errors of the service.
	Service Service
	// Handlers points to the Handlers struct whose fields the user sets.
	Handlers any
	// Builtin points to a Handlers struct with what is built in; nil fields are not.
	Builtin any
	// Stop ends what the built-in state has started, before the server closes. The function that it returns is called
	// after that and waits for the end. Nil is allowed.
	Stop func() (wait func())
	// Upgrade takes over requests that are not calls, such as those that open a WebSocket, and reports whether it did. Nil
	// is allowed.
	Upgrade func(http.ResponseWriter, *http.Request) bool
}

// Apply returns options changed by functions.
func Apply[O any](options O, optFns []func(*O)) O {
	for _, fn := range optFns {
		fn(&options)
	}
	return options
}
