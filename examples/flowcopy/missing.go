package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/seed-086a074d/chimeconnect/connect/flow"
)

// missing collects references without a replacement.
type missing struct {
	values []string // in the order in which they were found
	places map[string][]string
}

func newMissing() *missing { return &missing{places: map[string][]string{}} }

func (m *missing) add(in *item, ref flow.Reference, problem string) {
	if m.places[ref.Value] == nil {
		m.values = append(m.values, ref.Value)
	}
	place := fmt.Sprintf("%s, %s: %s", in, ref.Path, problem)
	if !slices.Contains(m.places[ref.Value], place) {
		m.places[ref.Value] = append(m.places[ref.Value], place)
	}
}

// err lists what is missing, and says what to write into the mapping file.
func (m *missing) err() error {
	if len(m.values) == 0 {
		return nil
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%d references have no counterpart; nothing was changed", len(m.values))
	lines := make([]string, len(m.values))
	for i, value := range m.values {
		b.WriteString("\n" + value)
		for _, place := range m.places[value] {
			b.WriteString("\n    " + place)
		}
		key, err := json.Marshal(value)
		if err != nil {
			return err
		}
		lines[i] = fmt.Sprintf("    %s: \"\"", key)
	}
	b.WriteString("\nThe mapping file needs\n{\n" + strings.Join(lines, ",\n") + "\n}")
	return errors.New(b.String())
}
