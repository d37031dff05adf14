// Package fake is what the fake services of this module share: an HTTP server that checks
// signatures, routes requests by the tags of the input types, injects faults, records what arrived,
// and keeps the small tools that built-in state is made of (tables, pages, idempotency, ids).
//
// It knows nothing of a service beyond its [Service] value and the type of its Handlers struct: a
// field's name is the operation, its parameter the input type, its result the output type.
package fake
