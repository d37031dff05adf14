package wire

import (
	"math"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestEpochWithoutFloats checks that the fast path for epoch seconds gives the same result as the slow one.
func TestEpochWithoutFloats(t *testing.T) {
	taken := 0
	for _, text := range []string{
		"0", "1", "1700000000", "1700000000.0", "1700000000.1", "1700000000.12", "1700000000.123", "1700000000.001", "99999999999.999", "0.5",
		"", ".5", "5.", "-1", "-0.001", "1e9", "1.7E9", "1700000000.1234", "999999999999", "1700000000.9995", "1_0", "+1", " 1", "1.+1", "0x1", "NaN",
	} {
		ms, ok := milliseconds(text)
		if !ok {
			continue
		}
		taken++
		seconds, err := strconv.ParseFloat(text, 64)
		require.NoError(t, err, text)
		assert.Equal(t, int64(math.Round(seconds*1000)), ms, text)
		at, err := parseEpoch(text)
		require.NoError(t, err)
		assert.Equal(t, time.UnixMilli(ms).UTC(), at)
	}
	assert.Equal(t, 11, taken)
}
