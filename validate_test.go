package chimeconnect

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
		Secret *string `aws:"len=:3,sensitive"                          pattern:"^[a-z]+$"`
		Token  *string `aws:"required,token"`
		Bearer *string `aws:"header=x-amz-chime-bearer,bearer,required"`
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
		var invalid smithy.InvalidParamsError
		require.ErrorAs(t, err, &invalid)
		for _, e := range invalid.Errs() {
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
}
