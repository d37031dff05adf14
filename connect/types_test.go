package connect_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// Errors that a test makes have the same kind as those of the service.
func TestModelledErrorsKnowTheirKind(t *testing.T) {
	require.ErrorIs(t, &types.ResourceNotFoundException{}, chimeconnect.ErrNotFound)
	require.ErrorIs(t, &types.ThrottlingException{}, chimeconnect.ErrThrottled)
	require.ErrorIs(t, &types.LimitExceededException{}, chimeconnect.ErrQuotaExceeded)
	require.ErrorIs(t, &types.ServiceQuotaExceededException{}, chimeconnect.ErrQuotaExceeded)
	require.NotErrorIs(t, &types.LimitExceededException{}, chimeconnect.ErrThrottled)
}

// An invalid flow carries its reasons only in the problems.
func TestProblemsInTheText(t *testing.T) {
	problem := func(text string) types.ProblemDetail { return types.ProblemDetail{Message: &text} }
	err := &types.InvalidContactFlowException{Problems: []types.ProblemDetail{problem("one"), problem("two")}}
	require.EqualError(t, err, "InvalidContactFlowException: one; two")
	assert.Empty(t, err.ErrorMessage())
	err.Problems = append(err.Problems, problem("three"), problem("four"), problem("five"))
	require.EqualError(t, err, "InvalidContactFlowException: one; two; three; and 2 more problems")
}
