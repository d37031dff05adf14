package fake

import "time"

// Fault is something that goes wrong with a call. The zero value is no fault.
type Fault struct {
	delay       time.Duration       // passes before the call is looked at
	err         func(Service) error // the answer; the operation does not run
	reset       reset
	body        bodyFault
	pause       time.Duration // between the parts of a slow body
	contentType string        // instead of the answer's
}

// reset says when a fault breaks the connection.
type reset int

const (
	resetNever reset = iota
	resetBefore
	resetAfter
)

// bodyFault says what a fault does to the body of an answer.
type bodyFault int

const (
	bodyWhole bodyFault = iota
	bodyCut
	bodyHTML
	bodySlow
)

// Throttle answers with the service's throttling error.
func Throttle() Fault { return Fault{err: Service.Throttled} }

// Error answers with an error.
func Error(err error) Fault { return Fault{err: func(Service) error { return err }} }

// Latency lets time pass before the call is looked at.
func Latency(d time.Duration) Fault { return Fault{delay: d} }

// ResetBefore breaks the connection before the operation runs.
func ResetBefore() Fault { return Fault{reset: resetBefore} }

// ResetAfter breaks the connection after the operation ran.
func ResetAfter() Fault { return Fault{reset: resetAfter} }

// CutBody ends the connection in the middle of the answer's body.
func CutBody() Fault { return Fault{body: bodyCut} }

// NotJSON answers with a web page, as a proxy would.
func NotJSON() Fault { return Fault{body: bodyHTML} }

// SlowBody sends the answer's body in parts, with a pause before each.
func SlowBody(pause time.Duration) Fault { return Fault{body: bodySlow, pause: pause} }

// ContentType sends the answer with another content type.
func ContentType(value string) Fault { return Fault{contentType: value} }
