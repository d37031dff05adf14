package connecttest

import (
	"fmt"
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/internal/fake/faketest"
)

// unchecked reads what is not kept or not checked, by operation.
func unchecked(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile("testdata/state.txt")
	require.NoError(t, err)
	out, last := map[string]string{}, ""
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		name, note, ok := strings.Cut(strings.TrimSpace(line), ": ")
		require.True(t, ok, line)
		require.Less(t, last, name, "the lines of testdata/state.txt are sorted")
		out[name], last = note, name
	}
	return out
}

// resourcesOf reads which operations each resource has, in the order of OPERATIONS.md.
func resourcesOf(t *testing.T) (rows [][2]string) {
	t.Helper()
	text, err := os.ReadFile("../OPERATIONS.md")
	require.NoError(t, err)
	for _, row := range regexp.MustCompile(`(?m)^\| (\w+) \| (\w+) \| `+"`").FindAllStringSubmatch(string(text), -1) {
		rows = append(rows, [2]string{row[1], row[2]})
	}
	return rows
}

// withoutState returns the operations that nothing built in answers.
func withoutState() map[string]bool {
	out := map[string]bool{}
	handlers := reflect.ValueOf(NewHTTPHandler().Builtin())
	for i := range handlers.NumField() {
		if handlers.Field(i).IsNil() {
			out[handlers.Type().Field(i).Name] = true
		}
	}
	return out
}

// STATE.md says of each operation whether the fake keeps what it does. With -update it is written anew.
func TestStateTable(t *testing.T) {
	notes, none := unchecked(t), withoutState()
	var b strings.Builder
	b.WriteString("# What the fake of Amazon Connect keeps\n\n" +
		"Written by `go test ./connect/connecttest -run TestStateTable -update` from the handlers that are built in and from `testdata/state.txt`.\n" +
		"*kept*: other operations know what the operation did, or it tells what they did. *checked*: the request is checked, and nothing is different afterwards.\n" +
		"*none*: answered with status 501, unless a field of `Handlers` is set.\n\n" +
		"All inputs are checked as the model says: required members, lengths, ranges, patterns, enums.\n\n" +
		"| Resource | Operation | State | Not kept or not checked |\n|---|---|---|---|\n")
	rows, seen := resourcesOf(t), map[string]bool{}
	for _, row := range rows {
		state, name := "kept", row[1]
		switch {
		case none[name]:
			state = "none"
		case strings.HasPrefix(notes[name], "Checked only"):
			state = "checked"
		}
		seen[name] = true
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", row[0], name, state, notes[name])
	}
	assert.Len(t, rows, reflect.TypeFor[Handlers]().NumField())
	for name := range notes {
		assert.True(t, seen[name], "testdata/state.txt: there is no operation %s", name)
		assert.False(t, none[name], "testdata/state.txt: %s has no state", name)
	}
	faketest.GoldenFile(t, "STATE.md", b.String())
}

// Every operation on contacts, metrics and what belongs to them has state.
func TestContactsAndMetricsHaveState(t *testing.T) {
	none := withoutState()
	for _, row := range resourcesOf(t) {
		switch row[0] {
		case "contact", "contact_control", "contact_media", "contact_search", "participant", "metric", "metric_data",
			"analytics_data", "extraction_definition", "push_notification":
			assert.False(t, none[row[1]], row[1])
		}
	}
}
