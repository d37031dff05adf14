package connecttest

import (
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// Fault is something that goes wrong with a call. [Server.Fail] and [Server.FailRandomly] choose the calls.
type Fault struct{ fault fake.Fault }

// Throttle answers with the service's ThrottlingException.
func Throttle() Fault {
	return Fault{fake.Fault{Err: func(s fake.Service) error { return s.Throttled() }}}
}

// Fail answers with an error: one of package types, or any that is a smithy.APIError.
func Fail(err error) Fault { return Fault{fake.Fault{Err: func(fake.Service) error { return err }}} }

// ServerError answers with InternalServiceException for status 500, with an unmodelled error such as
// ServiceUnavailable for any other status.
func ServerError(status int) Fault {
	if status == http.StatusInternalServerError {
		return Fail(&types.InternalServiceException{Message: aws.String(http.StatusText(status))})
	}
	return Fail(fake.StatusError(status))
}

// Latency lets time pass before the call is looked at.
func Latency(d time.Duration) Fault { return Fault{fake.Fault{Delay: d}} }

// ResetBefore breaks the connection before the operation runs.
func ResetBefore() Fault { return Fault{fake.Fault{Drop: fake.DropBefore}} }

// ResetAfter breaks the connection after the operation ran: the client cannot know that it did. Idempotency tokens are
// made for this.
func ResetAfter() Fault { return Fault{fake.Fault{Drop: fake.DropAfter}} }

// CutBody breaks the connection in the middle of the answer's body.
func CutBody() Fault { return Fault{fake.Fault{Mangle: fake.MangleCut}} }

// NotJSON answers with a web page in place of the body.
func NotJSON() Fault { return Fault{fake.Fault{Mangle: fake.MangleNotJSON}} }

// SlowBody sends the answer's body in eight parts, with a pause before each.
func SlowBody(pause time.Duration) Fault {
	return Fault{fake.Fault{Mangle: fake.MangleSlow, Pause: pause}}
}

// ContentType sends the answer with another content type.
func ContentType(value string) Fault { return Fault{fake.Fault{ContentType: value}} }

// Fail makes the next n calls of an operation go wrong, of any operation if operation is empty; with a negative n, all
// calls from now on. Faults of one operation are used up in the order in which they were added. It panics if there is
// no such operation.
func (s *Server) Fail(operation string, fault Fault, n int) {
	s.mustHave(operation)
	s.core.Fail(operation, fault.fault, n)
}

// FailRandomly makes calls of an operation, or of any if operation is empty, go wrong with a probability between 0
// and 1. The same seed chooses the same calls.
func (s *Server) FailRandomly(operation string, fault Fault, probability float64, seed uint64) {
	s.mustHave(operation)
	s.core.FailRandomly(operation, fault.fault, probability, seed)
}

// RateLimit answers calls of an operation, or of all operations together if operation is empty, with the throttling error
// when there are more than rate a second on the server's clock after a burst. A rate of 0 takes the limit away.
func (s *Server) RateLimit(operation string, rate float64, burst int) {
	s.mustHave(operation)
	s.core.RateLimit(operation, rate, burst)
}

// ClearFaults takes away all faults and rate limits.
func (s *Server) ClearFaults() { s.core.ClearFaults() }

// mustHave catches a misspelt name, which would otherwise be a fault that never happens.
func (s *Server) mustHave(operation string) {
	if operation != "" && !s.core.Has(operation) {
		panic("connecttest: there is no operation " + operation)
	}
}
