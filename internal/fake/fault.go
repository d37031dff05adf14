package fake

import (
	"maps"
	"net/http"
	"reflect"
	"slices"
	"time"
)

// Fault describes how a call fails. With the zero value, nothing fails.
type Fault struct {
	delay       time.Duration       // before the call is handled
	err         func(Service) error // the answer; the operation does not run
	reset       reset
	body        bodyFault
	pause       time.Duration // between the parts of a slow body
	contentType string        // instead of the answer's
	status      int           // instead of the answer's
	header      http.Header   // beside those of the answer, and instead of them
	unlisted    bool          // whether the operation need not list the error
	where       []condition   // the calls that it is for
	page        int           // of a list, from 1; 0 is any
}

// condition chooses calls by their input.
type condition struct {
	input reflect.Type // a pointer; nil is any
	holds func(operation string, in any) bool
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

// Latency waits before the call is handled.
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

// Where restricts a fault to the calls of one operation whose input a function accepts.
func Where[I any](f Fault, accepts func(in *I) bool) Fault {
	f.where = append(slices.Clip(f.where), condition{reflect.TypeFor[*I](), func(_ string, in any) bool { return accepts(in.(*I)) }})
	return f
}

// When restricts the fault to the calls that a function accepts, whatever their operation.
func (f Fault) When(accepts func(operation string, in any) bool) Fault {
	f.where = append(slices.Clip(f.where), condition{holds: accepts})
	return f
}

// OnPage restricts the fault to calls for one page of a list, the first being 1.
func (f Fault) OnPage(page int) Fault {
	f.page = page
	return f
}

// WithStatus gives the answer another status.
func (f Fault) WithStatus(status int) Fault {
	f.status = status
	return f
}

// WithHeader gives the answer a header.
func (f Fault) WithHeader(name, value string) Fault {
	f.header = f.header.Clone()
	if f.header == nil {
		f.header = http.Header{}
	}
	f.header.Set(name, value)
	return f
}

// Unlisted allows an error that the operation does not list.
func (f Fault) Unlisted() Fault {
	f.unlisted = true
	return f
}

// And makes both faults happen to the same call. Delays add up; where both change the same part of the answer, the other
// fault wins. It applies to calls that both apply to.
func (f Fault) And(other Fault) Fault {
	f.delay += other.delay
	if other.err != nil {
		f.err = other.err
	}
	if other.reset != resetNever {
		f.reset = other.reset
	}
	if other.body != bodyWhole {
		f.body, f.pause = other.body, other.pause
	}
	if other.contentType != "" {
		f.contentType = other.contentType
	}
	if other.status != 0 {
		f.status = other.status
	}
	if other.page != 0 {
		f.page = other.page
	}
	if other.header != nil {
		header := http.Header{}
		maps.Copy(header, f.header)
		maps.Copy(header, other.header)
		f.header = header
	}
	f.unlisted = f.unlisted || other.unlisted
	f.where = append(slices.Clip(f.where), other.where...)
	return f
}

// isFor reports whether a call is one of those that the fault is for.
func (f Fault) isFor(call *Call) bool {
	if f.page != 0 && f.page != call.page {
		return false
	}
	for _, c := range f.where {
		if c.input != nil && reflect.TypeOf(call.Input) != c.input || !c.holds(call.Operation.Name, Copy(call.Input)) {
			return false
		}
	}
	return true
}
