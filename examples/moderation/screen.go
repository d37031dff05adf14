package main

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging/session"
)

// width is how many characters a column has.
const width = 40

// The styles of the terminal that the program uses, as the codes of its escape sequences.
const (
	plain  = ""
	bold   = "1"
	dim    = "2"
	red    = "31"
	green  = "32"
	yellow = "33"
	cyan   = "36"
)

// screen prints a column for each user.
type screen struct {
	out     io.Writer
	color   bool
	columns [everybody]cell
}

// cell is what a column shows in a row.
type cell struct {
	mark, text, style string
}

func newScreen(out io.Writer, color bool) *screen { return &screen{out: out, color: color} }

// head prints the names of the users above their columns.
func (s *screen) head() {
	fmt.Fprintf(s.out, "%s\n\n", s.styled(dim, "  A channel whose flow masks swear words and denies links. What its members see:"))
	for i, name := range names() {
		s.columns[i] = cell{text: strings.ToUpper(name), style: bold}
	}
	s.row()
	for i := range everybody {
		s.columns[i] = cell{mark: "──", text: strings.Repeat("─", width-2), style: dim}
	}
	s.row()
}

// set puts what a user sees of an event into the next row.
func (s *screen) set(user int, event *session.Event) {
	text := aws.ToString(event.Message.Content)
	if sender := aws.ToString(event.Message.Sender.Name); sender != names()[user] {
		text = sender + ": " + text
	}
	c := cell{mark: "?", text: string(event.Type), style: plain}
	switch event.Type {
	case session.EventTypePendingCreateChannelMessage, session.EventTypePendingUpdateChannelMessage:
		c = cell{mark: "…", text: text, style: dim}
	case session.EventTypeDeniedCreateChannelMessage, session.EventTypeDeniedUpdateChannelMessage:
		c = cell{mark: "✗", text: "denied, nobody sees it", style: red}
	case session.EventTypeFailedCreateChannelMessage, session.EventTypeFailedUpdateChannelMessage:
		c = cell{mark: "✗", text: "failed, nobody sees it", style: red}
	case session.EventTypeCreateChannelMessage:
		c = cell{mark: "✓", text: text, style: green}
	case session.EventTypeUpdateChannelMessage:
		c = cell{mark: "✎", text: text, style: cyan}
	}
	if c.style == green && strings.Contains(text, "**") {
		c.style = yellow
	}
	s.columns[user] = c
}

// row prints the cells, and empties them.
func (s *screen) row() {
	var line strings.Builder
	for i, c := range s.columns {
		text := strings.TrimRight(fmt.Sprintf("%-2s%s", c.mark, c.text), " ")
		line.WriteString("  " + s.styled(c.style, text))
		if i < len(s.columns)-1 {
			line.WriteString(strings.Repeat(" ", max(0, width-utf8.RuneCountInString(text))))
		}
	}
	fmt.Fprintln(s.out, strings.TrimRight(line.String(), " "))
	s.columns = [everybody]cell{}
}

// styled puts escape sequences around a text.
func (s *screen) styled(style, text string) string {
	if !s.color || style == plain || text == "" {
		return text
	}
	return "\x1b[" + style + "m" + text + "\x1b[0m"
}
