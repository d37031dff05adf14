// Package weather is a client made for the tests of the generator. Its other files are generated.
package weather

import "context"

// Client stands for a client of the service.
type Client struct{}

// Options stand for its options.
type Options struct{}

func call[O any](_ context.Context, _ *Client, _ any, out O, _ []func(*Options)) (O, error) {
	return out, newError("")
}

func defaultQuotas() RateLimiterOptions { return RateLimiterOptions{} }

// ErrNotFound is named in docs.
var ErrNotFound error
