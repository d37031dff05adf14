// Package program holds tests as programs of others have them: with mocks of the client and errors that they make themselves.
// Nothing in them knows this library's insides.
package program
