package transport

import (
	"testing"

	"github.com/aws/smithy-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

type (
	CheckInput struct {
		_ struct{} `aws:"POST /check"`

		Name   *string `aws:"required,len=2:4"`
		Count  *int32  `aws:"range=1:9"`
		Secret *string `aws:"len=:3,sensitive"                   pattern:"^[a-z]+$"`
		Token  *string `aws:"required,token"`
		Bearer *string `aws:"header=x-amz-chime-bearer,required"`
		Below  *Checked
		Hidden map[string]string `aws:"keys.len=:1,keys.sensitive,values.len=:1"`
	}
	Checked struct {
		Names []string `aws:"items.len=:1"`
	}
)

func TestValidate(t *testing.T) {
	wrong := &CheckInput{
		Name: new("x"), Count: new(int32(10)), Secret: new("HUSH"), Below: &Checked{Names: []string{"a", "bb"}},
		Hidden: map[string]string{"hush": "hush"},
	}
	want := []string{
		"CheckInput.Name: 1 characters, allowed are 2 to 4",
		"CheckInput.Count: the number must be 1 to 9",
		"CheckInput.Secret: 4 characters, allowed are at most 3",
		"CheckInput.Secret: does not match the pattern ^[a-z]+$",
		"CheckInput.Below.Names[1]: 2 characters, allowed are at most 1",
		"CheckInput.Hidden[redacted]: 4 characters, allowed are at most 1",
		"CheckInput.Hidden[redacted]: the key: 4 characters, allowed are at most 1",
	}
	texts := func(err error) (lines []string) {
		for _, e := range as[smithy.InvalidParamsError](t, err).Errs() {
			lines = append(lines, e.Error())
		}
		return lines
	}
	assert.Equal(t, want, texts(Validate(wrong)))
	assert.Equal(t, want, texts(Validate(*wrong)), "a value will do")
	require.NoError(t, Validate(&CheckInput{Name: new("abc")}), "what a client fills in counts as set")
	assert.Equal(t, []string{"missing required field, CheckInput.Name."}, texts(Validate((*CheckInput)(nil))))
	assert.Equal(t, []string{"Checked.Names[0]: 2 characters, allowed are at most 1"}, texts(Validate(&Checked{Names: []string{"bb"}})))
	require.Error(t, Validate(nil))
	require.Error(t, Validate(3))

	bothModes(t, func(mode func(*Options)) {
		p := &peer{script: []answer{says(200, "{}")}}
		bearer := func(o *Options) { o.ChimeBearer = userARN }
		err := Call(t.Context(), client(p, mode, bearer), wrong, new(GetOutput))
		require.NoError(t, err, "off by default")
		err = Call(t.Context(), client(p, mode, bearer, func(o *Options) { o.ValidateInput = Validate }), wrong, new(GetOutput))
		assert.Equal(t, want, texts(err))
		require.ErrorIs(t, err, ErrInvalidInput)
		assert.Len(t, p.requests, 1)
	})
}

func TestMissingBearer(t *testing.T) {
	type Input = struct {
		_           struct{} `aws:"GET /x"`
		ChimeBearer *string  `aws:"header=x-amz-chime-bearer,required"`
	}
	type NeedInput Input
	err := Call(t.Context(), client(&peer{}), &NeedInput{}, new(GetOutput))
	assert.ErrorContains(t, err, "missing required field, NeedInput.ChimeBearer: set it in the input, or Options.ChimeBearer for this call, "+
		"or Options.ChimeBearer of the client")
}
