package chimemessaging_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/internal/fake/faketest"
)

// TestOptionsSurvive checks that no option is lost on its way into a client, out of it, and into a call.
func TestOptionsSurvive(t *testing.T) {
	var want chimemessaging.Options
	faketest.FillOptions(t, &want)
	faketest.EqualOptions(t, want, want.Copy())

	// With a maximum of attempts the retryer is wrapped.
	client := chimemessaging.New(want)
	faketest.EqualOptions(t, want, client.Options(), "Retryer")
	faketest.EqualOptions(t, want, chimemessaging.New(chimemessaging.Options{}, func(o *chimemessaging.Options) { *o = want }).Options(), "Retryer")
	faketest.EqualOptions(t, want, client.As("value-x").Options(), "ChimeBearer", "Retryer")
	assert.Equal(t, "value-x", client.As("value-x").Options().ChimeBearer)

	var ofCall chimemessaging.Options
	_, _ = client.DescribeChannel(t.Context(), &chimemessaging.DescribeChannelInput{ChannelArn: aws.String("arn:c"), ChimeBearer: aws.String("arn:b")}, func(o *chimemessaging.Options) { ofCall = *o })
	faketest.EqualOptions(t, want, ofCall, "Retryer")
}
