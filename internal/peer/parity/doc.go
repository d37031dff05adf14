// Package parity drives the official Connect client and this library with the same inputs and the same answers, and
// compares requests and results. Differences on purpose are listed (differences.go); each is matched exactly, counted
// and printed, and an entry that never occurs fails the tests.
package parity
