package connecttest

import "time"

// Choices are what the fake does where AWS does not say what the service does, or says so only in part. The zero value of a
// field is what the fake does unless told otherwise.
type Choices struct {
	// AcceptAnyFlow publishes every flow and flow module whose content is a JSON object. By default a flow is checked when
	// it is published, and refused with what is known to be wrong; see the package documentation.
	AcceptAnyFlow bool

	// NumberCooldown is how long a number that was released cannot be found and claimed: 180 days by default, the longest
	// time that the service takes. A negative value is no time.
	NumberCooldown time.Duration

	// AnyPhoneNumber lets ClaimPhoneNumber take every number, also those that SearchAvailablePhoneNumbers never offers.
	AnyPhoneNumber bool

	// AcceptOverlappingHours lets hours of operation, and each of their overrides, have slots of a day that overlap. By default
	// they are refused. Overrides that compete for a date are always accepted: AWS says which of them counts.
	AcceptOverlappingHours bool

	// Permissions are permissions that a security profile can have besides those that AWS lists: new ones, and those of
	// third-party applications, which have the name of the application before .Access.
	Permissions []string

	// AnyPermission lets a security profile have every permission, whatever its name.
	AnyPermission bool
}

// numberCooldown is the longest time that AWS keeps a released number back.
const numberCooldown = 180 * 24 * time.Hour

func (c Choices) cooldown() time.Duration {
	if c.NumberCooldown == 0 {
		return numberCooldown
	}
	return c.NumberCooldown
}

// choices are those of the server.
func (r *request) choices() Choices { return r.server.options.Choices }
