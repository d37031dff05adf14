// Package resultkey has the keys of the values that a call puts into the ResultMetadata of its output.
package resultkey

type (
	// Token is the key of the idempotency token that the call sent, a string.
	Token struct{}
	// LimiterWait is the key of the time that the call waited for its limiter, a time.Duration.
	LimiterWait struct{}
)
