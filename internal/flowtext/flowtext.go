// Package flowtext has a large contact flow for benchmarks.
package flowtext

import (
	"fmt"
	"strings"
)

// Large returns a flow of 166 KB, as an editor saves it: a JSON document that travels inside a string, full of quotes.
func Large() string {
	var b strings.Builder
	b.WriteString(`{"Version":"2019-10-30","StartAction":"action-0","Actions":[`)
	for i := range 560 {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"Identifier":"12345678-1234-1234-1234-%012d","Type":"MessageParticipant","Parameters":{"Text":"Press %d to go on,`+
			` or stay on the line. Café"},"Transitions":{"NextAction":"12345678-1234-1234-1234-%012d","Errors":[{"NextAction":"end",`+
			`"ErrorType":"NoMatchingError"}],"Conditions":[]}}`, i, i, i+1)
	}
	b.WriteString("]}\n")
	return b.String()
}
