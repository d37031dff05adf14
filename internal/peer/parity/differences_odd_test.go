package parity

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/aws/smithy-go"
	"github.com/stretchr/testify/require"
)

// runOdd copies an official input and calls both clients.
func runOdd(t *testing.T, a, b *Client, op string, in any) *Case {
	t.Helper()
	inA, inB := reflect.ValueOf(in), b.NewInput(op)
	if inA.IsNil() {
		return Run(op, a, b, inA, reflect.Zero(inB.Type()))
	}
	require.NoError(t, Copy(inB.Elem(), inA.Elem()))
	return Run(op, a, b, inA, inB)
}

// refused matches inputs that the official client sends and this library refuses with the given words.
func refused(name, reason, words string) Difference {
	return Difference{Name: name, Reason: reason, Match: func(c *Case, f Finding) bool {
		return c.Official.Request != nil && c.Ours.Request == nil && !errors.Is(c.Ours.Err, errPanic) && strings.Contains(c.Ours.Err.Error(), words) &&
			(f.Path == "request" || f.Path == "error")
	}}
}

var (
	bracedLabel = Difference{
		Name: "path members that look like a label", Reason: "the official client puts one label after the other into the path, into earlier values too: another resource is addressed",
		Match: func(c *Case, f Finding) bool {
			return f.Path == "path" && c.Ours.Request.Path == "/users/%7BUserId%7D/%7BInstanceId%7D"
		},
	}
	dotLabel = refused("path members . and ..", "they would address another resource", "would address another resource")
	notUTF8  = refused("text that is not UTF-8", "JSON cannot carry it: the official client alters it on the way without a word", "not valid UTF-8")
	typedNil = Difference{
		Name: "a typed nil in a union", Reason: "the official client panics; this is an error that says what to set",
		Match: func(c *Case, f Finding) bool {
			return errors.Is(c.Official.Err, errPanic) && c.Ours.Request == nil && !errors.Is(c.Ours.Err, errPanic) && strings.HasPrefix(f.Path, "error")
		},
	}
	emptyLabel = Difference{
		Name: "empty path members", Reason: "reported with everything else that is missing, as smithy.InvalidParamsError",
		Match: func(c *Case, f Finding) bool {
			var params smithy.InvalidParamsError
			return c.Official.Request == nil && c.Ours.Request == nil && errors.As(c.Ours.Err, &params) && strings.HasPrefix(f.Path, "error")
		},
	}
	nilElement = Difference{
		Name: "nil unions in lists", Reason: "the official client leaves a stray comma in the JSON; this library leaves the element out",
		Match: func(c *Case, f Finding) bool {
			if c.Official.Request == nil || c.Ours.Request == nil {
				return false
			}
			_, officialErr := parseJSON(c.Official.Request.Body)
			_, oursErr := parseJSON(c.Ours.Request.Body)
			return f.Path == "body" && officialErr != nil && oursErr == nil
		},
	}
	unknownVariant = Difference{
		Name: "unknown variants in inputs", Reason: "what was read from the service can be sent back: the official client refuses it",
		Match: func(c *Case, f Finding) bool {
			return c.Official.Request == nil && c.Ours.Request != nil && f.Path == "request" &&
				strings.Contains(string(c.Ours.Request.Body), `[{"New":{"a":1}}]`)
		},
	}
	farTime = Difference{
		Name: "times that nanoseconds in an int64 do not reach", Reason: "the official client sends the overflow (years before 1678 and after 2262)",
		Match: func(c *Case, f Finding) bool { return f.Path == "body.StartTime" },
	}
	beforeEpoch = Difference{
		Name: "less than a millisecond before 1970", Reason: "cut towards the past, as every other time is: the official client cuts towards 1970",
		Match: func(c *Case, f Finding) bool {
			return f.Path == "body.StartTime" && strings.Contains(f.Ours, "-1/1000")
		},
	}
)
