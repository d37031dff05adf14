package chimeconnect

import (
	"fmt"
	"log/slog"

	"github.com/seed-086a074d/chimeconnect/internal/printing"
)

// Printable returns a value that prints v for people, with package fmt and in package log/slog: members that are set, what
// pointers point to, and [redacted] in place of what the API calls sensitive. Structs of either client, structs that embed
// or hold them, and slices and maps of them all print in this way:
//
//	fmt.Println(chimeconnect.Printable(queue))
//	slog.Info("found", "users", chimeconnect.Printable(users))
//
// Inputs, outputs and structs with something sensitive in them print in this way by themselves. Others, such as
// types.Queue, print as Go prints any struct, with addresses of pointers. Note that Go promotes methods: a struct that
// embeds one with a Format method prints as the embedded one alone, without the fields beside it, unless it has a Format
// method of its own or is given to Printable. encoding/json writes everything, sensitive or not.
func Printable(v any) interface {
	fmt.Formatter
	slog.LogValuer
} {
	return printing.Printable{Value: v}
}
