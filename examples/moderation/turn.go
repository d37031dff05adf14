package main

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"strings"
)

// The two users, by the column in which they stand.
const (
	alice = iota
	bob
	everybody // how many they are
)

// names returns the names of the users.
func names() [everybody]string { return [...]string{alice: "Alice", bob: "Bob"} }

// turn is an action of a user.
type turn struct {
	user int
	text string
	edit bool // of the user's last message
}

// story is the conversation that the program shows.
func story() []turn {
	return []turn{
		{user: alice, text: "Hello Bob! Did my order leave?"},
		{user: bob, text: "Damn, the truck broke down."},
		{user: alice, text: "What the hell? It's a present!"},
		{user: bob, text: "A coupon: http://coupons.example"},
		{user: bob, text: "The darn truck leaves at noon.", edit: true},
		{user: alice, text: "Great. Thanks!"},
	}
}

// spoken returns the messages in lines such as "bob: Hello", and explains the format if a line is different.
func spoken(in io.Reader, out io.Writer) iter.Seq[turn] {
	return func(yield func(turn) bool) {
		for lines := bufio.NewScanner(in); lines.Scan(); {
			name, text, _ := strings.Cut(lines.Text(), ":")
			t := turn{user: -1, text: strings.TrimSpace(text)}
			for user, known := range names() {
				if strings.EqualFold(strings.TrimSpace(name), known) {
					t.user = user
				}
			}
			switch {
			case strings.TrimSpace(lines.Text()) == "":
			case t.user < 0 || t.text == "":
				fmt.Fprintf(out, "  (%q is not understood; try \"alice: Hello\" or \"bob: Hello\")\n", lines.Text())
			case !yield(t):
				return
			}
		}
	}
}
