package connect_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/connect"
)

const inConnect = "arn:aws:connect:us-east-1:123456789012:"

func TestParseARN(t *testing.T) {
	at := connect.ARN{Partition: "aws", Region: "us-east-1", Account: "123456789012"}
	for resource, want := range map[string]connect.ARN{
		"instance/i":                  {InstanceID: "i", Kind: "instance", ID: "i"},
		"instance/i/queue/q":          {InstanceID: "i", Kind: "queue", ID: "q"},
		"instance/i/contact-flow/f:3": {InstanceID: "i", Kind: "contact-flow", ID: "f:3"},
		"instance/i/queue/agent/a":    {InstanceID: "i", Kind: "queue", ID: "agent/a"},
		"phone-number/p":              {Kind: "phone-number", ID: "p"},
	} {
		want.Partition, want.Region, want.Account = at.Partition, at.Region, at.Account
		got, err := connect.ParseARN(inConnect + resource)
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
	for text, problem := range map[string]string{
		"":                                `"" is not an ARN: want arn:PARTITION:connect:`,
		"instance/i":                      "is not an ARN",
		"arn:aws:connect:us-east-1":       "is not a whole ARN",
		"arn:aws:lex:us-east-1:1:bot/b":   `is an ARN of the service "lex"`,
		"arn:aws:connect::1:instance/i":   "with an empty part",
		"arn:aws:connect:us-east-1:1:":    "with an empty part",
		inConnect + "instance":            "has no ID",
		inConnect + "instance/":           "has no ID",
		inConnect + "instance/i/":         "has no ID",
		inConnect + "instance/i/queue/":   "has no ID",
		inConnect + "/x":                  "has no ID",
		inConnect + "instance//queue/q":   "has no ID",
		"arn:aws:connect:us-east-1:1\x00": `\x00" is not a whole ARN`,
	} {
		got, err := connect.ParseARN(text)
		var bad *chimeconnect.ARNError
		require.ErrorAs(t, err, &bad, text)
		require.ErrorContains(t, err, problem)
		assert.Zero(t, got)
	}
	assert.Zero(t, testing.AllocsPerRun(100, func() { _, _ = connect.ParseARN(inConnect + "instance/i/queue/q") }))
}

func TestInstanceID(t *testing.T) {
	for _, text := range []string{"i", inConnect + "instance/i", inConnect + "instance/i/queue/q"} {
		id, err := connect.InstanceID(text)
		require.NoError(t, err)
		assert.Equal(t, "i", id)
	}
	for text, problem := range map[string]string{
		"": "is not an ARN", "a/b": "is not an ARN", "arn:": "is not a whole ARN", inConnect + "phone-number/p": "names no instance: want the ARN of an instance",
	} {
		id, err := connect.InstanceID(text)
		require.ErrorContains(t, err, problem)
		assert.Empty(t, id)
	}
}
