package connect_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// An unknown variant may contain anything sensitive, so its value is not printed.
func TestPrintUnknownVariant(t *testing.T) {
	v := types.UnknownUnionMember{Tag: "New", Value: []byte("geheim")}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%x"} {
		assert.Equal(t, `UnknownUnionMember{Tag: "New", Value: 6 bytes}`, fmt.Sprintf(verb, v), verb)
		assert.Equal(t, `UnknownUnionMember{Tag: "New", Value: 6 bytes}`, fmt.Sprintf(verb, &v), verb)
	}
	var log bytes.Buffer
	slog.New(slog.NewJSONHandler(&log, nil)).Info("m", "v", &v)
	assert.Contains(t, log.String(), `"v":"UnknownUnionMember{Tag: \"New\", Value: 6 bytes}"`)
}
