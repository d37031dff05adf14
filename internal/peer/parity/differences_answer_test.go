package parity

import (
	"errors"
	"net/http"
	"strings"

	"github.com/aws/smithy-go"
)

func generic(err error) *smithy.GenericAPIError {
	var e *smithy.GenericAPIError
	errors.As(err, &e)
	return e
}

func status(err error) string {
	var e interface{ HTTPStatusCode() int }
	if !errors.As(err, &e) {
		return ""
	}
	return http.StatusText(e.HTTPStatusCode())
}

var (
	jsonErrorText = Difference{
		Name: "the text of errors for bodies that are not JSON", Reason: "it says where in the output and in the body",
		Match: func(c *Case, f Finding) bool {
			return f.Path == "error text" && isDeserialization(c.Official.Err) && isDeserialization(c.Ours.Err)
		},
	}
	trailing = Difference{
		Name: "text after the JSON of an answer", Reason: "such a body was put together wrongly: it is an error",
		Match: func(c *Case, f Finding) bool {
			return c.Operation == "more after the object" && c.Official.Err == nil && isDeserialization(c.Ours.Err)
		},
	}
	veryDeep = Difference{
		Name: "JSON nested deeper than 1,000 levels", Reason: "no answer is: it is refused; the official client's limit is 10,000",
		Match: func(c *Case, f Finding) bool {
			return c.Operation == "very deep" && c.Official.Err == nil && isDeserialization(c.Ours.Err)
		},
	}
	statusText = Difference{
		Name: "errors without a message", Reason: "their message is the text of the status, not \"UnknownError\"",
		Match: func(c *Case, f Finding) bool {
			a, b := generic(c.Official.Err), generic(c.Ours.Err)
			if a == nil || b == nil || a.Message != "UnknownError" || b.Message != status(c.Ours.Err) || b.Message == "" {
				return false
			}
			return f.Path == "error message" || f.Path == "error.Message" || f.Path == "error text"
		},
	}
	statusFault = Difference{
		Name: "whose fault an unknown error is", Reason: "the status says it: the official client calls it unknown",
		Match: func(c *Case, f Finding) bool {
			return generic(c.Official.Err) != nil && generic(c.Ours.Err) != nil && strings.Contains(f.Official, "unknown") &&
				(f.Path == "error fault" || f.Path == "error.Fault")
		},
	}
	unreadable = Difference{
		Name:   "error bodies that are not JSON",
		Reason: "they come from proxies and load balancers: the answer is still an API error with status, and code where a header has it",
		Match: func(c *Case, f Finding) bool {
			var api smithy.APIError
			return isDeserialization(c.Official.Err) && errors.As(c.Ours.Err, &api) && strings.HasPrefix(f.Path, "error ")
		},
	}
	twoMessages = Difference{
		Name: "an error with message and Message", Reason: "the official client takes one of the two at random", Chance: true,
		Match: func(c *Case, f Finding) bool {
			return c.Operation == "both messages" && strings.Contains(f.Ours, "big")
		},
	}
	codeWithSpaces = Difference{
		Name: "spaces around an error code", Reason: "they do not belong to it",
		Match: func(c *Case, f Finding) bool { return c.Operation == "code with spaces" },
	}
)
