package main

import (
	"io"
	"os"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// TestProgram lets the program find a fake service where it would find AWS, and reads what it prints.
func TestProgram(t *testing.T) {
	srv := connecttest.NewServer(t)
	srv.AddInstance(types.Instance{InstanceAlias: aws.String("support")})
	credentials := connecttest.Credentials()
	for name, value := range map[string]string{
		"AWS_ENDPOINT_URL_CONNECT":    srv.URL(),
		"AWS_REGION":                  connecttest.Region,
		"AWS_ACCESS_KEY_ID":           credentials.AccessKeyID,
		"AWS_SECRET_ACCESS_KEY":       credentials.SecretAccessKey,
		"AWS_SESSION_TOKEN":           "",
		"AWS_PROFILE":                 "",
		"AWS_CONFIG_FILE":             os.DevNull,
		"AWS_SHARED_CREDENTIALS_FILE": os.DevNull,
	} {
		t.Setenv(name, value)
	}
	reader, writer, err := os.Pipe()
	require.NoError(t, err)
	stdout := os.Stdout
	os.Stdout = writer
	t.Cleanup(func() { os.Stdout = stdout })

	main()

	require.NoError(t, writer.Close())
	printed, err := io.ReadAll(reader)
	require.NoError(t, err)
	assert.Equal(t, "support ACTIVE\n", string(printed))
}
