package wire

import (
	"strings"

	"github.com/aws/smithy-go"
)

// InvalidParams turns violations of a struct into the error of AWS clients, nil if there are none. Root is the name of
// the struct, which the violations' paths begin with.
func InvalidParams(root string, found []Violation) error {
	if len(found) == 0 {
		return nil
	}
	e := smithy.InvalidParamsError{Context: root}
	for _, v := range found {
		field := strings.TrimPrefix(strings.TrimPrefix(v.Path, root), ".")
		switch {
		case v.Missing && v.Bearer:
			e.Add(&invalidParamError{field: field, reason: "missing required field, " + root + "." + field +
				": set it in the input, or Options.ChimeBearer for this call, or Options.ChimeBearer of the client"})
		case v.Missing:
			e.Add(smithy.NewErrParamRequired(field))
		default:
			e.Add(&invalidParamError{field: field, reason: v.Path + ": " + v.Message})
		}
	}
	return e
}

// invalidParamError is the error for a member whose value cannot be sent.
type invalidParamError struct {
	root, nested, field string
	reason              string
}

func (e *invalidParamError) Error() string { return e.reason }

func (e *invalidParamError) Field() string {
	var parts []string
	for _, p := range []string{e.root, e.nested, e.field} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, ".")
}

func (e *invalidParamError) SetContext(root string) { e.root = root }

func (e *invalidParamError) AddNestedContext(parent string) {
	if e.nested != "" {
		parent += "." + e.nested
	}
	e.nested = parent
}

var _ smithy.InvalidParamError = (*invalidParamError)(nil)
