package surface

import (
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestSelf checks the comparison itself: a fact that is altered, dropped or added is reported as such.
func TestSelf(t *testing.T) {
	loaded, err := Load(map[string]string{"connect": official, "types": official + "/types"})
	require.NoError(t, err)
	want := loaded[0].Facts()
	require.Greater(t, len(want), 8000)

	d := Compare(want, maps.Clone(want))
	require.Empty(t, d.Missing)
	require.Empty(t, d.Different)
	require.Empty(t, d.Extra)

	got := maps.Clone(want)
	delete(got, "connect.Client.ListUsers")
	got["connect.ListUsersInput.MaxResults"] = "field int32"
	got["connect.Mine"] = "struct"
	d = Compare(want, got)
	require.Equal(t, []string{"connect.Client.ListUsers"}, slices.Collect(maps.Keys(d.Missing)))
	require.Equal(t, map[string]string{"connect.ListUsersInput.MaxResults": "official field *int32; ours field int32"}, d.Different)
	require.Equal(t, []string{"connect.Mine"}, d.Extra)
}
