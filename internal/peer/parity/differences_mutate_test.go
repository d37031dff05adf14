package parity

import (
	"errors"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/seed-086a074d/chimeconnect/internal/wire"
)

var (
	nullElement = Difference{
		Name: "null in a list", Reason: "null is absence everywhere: the element is left out; the official client keeps an empty one",
		Match: func(c *Case, f Finding) bool {
			return c.Official.Err == nil && c.Ours.Err == nil && strings.HasSuffix(f.Official, " elements") && strings.HasSuffix(f.Ours, " elements")
		},
	}
	nullEntry = Difference{
		Name: "null in a map", Reason: "null is absence everywhere: the entry is left out; the official client keeps an empty one",
		Match: func(c *Case, f Finding) bool {
			return c.Official.Err == nil && c.Ours.Err == nil && strings.HasSuffix(f.Official, " entries") && strings.HasSuffix(f.Ours, " entries")
		},
	}
	scalarAsText = Difference{
		Name: "booleans and numbers in strings", Reason: "Connect has sent them: they are read; the official client fails",
		Match: func(c *Case, f Finding) bool { return isDeserialization(c.Official.Err) && c.Ours.Err == nil },
	}
	wholeFraction = Difference{
		Name: "whole numbers written with a fraction", Reason: "1.0 is 1: it is read; the official client fails",
		Match: func(c *Case, f Finding) bool {
			return isDeserialization(c.Official.Err) && c.Ours.Err == nil && strings.Contains(f.Official, "strconv.ParseInt")
		},
	}
	errorPath = Difference{
		Name: "the text of errors for JSON of another type", Reason: "it names the path of the member",
		Match: func(c *Case, f Finding) bool {
			return f.Path == "error text" && isDeserialization(c.Official.Err) && isDeserialization(c.Ours.Err) && strings.Contains(f.Ours, "Output.")
		},
	}
	besideVariant = Difference{
		Chance: true,
		Name:   "an unknown member beside a variant", Reason: "the official client takes one of the two at random",
		Match: func(c *Case, f Finding) bool {
			const unknown = "UnknownUnionMember"
			return (f.Official == unknown || f.Ours == unknown) && f.Official != f.Ours
		},
	}
	unknownValue = Difference{
		Name: "unknown variants", Reason: "their JSON is kept; the official client only has the name",
		Match: func(c *Case, f Finding) bool {
			return strings.HasSuffix(f.Path, ".Value") && f.Official == `"" (EOF)` && strings.Contains(f.Ours, `"{\"a\":1}"`)
		},
	}
	newMember = Difference{
		Name: "members that the official release does not know", Reason: "this library's description of the service is newer, so that it reads more, and can fail on more",
		Match: func(c *Case, f Finding) bool {
			var at *wire.PathError
			return c.Official.Err == nil && errors.As(c.Ours.Err, &at) && !has(c.Official.Output.Type().Elem(), at.Path)
		},
	}
	overflow = Difference{
		Name: "times that are out of range", Reason: "an error; the official client gives some other time",
		Match: func(c *Case, f Finding) bool {
			return c.Official.Err == nil && isDeserialization(c.Ours.Err) && strings.Contains(f.Ours, "timestamp")
		},
	}
)

var indexes = regexp.MustCompile(`\[[^\]]*\]`)

// has reports whether the path of an error, "ListXOutput.Member[0].Member", leads to a member of an official type.
func has(t reflect.Type, path string) bool {
	names := strings.Split(indexes.ReplaceAllString(path, ""), ".")
	if names[0] == t.Name() {
		names = names[1:]
	}
	return hasMembers(t, names)
}

func hasMembers(t reflect.Type, names []string) bool {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Map {
		t = t.Elem()
	}
	if len(names) == 0 {
		return true
	}
	if t.Kind() == reflect.Interface {
		return slices.ContainsFunc(variantsOf(t, true), func(variant reflect.Type) bool {
			value, _ := variant.FieldByName("Value")
			return hasMembers(value.Type, names)
		})
	}
	field, ok := t.FieldByName(names[0])
	return ok && hasMembers(field.Type, names[1:])
}
