// Package transport makes a call: it turns an input into a signed HTTP request, sends it as often as the retryer
// wants, and turns the response into an output or a typed error. Both clients share it; what differs between them is the
// data in [Service] and the tags of their types.
//
// A call reads from the top down, one file for each step:
//
//	call.go      options -> validate -> encode once -> attempts -> result
//	attempts.go  the loop: limiter, retry tokens, what to try again, back-off
//	attempt.go   one attempt: where to, request, signature, exchange
//	request.go   the HTTP request, and the headers that say who calls
//	send.go      the HTTP exchange, the response read whole
//	response.go  the response: output or error
//	errors.go    the form of an error that ends the call
//	metadata.go  what the caller can find out afterwards
//
// The packages endpoint, signing, retry, pages and wire each do one part of a call.
//
// The same functions are the steps of a smithy middleware stack (stack.go, steps.go) where the caller configured
// middleware, interceptors, tracing or metrics (observe.go), and only there: [Call] chooses.
package transport
