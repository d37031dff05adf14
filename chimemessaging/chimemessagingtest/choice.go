package chimemessagingtest

import (
	"time"

	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// Choices say what the fake does where AWS does not document the behaviour of the service, or where the service was
// seen to behave in different ways. The zero value of a field is the default.
type Choices struct {
	// Mode and Privacy are those of a channel that is created without them; RESTRICTED and PRIVATE by default.
	Mode    types.ChannelMode
	Privacy types.ChannelPrivacy

	// TokenLife is how long an idempotency token is remembered; a day by default.
	TokenLife time.Duration

	// TokenReused is the error for an idempotency token that is used again with other parameters; a ConflictException
	// by default.
	TokenReused error

	// CallbackRepeated is the error for a second callback for a message. BadRequestException, the default,
	// ConflictException and ForbiddenException have all been seen.
	CallbackRepeated error

	// Missing is the error for a request for a resource that does not exist, if the operation does not list
	// NotFoundException; a ForbiddenException by default.
	Missing error

	// FlowInUse is the error for deleting a channel flow that a channel has, and SecondFlow that for associating a
	// channel that already has one; ConflictExceptions by default.
	FlowInUse, SecondFlow error

	// EditRedacted is the error for editing a message that was redacted; a BadRequestException by default.
	EditRedacted error

	// OrderWithGaps accepts processors of a channel flow whose ExecutionOrder does not count from 1 without gaps. By
	// default they are refused with BadRequestException.
	OrderWithGaps bool

	// RefuseHandshake refuses the connection of a messaging session with an HTTP status: 401, 403 or 429. By default the
	// connection is opened and closed at once, with code 4401, 4003 or 1013.
	RefuseHandshake bool

	// ShowPendingEdits shows an edit while it waits for its processor. By default the old version stays visible.
	ShowPendingEdits bool
}

// choices returns the choices of the server.
func (r *request) choices() Choices { return r.state.server.options.Choices }

// either returns the chosen error, or the default of the fake.
func either(chosen, otherwise error) error {
	if chosen != nil {
		return chosen
	}
	return otherwise
}
