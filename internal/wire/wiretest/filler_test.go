package wiretest

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/internal/pattern"
	"github.com/seed-086a074d/chimeconnect/internal/wire"
)

// The texts that tests make up must pass validation.
func TestFillKeepsToTags(t *testing.T) {
	type leaf struct {
		Arn      *string  `aws:"required,len=5:1600"            pattern:"arn:[a-z0-9-\\.]{1,63}:[^/].{0,1023}"`
		Password *string  `aws:"required"                       pattern:"^(?=.*[a-z])(?=.*[A-Z])(?=.*\\d)[a-zA-Z\\d\\S]{8,64}$"`
		Count    *int32   `aws:"required,range=5:7"`
		Ratio    *float64 `aws:"required,range=:0.5"`
		Words    []string `aws:"required,len=1:2,items.len=3:4"`
	}
	type root struct {
		Leaves []leaf            `aws:"required,len=1:3"`
		Tags   map[string]string `aws:"required,len=1:,keys.len=:4,values.len=2:2"`
	}
	for seed := range uint64(50) {
		in := new(root)
		require.NoError(t, New(seed).Fill(in))
		found, err := wire.Validate(in, wire.Fill{})
		require.NoError(t, err)
		assert.Empty(t, found)
	}
}

// TestPatternsOfServices checks the patterns of both services: each compiles, accepts a text made for it, and refuses
// another, but for those that allow any text.
func TestPatternsOfServices(t *testing.T) {
	anything := map[string]bool{`.*`: true, `[\s\S]*`: true, `^[\W\S_]*`: true, `^[\s\S]*$`: true}
	for _, service := range []string{"connect", "chimemessaging"} {
		t.Run(service, func(t *testing.T) {
			patterns := modelPatterns(t, "../../../"+service)
			require.NotEmpty(t, patterns)
			members := 0
			for source, uses := range patterns {
				members += uses
				p := pattern.New(source)
				require.NoError(t, p.Compile())
				text, err := Matching(rand.New(rand.NewPCG(1, 1)), p, 1, nil)
				if assert.NoError(t, err) {
					assert.True(t, p.Match(text))
				}
				if !anything[source] {
					assert.False(t, p.Match("\x00") && p.Match("") && p.Match(" ") && p.Match("aws:x"), "%d members: %s refuses nothing", uses, source)
				}
			}
			t.Logf("%d patterns on %d members", len(patterns), members)
		})
	}
}

var inTag = regexp.MustCompile(`pattern:("(?:[^"\\]|\\.)*")`)

// modelPatterns counts the patterns in the tags of a client and its types.
func modelPatterns(t *testing.T, dir string) map[string]int {
	t.Helper()
	patterns := map[string]int{}
	for _, glob := range []string{dir + "/*_gen.go", dir + "/types/*_gen.go"} {
		files, err := filepath.Glob(glob)
		require.NoError(t, err)
		require.NotEmpty(t, files)
		for _, file := range files {
			text, err := os.ReadFile(file)
			require.NoError(t, err)
			for _, found := range inTag.FindAllSubmatch(text, -1) {
				source, err := strconv.Unquote(string(found[1]))
				require.NoError(t, err)
				patterns[source]++
			}
		}
	}
	return patterns
}

func TestFillRefuses(t *testing.T) {
	err := New(1).Fill(&struct {
		C chan int `aws:"required"`
	}{})
	assert.ErrorContains(t, err, fmt.Sprint("no way to fill a ", reflect.TypeFor[chan int]()))
}
