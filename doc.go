// Package chimeconnect holds what the clients of Amazon Connect (package connect) and Amazon Chime SDK Messaging
// (package chimemessaging) have in common and the official clients do not have: kinds of errors, limits on request
// rates, waiting, validation and bulk work. It imports neither client.
//
// # Errors
//
// Whatever an operation fails with, [ErrNotFound] and the other kinds say what a program can do about it:
//
//	if errors.Is(err, chimeconnect.ErrNotFound) {
//		// already gone
//	}
//
// # Rates
//
// A [RateLimiter] keeps the attempts of any number of clients below the quotas of an account. connect.NewLimiter and
// chimemessaging.NewLimiter return one with the default quotas of their service. [Limiter] is the interface behind it.
// It holds for one process: for many, package connect/redislimiter, a module of its own, keeps the count in Redis or Valkey.
//
// # Waiting and checking
//
// [WaitUntil] reads until a change has come through. [Validate] checks an input against all limits that the API
// publishes, before anything is sent.
//
// # Bulk work
//
// [RunBulk] runs a call for each of many items, several at a time, and keeps a journal on disk, so that a run that was
// stopped in any way continues where it was.
package chimeconnect
