package chimemessaging_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/chimemessaging"
)

const instanceARN = "arn:aws:chime:us-east-1:123456789012:app-instance/i"

func TestParseARN(t *testing.T) {
	for kind, id := range map[chimemessaging.ARNKind]string{
		chimemessaging.ARNKindAppInstance: "i", chimemessaging.ARNKindUser: "u", chimemessaging.ARNKindBot: "b",
		chimemessaging.ARNKindChannel: "c", chimemessaging.ARNKindChannelFlow: "f",
	} {
		text := instanceARN
		if kind != chimemessaging.ARNKindAppInstance {
			text += "/" + string(kind) + "/" + id
		}
		a, err := chimemessaging.ParseARN(text)
		require.NoError(t, err)
		assert.Equal(t, chimemessaging.ARN{
			Partition: "aws", Region: "us-east-1", Account: "123456789012", AppInstanceID: "i", Kind: kind, ID: id,
		}, a)
		assert.Equal(t, instanceARN, a.AppInstanceARN())
		assert.Equal(t, id == "u" || id == "b", a.IsBearer())
	}
	for text, problem := range map[string]string{
		"user": "is not an ARN: want arn:PARTITION:chime:", "arn:aws:connect:us-east-1:1:instance/i": `is an ARN of the service "connect"`,
		"arn:aws:chime:us-east-1:1:meeting/m": "names nothing in an app instance", instanceARN + "/admin/x": "names an unknown kind",
		instanceARN + "/user": "has no ID", instanceARN + "/user/": "has no ID", "arn:aws:chime:us-east-1:1:app-instance/": "has no ID",
	} {
		_, err := chimemessaging.ParseARN(text)
		var bad *chimeconnect.ARNError
		require.ErrorAs(t, err, &bad, text)
		require.ErrorContains(t, err, problem)
	}
	assert.Zero(t, testing.AllocsPerRun(100, func() { _, _ = chimemessaging.ParseARN(instanceARN + "/user/u") }))
}
