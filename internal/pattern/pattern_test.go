package pattern

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTranslate(t *testing.T) {
	for source, translated := range map[string]string{
		`^a{1,1023}$`:              `^a{1,}$`,
		`a{2000}b{3}`:              `a{1000,}b{3}`,
		`a{0,5000}{`:               `a{0,}{`,
		`\{1,5000}[{2,5]`:          `\{1,5000}[{2,5]`,
		`[\]{1,5000}]{2,}`:         `[\]{1,5000}]{2,}`,
		`\p{L}{1,1001}`:            `\p{L}{1,}`,
		`[\u0009\u10000-\u10FFFF]`: `[\x{0009}\x{10000}-\x{10FFFF}]`,
		`\\u0009`:                  `\\u0009`,
	} {
		assert.Equal(t, translated, translate(source))
	}
}

func TestPatternMatchesWhole(t *testing.T) {
	for source, texts := range map[string]struct{ good, bad []string }{
		`[-_a-zA-Z0-9]*`:                         {[]string{"", "a-b"}, []string{"a b", "a/b", "a\n"}},
		`^[0-9a-z]+`:                             {[]string{"a1"}, []string{"a1!", ""}},
		`(^[\S].*[\S]$)|(^[\S]$)`:                {[]string{"a", "a b", "a\nb"}, []string{" a", "a ", " "}},
		`a|b`:                                    {[]string{"a", "b"}, []string{"ab", "xb"}},
		`arn:[a-z0-9-\.]{1,63}:[^/].{0,1023}`:    {[]string{"arn:aws:x"}, []string{"junk arn:aws:x", "shop"}},
		`^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]*$`:  {[]string{"", "Team", "a:b"}, []string{"aws:x", "a,b"}},
		`^(?!d-)([\da-zA-Z]+)([-]*[\da-zA-Z])*$`: {[]string{"shop-1", "d1"}, []string{"d-x", "-a", "a-"}},
		`^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[a-zA-Z\d\S]{8,64}$`: {[]string{"Passw0rd"}, []string{"short", "password1", "Password", "PASSWORD1", "Pass w0rd"}},
		`^(?!\.$)(?!\.\.$)[\p{L}.'|]+$`:                      {[]string{"a.b", "...", ".a"}, []string{".", "..", ""}},
		`(?!aws:|connect:)[\u0009\u0020-\u007E]+$`:           {[]string{"a b"}, []string{"aws:a", "connect:a", "\u00e9"}},
		`[\u0020\u10000-\u10FFFF]*`:                          {[]string{"\U0001F600"}, []string{"\n"}},
		`^(?=[)(](?=a)b)`:                                    {nil, nil}, // parentheses in classes
	} {
		p := &Pattern{source: source}
		for _, s := range texts.good {
			assert.True(t, p.Match(s), "%s: %q", source, s)
		}
		for _, s := range texts.bad {
			assert.False(t, p.Match(s), "%s: %q", source, s)
		}
	}
	unknown := &Pattern{source: `a(?=b)`}
	require.Error(t, unknown.Compile())
	assert.True(t, unknown.Match("anything"), "the service has the last word")
	assert.True(t, (*Pattern)(nil).Match("anything"))
}

// None of the patterns of the clients is left out because it cannot be checked.
func TestPatternsOfClientsAreChecked(t *testing.T) {
	tag := regexp.MustCompile(`pattern:("(?:[^"\\]|\\.)*")`)
	seen := map[string]bool{}
	for _, folder := range []string{"connect", "connect/types", "chimemessaging", "chimemessaging/types"} {
		files, err := filepath.Glob(filepath.Join("..", "..", filepath.FromSlash(folder), "*_gen.go"))
		require.NoError(t, err)
		for _, file := range files {
			text, err := os.ReadFile(file)
			require.NoError(t, err)
			for _, found := range tag.FindAllStringSubmatch(string(text), -1) {
				source, err := strconv.Unquote(found[1])
				require.NoError(t, err)
				seen[source] = true
				require.NoError(t, New(source).Compile())
			}
		}
	}
	assert.Greater(t, len(seen), 50)
}
