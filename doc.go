// Package chimeconnect holds what the clients of Amazon Connect (package connect) and Amazon Chime SDK Messaging
// (package chimemessaging) have in common and the official clients do not have: kinds of errors, limits on request
// rates, waiting, validation and bulk work. It imports neither client.
//
// # Errors
//
// [ErrNotFound] and the other kinds group the errors of all operations by what a program can do about them. The kinds are
// the same for both services, and a modelled error, such as *types.ResourceNotFoundException of package connect/types, has
// its kind whether it comes from a call or from a mock. With the error err of a call:
//
//	if errors.Is(err, chimeconnect.ErrNotFound) {
//		// already gone
//	}
//
// # Rates
//
// A [RateLimiter] keeps the attempts of any number of clients below the quotas of an account. connect.NewLimiter and
// chimemessaging.NewLimiter return one with the default quotas of their service. [Limiter] is the interface behind it. A
// limiter counts each service, Region, account and operation on its own, so one serves any number of clients; clients of one
// account must share it. It limits one process: for many, package connect/redislimiter, a module of its own, keeps the count
// in Redis or Valkey.
//
// # Waiting and checking
//
// [WaitUntil] reads until a change is visible. [Validate] checks an input against all limits that the API publishes,
// before anything is sent.
//
// # Printing
//
// Inputs and outputs print what is set in them, and [redacted] in place of what the API calls sensitive. [Printable] prints
// any other value in this way, including structs that hold or embed those of the clients.
//
// # Bulk work
//
// [RunBulk] runs a call for each of many items, several at a time, and keeps a journal on disk, so that a run that was
// stopped in any way can continue where it stopped.
package chimeconnect
