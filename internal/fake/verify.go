package fake

import (
	"crypto/hmac"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// maxSkew is how far the time of a signature may be from the server's.
const maxSkew = 15 * time.Minute

const amzDateFormat = "20060102T150405Z"

// verifier checks Signature Version 4. It is the part of a server that has the secrets.
type verifier struct {
	service     string
	regions     []string
	credentials []aws.Credentials
	now         func() time.Time
}

// check recomputes the request's signature. The answer names the Region of the credential scope.
func (v *verifier) check(r *http.Request, body []byte) (region string, err *AuthError) {
	auth, err := parseAuthorization(r.Header.Get("Authorization"))
	if err != nil {
		return "", err
	}
	credentials, err := v.credentialsOf(r, auth)
	if err != nil {
		return "", err
	}
	if err := v.checkScope(auth); err != nil {
		return "", err
	}
	date, err := v.checkDate(r, auth)
	if err != nil {
		return "", err
	}
	if err := checkSignedHeaders(r, auth); err != nil {
		return "", err
	}
	want := signature(r, body, auth, date, credentials.SecretAccessKey)
	if !hmac.Equal([]byte(want), []byte(auth.signature)) {
		return "", authErrorf(AuthMismatch, "The request signature we calculated does not match the signature you provided. "+
			"Check your AWS Secret Access Key and signing method. Consult the service documentation for details.")
	}
	return auth.region, nil
}

func (v *verifier) credentialsOf(r *http.Request, auth *authorization) (aws.Credentials, *AuthError) {
	i := slices.IndexFunc(v.credentials, func(c aws.Credentials) bool { return c.AccessKeyID == auth.accessKey })
	if i < 0 {
		return aws.Credentials{}, authErrorf(AuthUnknownKey, "The security token included in the request is invalid.")
	}
	known := v.credentials[i]
	if r.Header.Get("X-Amz-Security-Token") != known.SessionToken {
		return aws.Credentials{}, authErrorf(AuthToken, "The security token included in the request is invalid.")
	}
	if known.CanExpire && !v.now().Before(known.Expires) {
		return aws.Credentials{}, authErrorf(AuthExpired, "The security token included in the request is expired")
	}
	return known, nil
}

func (v *verifier) checkScope(auth *authorization) *AuthError {
	if !slices.Contains(v.regions, auth.region) {
		return authErrorf(AuthScope, "Credential should be scoped to a valid Region, not '%s'.", auth.region)
	}
	if auth.service != v.service {
		return authErrorf(AuthScope, "Credential should be scoped to correct service: '%s'.", v.service)
	}
	return nil
}

// checkDate returns the time of the signature in the form that enters the string to sign.
func (v *verifier) checkDate(r *http.Request, auth *authorization) (string, *AuthError) {
	header := r.Header.Get("X-Amz-Date")
	signed, err := time.Parse(amzDateFormat, header)
	if header == "" {
		signed, err = http.ParseTime(r.Header.Get("Date"))
	}
	if err != nil {
		return "", authErrorf(AuthIncomplete, "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.")
	}
	signed = signed.UTC()
	date := signed.Format(amzDateFormat)
	if !strings.HasPrefix(date, auth.date) {
		return "", authErrorf(AuthScope, "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '%s' != '%s', from '%s'.",
			auth.date, date[:8], date)
	}
	now := v.now().UTC()
	if oldest := now.Add(-maxSkew); signed.Before(oldest) {
		return "", authErrorf(AuthTime, "Signature expired: %s is now earlier than %s (%s - 15 min.)",
			date, oldest.Format(amzDateFormat), now.Format(amzDateFormat))
	}
	if newest := now.Add(maxSkew); signed.After(newest) {
		return "", authErrorf(AuthTime, "Signature not yet current: %s is still later than %s (%s + 15 min.)",
			date, newest.Format(amzDateFormat), now.Format(amzDateFormat))
	}
	return date, nil
}

// checkSignedHeaders checks that the headers which decide what a request does are covered.
func checkSignedHeaders(r *http.Request, auth *authorization) *AuthError {
	if !auth.signs("host") {
		return authErrorf(AuthMismatch, "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.")
	}
	for name := range r.Header {
		lower := strings.ToLower(name)
		if strings.HasPrefix(lower, "x-amz-") && !auth.signs(lower) {
			return authErrorf(AuthMismatch, "'%s' must be a 'SignedHeader' in the AWS Authorization.", name)
		}
	}
	return nil
}
