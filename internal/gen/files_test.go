package main

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func partOf(name string, lines int) part {
	return part{name: name, text: strings.Repeat("\n", lines-1)}
}

// A file that is too large is cut where a reader would look: by the alphabet.
func TestSplit(t *testing.T) {
	for name, tt := range map[string]struct {
		parts []part
		want  []string
	}{
		"small": {[]part{partOf("A", 10), partOf("B", 10)}, []string{"shared"}},
		"letters": {
			[]part{partOf("Aa", 700), partOf("Ab", 700), partOf("B", 700), partOf("C", 700), partOf("D", 700)},
			[]string{"shared_a", "shared_b_c", "shared_d"},
		},
		"one letter too large": {
			[]part{partOf("Aa", 1000), partOf("Ab", 1000), partOf("B", 400)},
			[]string{"shared_aa", "shared_ab_b"},
		},
		"one part too large": {[]part{partOf("A", 2000), partOf("B", 10)}, []string{"shared_a", "shared_b"}},
	} {
		t.Run(name, func(t *testing.T) {
			got := split(groups{"shared": tt.parts})
			assert.Equal(t, tt.want, slices.Sorted(maps.Keys(got)))
			n := 0
			for _, parts := range got {
				n += len(parts)
			}
			assert.Len(t, tt.parts, n)
		})
	}
}

// Constants have the names that they have in the official client.
func TestConstName(t *testing.T) {
	for member, want := range map[string]string{
		"CUSTOM_BOT": "TypeCustomBot", "en-US": "TypeEnUS", "EN_US": "TypeEnUs", "EnUS": "TypeEnUS", "OnSlaBreach": "TypeOnSlaBreach",
		"a b:c.d/e": "TypeABCDE", "V2_CALL": "TypeV2Call", "Raw": "TypeRaw", "512": "Type512",
	} {
		assert.Equal(t, want, constName("Type", member), member)
	}
}
