package chimeconnect

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestEndpointParameters(t *testing.T) {
	require.Error(t, EndpointParameters{}.ValidateRequired())
	require.Error(t, EndpointParameters{UseDualStack: new(true)}.ValidateRequired())
	p := EndpointParameters{}.WithDefaults()
	require.NoError(t, p.ValidateRequired())
	assert.Equal(t, EndpointParameters{UseFIPS: new(false), UseDualStack: new(false)}, p)
}
