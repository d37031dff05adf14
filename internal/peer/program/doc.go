// Package program holds tests such as programs that use this library have: with mocks of the client and errors that they
// make themselves. They use nothing internal.
package program
