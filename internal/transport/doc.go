// Package transport makes a call: it turns an input into a signed HTTP request, sends it as often as the retryer
// wants, and turns the answer into an output or a typed error. Both clients share it; what differs between them is the
// data in [Service] and the tags of their types.
//
// A call is one walk through one file each:
//
//	call.go      options -> validate -> encode once -> attempts -> result
//	attempts.go  the loop: retry tokens, back-off, what to try again
//	attempt.go   one attempt: sign, send, read, decode
//	sign.go      credentials and Signature Version 4
//	send.go      the HTTP exchange
//	response.go  the answer: output, modelled error, request ID
//
// The same steps run inside a smithy middleware stack (stack.go) where the caller configured middleware, interceptors,
// tracing or metrics, and only there: without them no stack is built.
package transport
