package printing

import (
	"fmt"
	"strings"
)

// WithProblems adds to the message of an error the first of its problems, and how many there are.
func WithProblems[P any](message string, problems []P, text func(P) *string) string {
	const shown = 3
	var parts []string
	if message != "" {
		parts = append(parts, message)
	}
	for i, p := range problems {
		if i == shown {
			parts = append(parts, fmt.Sprintf("and %d more problems", len(problems)-shown))
			break
		}
		if t := text(p); t != nil {
			parts = append(parts, *t)
		}
	}
	return strings.Join(parts, "; ")
}
