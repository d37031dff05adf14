// Package fake is what the fake services of this module share: an HTTP server that checks signatures, routes requests
// by the tags of the input types, injects faults, records what arrived, and has the tools for built-in state (tables,
// pages, idempotency, ids).
//
// All it needs to know about a service is its [Service] value and the type of its Handlers struct: a field's name is
// the operation, its parameter the input type, its result the output type.
package fake
