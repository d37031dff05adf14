package fake

import (
	"context"
	"crypto/hmac"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
)

// CheckPresigned recomputes the signature that a URL carries in its query, and returns the Region that it was made for.
// The URL must be used within the time that its X-Amz-Expires names.
func (s *Server) CheckPresigned(r *http.Request) (region string, err *AuthError) {
	return s.verifier().checkPresigned(r)
}

func (v *verifier) checkPresigned(r *http.Request) (region string, err *AuthError) {
	query := r.URL.Query()
	if query.Get("X-Amz-Signature") == "" {
		return "", authErrorf(AuthMissing, "Missing Authentication Token")
	}
	auth, err := parseAuthorization(query.Get("X-Amz-Algorithm") + " Credential=" + query.Get("X-Amz-Credential") +
		",SignedHeaders=" + query.Get("X-Amz-SignedHeaders") + ",Signature=" + query.Get("X-Amz-Signature"))
	if err != nil {
		return "", err
	}
	// The checks of a signed request apply, once what they look at stands where they look for it.
	signed := r.Clone(r.Context())
	signed.Header.Set("X-Amz-Date", query.Get("X-Amz-Date"))
	signed.Header.Set("X-Amz-Security-Token", query.Get("X-Amz-Security-Token"))
	signed.RequestURI = withoutSignature(r.RequestURI)
	credentials, err := v.credentialsOf(signed, auth)
	if err != nil {
		return "", err
	}
	if err := v.checkScope(auth); err != nil {
		return "", err
	}
	date, err := v.checkDate(signed, auth)
	if err != nil {
		return "", err
	}
	if err := v.checkExpiry(query, date); err != nil {
		return "", err
	}
	if !auth.signs("host") {
		return "", authErrorf(AuthMismatch, "'Host' must be a 'SignedHeader'.")
	}
	want := signature(signed, nil, auth, date, credentials.SecretAccessKey)
	if !hmac.Equal([]byte(want), []byte(auth.signature)) {
		return "", authErrorf(AuthMismatch, "The request signature we calculated does not match the signature you provided.")
	}
	return auth.region, nil
}

// checkExpiry refuses a URL after its time.
func (v *verifier) checkExpiry(query url.Values, date string) *AuthError {
	signed, err := time.Parse(amzDateFormat, date)
	if err != nil {
		return authErrorf(AuthIncomplete, "X-Amz-Date must be an ISO-8601 date.")
	}
	seconds, err := strconv.Atoi(query.Get("X-Amz-Expires"))
	if err != nil || seconds < 1 {
		return authErrorf(AuthIncomplete, "X-Amz-Expires must be a number of seconds.")
	}
	if v.now().After(signed.Add(time.Duration(seconds) * time.Second)) {
		return authErrorf(AuthTime, "The URL has expired.")
	}
	return nil
}

// withoutSignature cuts the one parameter out of a request target that the signature does not cover.
func withoutSignature(target string) string {
	path, query, _ := strings.Cut(target, "?")
	var kept []string
	for part := range strings.SplitSeq(query, "&") {
		if !strings.HasPrefix(part, "X-Amz-Signature=") {
			kept = append(kept, part)
		}
	}
	return path + "?" + strings.Join(kept, "&")
}

// PresignHTTP presigns a request at the signer's own time.
func (s Signer) PresignHTTP(
	ctx context.Context, credentials aws.Credentials, r *http.Request, payloadHash, service, region string, _ time.Time,
	optFns ...func(*v4.SignerOptions),
) (signedURI string, signedHeaders http.Header, err error) {
	return v4.NewSigner().PresignHTTP(ctx, credentials, r, payloadHash, service, region, s.Now(), optFns...)
}
