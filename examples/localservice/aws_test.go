package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/session"
	"github.com/seed-086a074d/chimeconnect/connect"
)

// clientOf returns a client with credentials of its own.
func (p *program) clientOf(id, secret, token, region string) *connect.Client {
	return connect.New(connect.Options{
		Region: region, BaseEndpoint: &p.url, Credentials: credentials.NewStaticCredentialsProvider(id, secret, token), Retryer: aws.NopRetryer{},
	})
}

func aliases(t *testing.T, client *connect.Client) []string {
	t.Helper()
	out, err := client.ListInstances(t.Context(), &connect.ListInstancesInput{})
	require.NoError(t, err)
	var found []string
	for _, i := range out.InstanceSummaryList {
		found = append(found, aws.ToString(i.InstanceAlias))
		assert.Contains(t, *i.Arn, ":instance/")
	}
	return found
}

func TestAnyCredentialsRegionAndAccount(t *testing.T) {
	p := start(t)
	assert.Equal(t, []string{"local"}, aliases(t, p.clientOf("AKIA123", "whatever", "token", "us-east-1")))
	assert.Empty(t, aliases(t, p.clientOf("AKIA123", "whatever", "", "eu-central-1")), "a Region has its own")
	assert.Empty(t, aliases(t, p.clientOf("111122223333", "whatever", "", "us-east-1")), "an account has its own")
	status, _ := p.control(t, http.MethodPost, "/_control/seed", `{"account": "111122223333", "region": "ap-southeast-2", "instances": [{"alias": "there"}]}`)
	require.Equal(t, http.StatusOK, status)
	there := p.clientOf("111122223333", "whatever", "", "ap-southeast-2")
	assert.Equal(t, []string{"there"}, aliases(t, there))
	out, err := there.ListInstances(t.Context(), &connect.ListInstancesInput{})
	require.NoError(t, err)
	assert.Contains(t, *out.InstanceSummaryList[0].Arn, "arn:aws:connect:ap-southeast-2:111122223333:instance/")

	response, err := http.Get(p.url + "/instance")
	require.NoError(t, err)
	defer response.Body.Close() //nolint:errcheck // it is only read
	assert.Equal(t, http.StatusForbidden, response.StatusCode, "without a signature, AWS answers nothing")
	http.DefaultClient.CloseIdleConnections()
}

func TestGivenCredentials(t *testing.T) {
	p := start(t, "-credentials", "ID:secret", "-credentials", "OTHER:other:token")
	assert.Equal(t, []string{"local"}, aliases(t, p.clientOf("ID", "secret", "", "us-east-1")))
	assert.Equal(t, []string{"local"}, aliases(t, p.clientOf("OTHER", "other", "token", "us-east-1")))
	for _, c := range []*connect.Client{p.clientOf("ID", "wrong", "", "us-east-1"), p.clientOf("NOBODY", "secret", "", "us-east-1")} {
		_, err := c.ListInstances(t.Context(), &connect.ListInstancesInput{})
		require.Error(t, err)
	}
	assert.Equal(t, http.StatusOK, presignedStatus(t, p.url, "ID", "secret", time.Now()))
	assert.Equal(t, http.StatusForbidden, presignedStatus(t, p.url, "ID", "wrong", time.Now()))
	assert.Equal(t, http.StatusForbidden, presignedStatus(t, p.url, "ID", "secret", time.Now().Add(-time.Hour)))
}

func TestPresignedURLs(t *testing.T) {
	p := start(t)
	assert.Equal(t, http.StatusOK, presignedStatus(t, p.url, "AKIA", "any", time.Now()))

	user := chimemessaging.New(chimemessaging.Options{
		Region: "eu-central-1", BaseEndpoint: &p.url, Credentials: credentials.NewStaticCredentialsProvider("AKIA", "any", "a token"),
	}).As("arn:aws:chime:eu-central-1:123456789012:app-instance/new/user/alice")
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	s, err := session.Start(ctx, user)
	require.NoError(t, err)
	s.Close()
}

// presignedStatus gets the list of instances with a URL, and returns the status of the answer.
func presignedStatus(t *testing.T, url, id, secret string, at time.Time) int {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url+"/instance?maxResults=5&X-Amz-Expires=300", http.NoBody)
	require.NoError(t, err)
	signed, _, err := v4.NewSigner().PresignHTTP(t.Context(), aws.Credentials{AccessKeyID: id, SecretAccessKey: secret}, r, emptyHash, "connect", "us-east-1", at)
	require.NoError(t, err)
	response, err := http.Get(signed)
	require.NoError(t, err)
	defer http.DefaultClient.CloseIdleConnections()
	defer response.Body.Close() //nolint:errcheck // only the status counts
	return response.StatusCode
}

func TestPlacesAreBounded(t *testing.T) {
	log := newLogger(io.Discard, "off")
	defer log.close()
	s, err := newService(&config{account: "123456789012", region: "us-east-1"}, log)
	require.NoError(t, err)
	defer s.close()
	for i := range maxPlaces - 1 {
		_, err := s.fakesOf(place{account: fmt.Sprintf("%012d", i), region: "us-east-1"})
		require.NoError(t, err)
	}
	_, err = s.fakesOf(place{account: "999999999999", region: "us-east-1"})
	require.ErrorIs(t, err, errTooManyPlaces)
}
