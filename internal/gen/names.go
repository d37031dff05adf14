package main

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// goName returns the exported Go name of a shape or member: its own, with the first letter in upper case.
func goName(name string) string {
	r, n := utf8.DecodeRuneInString(name)
	return string(unicode.ToUpper(r)) + name[n:]
}

// constName returns the name of an enum's constant: the type's name and the member's, whose parts are capitalised.
// A name in capitals is lowered first; one that has lower-case letters keeps its case.
func constName(typeName, member string) string {
	if !strings.ContainsFunc(member, unicode.IsLower) {
		member = strings.ToLower(member)
	}
	parts := strings.FieldsFunc(member, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i := range parts {
		parts[i] = goName(parts[i])
	}
	return typeName + strings.Join(parts, "")
}

// variantName returns the name of the struct that holds one variant of a union.
func variantName(union, member string) string { return goName(union) + "Member" + goName(member) }
