package parity

import "strings"

// RequestDifferences are the differences that random inputs show.
var RequestDifferences = []Difference{
	{
		Name:   "control characters in headers",
		Reason: "net/http refuses such a request in the transport, where the official client retries it: it is an error before sending",
		Match: func(c *Case, f Finding) bool {
			return (f.Path == "request" || f.Path == "error") && c.Official.Request != nil && c.Ours.Request == nil &&
				strings.Contains(f.Ours, "cannot carry the control character")
		},
	},
}
