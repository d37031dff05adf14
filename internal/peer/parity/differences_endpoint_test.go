package parity

import "strings"

// EndpointDifferences are endpoints that this library resolves differently.
var EndpointDifferences = []Difference{
	{
		Name: "no Region", Reason: "it is an error that says what to set: the official resolver makes a host with an empty label",
		Match: func(c *Case, _ Finding) bool {
			return c.Official.Err == nil && c.Ours.Err != nil && strings.Contains(c.Ours.Err.Error(), "no AWS region is set")
		},
	},
	{
		Name: "a Region that is no host label", Reason: "a part of it would become the path",
		Match: func(c *Case, f Finding) bool {
			return c.Official.Err == nil && c.Ours.Err != nil && strings.Contains(f.Official, "connect") && strings.Contains(f.Official, "a/b")
		},
	},
}
