package connecttest

// Choices are what the fake does where AWS does not say what the service does, or where tests may want less of it. The zero
// value of a field is what the fake does unless told otherwise.
type Choices struct {
	// AcceptAnyFlow publishes every flow and flow module whose content is a JSON object. By default a flow is checked when
	// it is published, and refused with what is known to be wrong; see the package documentation.
	AcceptAnyFlow bool
}

// choices are those of the server.
func (r *request) choices() Choices { return r.server.options.Choices }
