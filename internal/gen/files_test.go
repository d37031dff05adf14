package main

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func partOf(name string, lines int, enum bool) part {
	return part{name: name, enum: enum, text: strings.Repeat("\n", lines-1)}
}

// A file that is too large is cut where a reader would look: enums apart, then by the alphabet.
func TestSplit(t *testing.T) {
	for name, tt := range map[string]struct {
		parts []part
		want  []string
	}{
		"small": {[]part{partOf("A", 10, false), partOf("B", 10, true)}, []string{"shared"}},
		"enums": {[]part{partOf("A", 1000, false), partOf("B", 1000, true)}, []string{"shared", "shared_enums"}},
		"letters": {
			[]part{partOf("Aa", 700, false), partOf("Ab", 700, false), partOf("B", 700, false), partOf("C", 700, false), partOf("D", 700, false)},
			[]string{"shared_a", "shared_b_c", "shared_d"},
		},
		"one letter too large": {
			[]part{partOf("Aa", 1000, false), partOf("Ab", 1000, false), partOf("B", 400, false)},
			[]string{"shared_aa", "shared_ab_b"},
		},
		"enums too large": {
			[]part{partOf("A", 1000, true), partOf("B", 10, false), partOf("C", 1000, true)},
			[]string{"shared", "shared_enums_a", "shared_enums_c"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			got := split("shared", tt.parts)
			assert.Equal(t, tt.want, slices.Sorted(maps.Keys(got)))
			n := 0
			for _, parts := range got {
				n += len(parts)
				assert.LessOrEqual(t, countLines(parts), cutLines)
			}
			assert.Len(t, tt.parts, n)
		})
	}
}

// The rule that the official client's constants follow.
func TestConstName(t *testing.T) {
	for member, want := range map[string]string{
		"CUSTOM_BOT": "TypeCustomBot", "en-US": "TypeEnUS", "EN_US": "TypeEnUs", "EnUS": "TypeEnUS", "OnSlaBreach": "TypeOnSlaBreach",
		"a b:c.d/e": "TypeABCDE", "V2_CALL": "TypeV2Call", "Raw": "TypeRaw", "512": "Type512",
	} {
		assert.Equal(t, want, constName("Type", member), member)
	}
}
