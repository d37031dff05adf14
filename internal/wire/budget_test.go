package wire

import (
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A small body must not take a lot of memory, whatever its content.
func TestDecodeBoundsMemory(t *testing.T) {
	const size = 2 << 20
	for name, test := range map[string]struct{ before, each, after string }{
		"structs":         {`{"Children":[`, `{},`, `{}]}`},
		"lists":           {`{"Nested":[`, `[],`, `[]]}`},
		"strings":         {`{"Texts":[`, `"",`, `""]}`},
		"escaped strings": {`{"Texts":[`, `"\n",`, `""]}`},
		"maps":            {`{"ByKey":{`, `"~":{},`, `"":{}}}`},
		"maps of maps":    {`{"Maps":{`, `"~":{},`, `"":{}}}`},
		"string maps":     {`{"Attrs":{`, `"~":"",`, `"":""}}`},
		"unions":          {`{"Shapes":[`, `{"Circle":{}},`, `{"Circle":{}}]}`},
		"unknown unions":  {`{"Shapes":[`, `{"A":1},`, `{"A":1}]}`},
		"one member":      {`{`, `"Text":"",`, `"Text":""}`},
		"times":           {`{"Times":[`, `1,`, `1]}`},
	} {
		t.Run(name, func(t *testing.T) {
			var b strings.Builder
			b.WriteString(test.before)
			for i := range size / len(test.each) {
				b.WriteString(strings.ReplaceAll(test.each, "~", "k"+index(i)))
			}
			b.WriteString(test.after)
			body := []byte(b.String())

			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			err := DecodeResponse(body, new(rich))
			runtime.ReadMemStats(&after)
			assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(50*len(body)), "all that was ever allocated, old lists that grew among it")
			if err != nil {
				var over *BudgetError
				require.ErrorAs(t, err, &over)
				assert.Equal(t, budget(len(body)), over.Limit)
			}
			t.Logf("%d bytes: %.1f times as much, %v", len(body), float64(after.TotalAlloc-before.TotalAlloc)/float64(len(body)), err)
		})
	}
}
