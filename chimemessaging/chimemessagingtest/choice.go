package chimemessagingtest

import (
	"time"

	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// Choices are what the fake does where AWS does not say what the service does, or was seen to do different things. The
// zero value of a field is what the fake does unless told otherwise.
type Choices struct {
	// Mode and Privacy are those of a channel that is created without; RESTRICTED and PRIVATE by default.
	Mode    types.ChannelMode
	Privacy types.ChannelPrivacy

	// TokenLife is how long an idempotency token is remembered; a day by default.
	TokenLife time.Duration

	// TokenReused answers an idempotency token that comes again with other parameters; a ConflictException by default.
	TokenReused error

	// CallbackRepeated answers a second callback for a message. BadRequestException, the default, ConflictException and
	// ForbiddenException were all seen.
	CallbackRepeated error

	// Missing answers a request for what is not there where the operation does not list NotFoundException; a
	// ForbiddenException by default.
	Missing error

	// FlowInUse answers the deletion of a channel flow that a channel has, and SecondFlow the association of a channel
	// that has one; ConflictExceptions by default.
	FlowInUse, SecondFlow error

	// EditRedacted answers the edit of a message that was redacted; a BadRequestException by default.
	EditRedacted error

	// OrderWithGaps takes processors of a channel flow whose ExecutionOrder does not count from 1 without gaps. By default
	// they are refused with BadRequestException.
	OrderWithGaps bool

	// RefuseHandshake refuses the connection of a messaging session with an HTTP status: 401, 403 or 429. By default the
	// connection is opened and closed at once, with code 4401, 4003 or 1013.
	RefuseHandshake bool

	// ShowPendingEdits shows an edit while it waits for its processor. By default the old version stays visible.
	ShowPendingEdits bool
}

// choices are those of the server.
func (r *request) choices() Choices { return r.state.server.options.Choices }

// either is the chosen answer, or the one of the fake.
func either(chosen, otherwise error) error {
	if chosen != nil {
		return chosen
	}
	return otherwise
}
