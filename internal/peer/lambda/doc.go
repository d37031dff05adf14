// Package lambda tests processors of channel flows with AWS's runtime for Go functions, which the library itself does not
// depend on.
package lambda
