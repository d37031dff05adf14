// Package transport makes a call: it turns an input into a signed HTTP request, sends it as often as the retryer
// wants, and turns the answer into an output or a typed error. Both clients share it; what differs between them is the
// data in [Service] and the tags of their types.
//
// A call is one walk through one file each:
//
//	call.go      options -> validate -> encode once -> attempts -> result
//	attempts.go  the loop: limiter, retry tokens, back-off, what to try again (policy.go: the usual retryer)
//	attempt.go   one attempt: its request, and who calls (timeout.go: its time)
//	endpoint.go  where to (target.go: the endpoints of AWS are found once)
//	sign.go      credentials and Signature Version 4, at the time of the service (clock.go)
//	send.go      the HTTP exchange (sender.go: no redirects to another host), the answer read whole
//	response.go  the answer: output or error (apierror.go), what may be tried again
//	results.go   what the caller can find out afterwards (metadata.go)
//	failure.go   the form of an error that ends the call
//
// The same functions are the steps of a smithy middleware stack (stack.go, steps.go) where the caller configured
// middleware, interceptors, tracing or metrics (observe.go), and only there: without them no stack is built.
package transport
