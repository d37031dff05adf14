package fake

import (
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// Config is what a server is made of. Service, Handlers, Regions, Credentials, Now, NewID and Report must be set.
type Config struct {
	// Service gives names and errors.
	Service Service
	// Handlers points to the Handlers struct whose fields the user sets.
	Handlers any
	// Builtin points to a Handlers struct with what is built in; nil fields are not.
	Builtin any
	// Regions are those that a request may be signed for.
	Regions []string
	// Credentials are those that a request may be signed with.
	Credentials []aws.Credentials
	// Now is the server's clock.
	Now func() time.Time
	// NewID gives request IDs.
	NewID func() string
	// Report takes what the user of the server must know: a call that nothing answers, a panic.
	Report func(format string, args ...any)
	// Upgrade takes over requests that are not calls, such as those that open a WebSocket, and reports whether it did; nil
	// is allowed.
	Upgrade func(http.ResponseWriter, *http.Request) bool
	// Answered is called after each request; nil is allowed.
	Answered func(Request)
	// KeepRequests bounds the number of requests that are recorded; 0 keeps all.
	KeepRequests int
}
