package fake

import "time"

// Fault is something that goes wrong with a call. The zero value is no fault.
type Fault struct {
	// Delay passes before the request is looked at.
	Delay time.Duration
	// Err is the answer instead of the operation's; the operation does not run.
	Err func(Service) error
	// Drop breaks the connection.
	Drop Drop
	// Mangle changes the answer's body or how it is sent.
	Mangle Mangle
	// Pause passes between the parts of a body that is sent slowly.
	Pause time.Duration
	// ContentType replaces the answer's content type where it is not empty.
	ContentType string
}

// Drop says when a fault breaks the connection.
type Drop int

// The moments at which a connection can break.
const (
	// DropNever leaves the connection alone.
	DropNever Drop = iota
	// DropBefore breaks it before the operation runs.
	DropBefore
	// DropAfter breaks it after the operation ran: the client cannot know that it did.
	DropAfter
)

// Mangle says what a fault does to an answer's body.
type Mangle int

// What can happen to a body.
const (
	// MangleNot sends the body as it is.
	MangleNot Mangle = iota
	// MangleCut ends the connection in the middle of the body.
	MangleCut
	// MangleNotJSON sends a web page instead of JSON, as a proxy would.
	MangleNotJSON
	// MangleSlow sends the body byte by byte, with a pause in between.
	MangleSlow
)
