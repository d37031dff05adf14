package parity

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/internal/peer/surface"
)

// TestTables compares the lists of variants and errors with the official API: none may be missing.
func TestTables(t *testing.T) {
	loaded, err := surface.Load(map[string]string{"types": "github.com/aws/aws-sdk-go-v2/service/connect/types"})
	require.NoError(t, err)
	facts := loaded[0].Facts()
	var listed, want []string
	for _, v := range variants {
		listed = append(listed, reflect.TypeOf(v.official).Elem().Name())
	}
	for _, e := range modelledErrors {
		listed = append(listed, reflect.TypeOf(e.official).Elem().Name())
		require.Equal(t, reflect.TypeOf(e.official).Elem().Name(), reflect.TypeOf(e.ours).Elem().Name())
	}
	for name := range facts {
		owner, method, _ := strings.Cut(strings.TrimPrefix(name, "types."), ".")
		union, _, isMember := strings.Cut(owner, "Member")
		if method == "ErrorFault" || method == "" && isMember && facts["types."+union] == "sealed interface" {
			want = append(want, owner)
		}
	}
	want = append(want, "UnknownUnionMember")
	slices.Sort(listed)
	slices.Sort(want)
	require.Equal(t, want, listed)
}
