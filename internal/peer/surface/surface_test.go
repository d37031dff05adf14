package surface

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	// The packages are read by the go command, which go test does not see: these imports make a change of theirs rerun the tests.
	_ "github.com/aws/aws-sdk-go-v2/service/connect"

	_ "github.com/seed-086a074d/chimeconnect/chimemessaging"
	_ "github.com/seed-086a074d/chimeconnect/connect"
)

const (
	official = "github.com/aws/aws-sdk-go-v2/service/connect"
	ours     = "github.com/seed-086a074d/chimeconnect/connect"
)

// TestConnect compares the official client's exported API with ours: every name, field, method, signature, constant
// value and interface method.
func TestConnect(t *testing.T) {
	loaded, err := Load(
		map[string]string{"connect": official, "types": official + "/types"},
		map[string]string{"connect": ours, "types": ours + "/types"},
	)
	require.NoError(t, err)
	want, got := loaded[0].Facts(), loaded[1].Facts()
	d := Compare(want, got)

	omitted := d.omit(ConnectOmissions)
	for _, o := range ConnectOmissions {
		if omitted[o.Name] == 0 {
			t.Errorf("%s is listed as left out, but nothing of it is missing", o.Name)
		}
		t.Logf("left out: %s (%d facts): %s", o.Name, omitted[o.Name], o.Reason)
	}
	for _, change := range ConnectChanges {
		require.Equal(t, "official "+change.Official+"; ours "+change.Ours, d.Different[change.Name], change.Name)
		delete(d.Different, change.Name)
		t.Logf("changed: %s: %s, was %s: %s", change.Name, change.Ours, change.Official, change.Reason)
	}
	d.report(t)
	t.Logf("%d facts of the official API, %d left out on purpose, %d names added by this library",
		len(want), len(want)-kept(want, got), len(d.Extra))
	added := groups(d.Extra, got)
	for _, kind := range slices.Sorted(maps.Keys(added)) {
		t.Logf("added, %s: %d: %s", kind, len(added[kind]), strings.Join(added[kind], " "))
	}
}

// omit removes what the list covers from the missing facts, and counts it by entry.
func (d Diff) omit(list []Omission) map[string]int {
	count := map[string]int{}
	for _, o := range list {
		maps.DeleteFunc(d.Missing, func(name, _ string) bool {
			if covers(o.Name, name) {
				count[o.Name]++
				return true
			}
			return false
		})
	}
	return count
}

func (d Diff) report(t *testing.T) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(d.Missing)) {
		t.Errorf("missing: %s %s", name, d.Missing[name])
	}
	for _, name := range slices.Sorted(maps.Keys(d.Different)) {
		t.Errorf("different: %s: %s", name, d.Different[name])
	}
}

func kept(want, got Facts) int {
	n := 0
	for name := range want {
		if _, ok := got[name]; ok {
			n++
		}
	}
	return n
}

var kinds = []string{
	"struct", "comparable struct", "sealed interface", "interface method", "interface", "pointer method", "method", "field", "func", "const", "type",
}

// groups sorts names by the kind of fact; what belongs to an added type is only counted with its type.
func groups(extra []string, facts Facts) map[string][]string {
	result := map[string][]string{}
	added := map[string]bool{}
	for _, name := range extra {
		added[name] = true
		if owner := name[:strings.LastIndex(name, ".")]; added[owner] {
			continue
		}
		kind := facts[name]
		if i := slices.IndexFunc(kinds, func(k string) bool { return strings.HasPrefix(kind, k) }); i >= 0 {
			kind = kinds[i]
		}
		result[kind] = append(result[kind], name)
	}
	return result
}
