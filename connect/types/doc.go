// Package types holds the structures, enums, unions and errors that the operations of package connect take and return.
package types
