// Package parity drives the official Connect client and this library with the same inputs and the same answers,
// and compares what goes out and what comes back. Differences on purpose are a list (differences.go); every one
// is matched against what exactly happened, counted and printed, and an entry that never occurs fails the tests.
package parity
