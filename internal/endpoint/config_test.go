package endpoint

import (
	"context"
	"errors"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
)

// source is a source of configuration that fails or has one value.
type source struct {
	dual aws.DualStackEndpointState
	err  error
}

func (s source) GetUseDualStackEndpoint(context.Context) (aws.DualStackEndpointState, bool, error) {
	return s.dual, s.dual != aws.DualStackEndpointStateUnset, s.err
}

func TestSourcesInOrder(t *testing.T) {
	on, off := aws.DualStackEndpointStateEnabled, aws.DualStackEndpointStateDisabled
	for want, sources := range map[aws.DualStackEndpointState][]any{
		on:                              {"another", source{}, source{off, errors.New("x")}, source{dual: on}, source{dual: off}},
		off:                             {source{dual: off}, source{dual: on}},
		aws.DualStackEndpointStateUnset: {source{}},
	} {
		got := fromSources(aws.Config{ConfigSources: sources}, dualStackSource.GetUseDualStackEndpoint)
		assert.Equal(t, want, got)
	}
}
