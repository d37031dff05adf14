package wire

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestPattern(t *testing.T) {
	for source, relaxed := range map[string]string{
		`^a{1,1023}$`:      `^a{1,}$`,
		`a{2000}b{3}`:      `a{1000,}b{3}`,
		`a{0,5000}{`:       `a{0,}{`,
		`\{1,5000}[{2,5]`:  `\{1,5000}[{2,5]`,
		`[\]{1,5000}]{2,}`: `[\]{1,5000}]{2,}`,
		`\p{L}{1,1001}`:    `\p{L}{1,}`,
	} {
		assert.Equal(t, relaxed, relax(source))
	}
	arn := &pattern{source: `arn:[a-z0-9-\.]{1,63}:[^/].{0,1023}`}
	assert.True(t, arn.match("arn:aws:x"))
	assert.False(t, arn.match("shop"))
	assert.True(t, (&pattern{source: `^(?=a)b{1,5000}$`}).match("anything"), "the service has the last word")
}

// The texts that the fakes' tests make up must pass validation, so the sampler has to read a pattern in the same way.
func TestSamplerKnowsLargeCounts(t *testing.T) {
	type arns struct {
		Arn *string `aws:"required,len=5:1600" pattern:"arn:[a-z0-9-\\.]{1,63}:[^/].{0,1023}"`
	}
	in := new(arns)
	require.NoError(t, Sampler{Rand: rand.New(rand.NewPCG(1, 1))}.Fill(in))
	require.NotNil(t, in.Arn)
	assert.Regexp(t, "^arn:", *in.Arn)
	found, err := Validate(in, Fill{})
	require.NoError(t, err)
	assert.Empty(t, found)
}
