package connecttest

import "time"

// Choices say what the fake does where AWS does not document the service, or does so only in part. The zero value of each
// field is the default.
type Choices struct {
	// AcceptAnyFlow publishes every flow and flow module whose content is a JSON object. By default a flow is checked when
	// it is published, and refused with its known problems; see the package documentation.
	AcceptAnyFlow bool

	// NumberCooldown is how long a released number cannot be found or claimed: 180 days by default, the longest
	// time that the service takes. With a negative value a released number is available immediately.
	NumberCooldown time.Duration

	// AnyPhoneNumber lets ClaimPhoneNumber accept every number, even those that SearchAvailablePhoneNumbers never offers.
	AnyPhoneNumber bool

	// AcceptOverlappingHours lets hours of operation, and each of their overrides, have slots of a day that overlap. By default
	// they are refused. Overrides that compete for a date are always accepted: AWS documents which of them applies.
	AcceptOverlappingHours bool

	// Permissions are permissions that a security profile can have besides those that AWS lists: new ones, and those of
	// third-party applications, which have the name of the application before .Access.
	Permissions []string

	// AnyPermission lets a security profile have every permission, whatever its name.
	AnyPermission bool
}

// numberCooldown is the longest time that AWS withholds a released number.
const numberCooldown = 180 * 24 * time.Hour

func (c Choices) cooldown() time.Duration {
	if c.NumberCooldown == 0 {
		return numberCooldown
	}
	return c.NumberCooldown
}

// choices returns those of the server.
func (r *request) choices() Choices { return r.server.options.Choices }
