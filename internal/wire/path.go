package wire

import (
	"errors"
	"strconv"
	"strings"
)

// PathError is an error at one member of a value: Path consists of Go names, with [index] for elements and [key] for map
// entries, such as "CreateChannelFlowInput.Processors[0].Name". The variant of a union goes by its name on the wire.
type PathError struct {
	Path string
	Err  error
}

func (e *PathError) Error() string { return e.Path + ": " + e.Err.Error() }

// Unwrap returns the cause.
func (e *PathError) Unwrap() error { return e.Err }

var (
	errNotUTF8 = errors.New("the text is not valid UTF-8: encode it before sending")
	errTooDeep = errors.New("the value is nested too deeply: does it contain itself?")
)

// prefixError puts a step in front of the path of an error.
func prefixError(step string, err error) error {
	if err == nil {
		return nil
	}
	return below(step, err)
}

// below is the rare part of prefixError, which would make programs larger if it were inlined.
//
//go:noinline
func below(step string, err error) error {
	inner, ok := err.(*PathError) //nolint:errorlint // one that was made here is not wrapped, and no other may be changed
	if !ok {
		return &PathError{Path: step, Err: err}
	}
	inner.Path = join(step, inner.Path)
	return inner
}

// join puts a step in front of a path.
func join(step, path string) string {
	if path == "" || strings.HasPrefix(path, "[") {
		return step + path
	}
	return step + "." + path
}

// index returns the step into an element of a list, keyed that into an entry of a map. A key can be sensitive.
func index(i int) string { return "[" + strconv.Itoa(i) + "]" }

func (n *node) keyed(key string) string {
	if n.facts.Secret() {
		return Redacted
	}
	return "[" + strconv.Quote(key) + "]"
}

// variantStep returns the step into the value of a union: the name that the variant has on the wire.
func variantStep(name string) string { return "[" + name + "]" }
