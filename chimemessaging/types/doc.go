// Package types holds the structures, enums, unions and errors that the operations of package chimemessaging take and return.
package types
