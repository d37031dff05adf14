package fake

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// presigned returns a request for a URL that the AWS signer has signed.
func presigned(t *testing.T, b *bench, credentials aws.Credentials, target, service, region string, at time.Time) *http.Request {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://things.example.com"+target, http.NoBody)
	require.NoError(t, err)
	signer := Signer{Now: func() time.Time { return at }}
	signed, _, err := signer.PresignHTTP(t.Context(), credentials, r, hexSHA256(""), service, region, b.Now(), func(*v4.SignerOptions) {})
	require.NoError(t, err)
	received := httptest.NewRequestWithContext(t.Context(), http.MethodGet, signed, http.NoBody)
	received.RequestURI = strings.TrimPrefix(signed, "http://things.example.com")
	return received
}

func TestPresignedURL(t *testing.T) {
	b := newBench(t)
	temporary := aws.Credentials{AccessKeyID: "ASIATEST", SecretAccessKey: "secret", SessionToken: "to+ken/=="}
	b.AddCredentials(temporary)
	const target = "/connect?X-Amz-Expires=10&userArn=arn%3Aaws%3Achime%3Auser%2Falice&b=%20x"
	for _, credentials := range []aws.Credentials{testCredentials, temporary} {
		region, err := b.CheckPresigned(presigned(t, b, credentials, target, "things", "us-east-1", b.Now()))
		require.Nil(t, err)
		assert.Equal(t, "us-east-1", region)
	}

	good := func() *http.Request { return presigned(t, b, temporary, target, "things", "us-east-1", b.Now()) }
	changed := func(key, value string) *http.Request {
		r := good()
		query := r.URL.Query()
		query.Set(key, value)
		if value == "" {
			query.Del(key)
		}
		r.URL = &url.URL{Path: r.URL.Path, RawQuery: query.Encode()}
		r.RequestURI = r.URL.Path + "?" + r.URL.RawQuery
		return r
	}
	for name, test := range map[string]struct {
		request *http.Request
		reason  AuthReason
	}{
		"no signature":  {changed("X-Amz-Signature", ""), AuthMissing},
		"bad signature": {changed("X-Amz-Signature", strings.Repeat("0", 64)), AuthMismatch},
		"other user":    {changed("userArn", "bob"), AuthMismatch},
		"one more":      {changed("prefetch-on", "connect"), AuthMismatch},
		"algorithm":     {changed("X-Amz-Algorithm", "AWS4-X"), AuthIncomplete},
		"no host":       {changed("X-Amz-SignedHeaders", "date"), AuthMismatch},
		"token":         {changed("X-Amz-Security-Token", "other"), AuthToken},
		"no token":      {changed("X-Amz-Security-Token", ""), AuthToken},
		"no expiry":     {changed("X-Amz-Expires", ""), AuthIncomplete},
		"no date":       {changed("X-Amz-Date", ""), AuthIncomplete},
		"key":           {presigned(t, b, aws.Credentials{AccessKeyID: "AKIDOTHER", SecretAccessKey: "x"}, target, "things", "us-east-1", b.Now()), AuthUnknownKey},
		"service":       {presigned(t, b, temporary, target, "other", "us-east-1", b.Now()), AuthScope},
		"region":        {presigned(t, b, temporary, target, "things", "eu-west-1", b.Now()), AuthScope},
		"expired":       {presigned(t, b, temporary, target, "things", "us-east-1", b.Now().Add(-12*time.Second)), AuthTime},
		"future":        {presigned(t, b, temporary, target, "things", "us-east-1", b.Now().Add(time.Hour)), AuthTime},
	} {
		_, err := b.CheckPresigned(test.request)
		if assert.NotNil(t, err, name) {
			assert.Equal(t, test.reason, err.Reason, "%s: %v", name, err)
		}
	}
}
