package chimeconnect

import (
	"time"

	"github.com/aws/smithy-go/middleware"

	"github.com/seed-086a074d/chimeconnect/internal/resultkey"
)

// GetIdempotencyToken returns the idempotency token that a call sent, from the ResultMetadata of its output: the
// caller's, or the one that was filled in. It is false for operations without one.
func GetIdempotencyToken(metadata middleware.Metadata) (string, bool) {
	token, ok := metadata.Get(resultkey.Token{}).(string)
	return token, ok
}

// GetLimiterWait returns how long a call waited for Options.Limiter, all attempts together, from the ResultMetadata of
// its output. It is false for calls without a limiter.
func GetLimiterWait(metadata middleware.Metadata) (time.Duration, bool) {
	waited, ok := metadata.Get(resultkey.LimiterWait{}).(time.Duration)
	return waited, ok
}
