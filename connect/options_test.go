package connect_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/internal/fake/faketest"
)

// TestOptionsSurvive checks that no option is lost on its way into a client, out of it, and into a call.
func TestOptionsSurvive(t *testing.T) {
	var want connect.Options
	faketest.FillOptions(t, &want)
	faketest.EqualOptions(t, want, want.Copy())

	// With a maximum of attempts the retryer is wrapped.
	client := connect.New(want)
	faketest.EqualOptions(t, want, client.Options(), "Retryer")
	faketest.EqualOptions(t, want, connect.New(connect.Options{}, func(o *connect.Options) { *o = want }).Options(), "Retryer")

	var ofCall connect.Options
	_, _ = client.DescribeInstance(t.Context(), &connect.DescribeInstanceInput{InstanceId: aws.String("i")}, func(o *connect.Options) { ofCall = *o })
	faketest.EqualOptions(t, want, ofCall, "Retryer")
}
