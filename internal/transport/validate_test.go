package transport

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
)

type CheckInput struct {
	_ struct{} `aws:"POST /check"`

	Name   *string `aws:"required,len=2:4"`
	Bearer *string `aws:"header=x-amz-chime-bearer,bearer,required"`
}

func TestValidateInput(t *testing.T) {
	wrong := &CheckInput{Name: new("x")}
	const want = "CheckInput.Name: 1 characters, allowed are 2 to 4"
	bothModes(t, func(mode func(*Options)) {
		p := &peer{script: []answer{says(200, "{}")}}
		bearer := func(o *Options) { o.ChimeBearer = userARN }
		err := Call(t.Context(), client(p, mode, bearer), wrong, new(GetOutput))
		require.NoError(t, err, "off by default")
		err = Call(t.Context(), client(p, mode, bearer, func(o *Options) { o.ValidateInput = chimeconnect.Validate }), wrong, new(GetOutput))
		require.ErrorContains(t, err, want)
		require.ErrorIs(t, err, chimeconnect.ErrInvalidInput)
		assert.Len(t, p.requests, 1)
	})
}

func TestMissingBearer(t *testing.T) {
	type Input = struct {
		_           struct{} `aws:"GET /x"`
		ChimeBearer *string  `aws:"header=x-amz-chime-bearer,bearer,required"`
	}
	type NeedInput Input
	err := Call(t.Context(), client(&peer{}), &NeedInput{}, new(GetOutput))
	assert.ErrorContains(t, err, "missing required field, NeedInput.ChimeBearer: set it in the input, or Options.ChimeBearer for this call, "+
		"or Options.ChimeBearer of the client")
}
