package main

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
)

// maxBody is the largest body that the services accept.
const maxBody = 8 << 20

// scope is the scope of the signature of a request.
type scope struct {
	accessKey, region, service string
	presigned                  bool // in the URL
}

var credential = regexp.MustCompile(`Credential=([^,\s]+)`)

// scopeOf reads the scope of a request. It reports false for a request that is not signed, or not as AWS wants it.
func scopeOf(r *http.Request) (scope, bool) {
	var text string
	presigned := false
	if found := credential.FindStringSubmatch(r.Header.Get("Authorization")); found != nil {
		text = found[1]
	} else {
		text, presigned = r.URL.Query().Get("X-Amz-Credential"), true
	}
	parts := strings.Split(text, "/")
	if len(parts) != 5 || parts[4] != "aws4_request" || !regionName.MatchString(parts[2]) {
		return scope{}, false
	}
	return scope{accessKey: parts[0], region: parts[2], service: parts[3], presigned: presigned}, true
}

// serveAWS gives a request to the service, the account and the Region that it was signed for.
func (s *service) serveAWS(w http.ResponseWriter, r *http.Request) {
	r.Header.Set(beganHeader, strconv.FormatInt(time.Now().UnixNano(), 10))
	sc, signed := scopeOf(r)
	p := place{s.config.account, s.config.region}
	if signed {
		p.region = sc.region
		if accountID.MatchString(sc.accessKey) {
			p.account = sc.accessKey
		}
	}
	f, err := s.fakesOf(p)
	if err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	if signed && (sc.presigned || len(s.config.credentials) == 0) {
		if err := s.sign(w, r, sc); err != nil {
			http.Error(w, err.Error(), http.StatusForbidden)
			return
		}
	}
	if sc.service == "chime" {
		f.messaging.ServeHTTP(w, r)
		return
	}
	f.connect.ServeHTTP(w, r)
}

// sign replaces a signature with one that the fakes accept: any credentials are valid, unless -credentials are set. The
// signature of a URL moves to the headers, except in the URL of a messaging session, where it must stay.
func (s *service) sign(w http.ResponseWriter, r *http.Request, sc scope) error {
	socket := sc.presigned && r.URL.Path == "/connect"
	if socket && len(s.config.credentials) > 0 {
		return nil // the fake checks it
	}
	if sc.presigned && len(s.config.credentials) > 0 {
		if err := s.checkURL(r, sc); err != nil {
			return err
		}
	}
	expires := r.URL.Query().Get("X-Amz-Expires")
	if sc.presigned {
		r.URL.RawQuery = withoutSignature(r.URL.RawQuery)
		r.RequestURI = r.URL.RequestURI()
	}
	known := s.config.fakeCredentials()[0]
	if socket {
		return presign(r, known, sc, expires, s.clock.now())
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		return err
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	r.Header.Del("X-Amz-Security-Token")
	if known.SessionToken != "" {
		r.Header.Set("X-Amz-Security-Token", known.SessionToken)
	}
	// Only the headers that AWS requires need to be signed.
	toSign := &http.Request{Method: r.Method, URL: r.URL, Host: r.Host, Header: http.Header{}}
	for name, values := range r.Header {
		if strings.HasPrefix(name, "X-Amz-") && name != "X-Amz-Date" {
			toSign.Header[name] = values
		}
	}
	hash := sha256.Sum256(body)
	if err := v4.NewSigner().SignHTTP(r.Context(), known, toSign, hex.EncodeToString(hash[:]), sc.service, sc.region, s.clock.now()); err != nil {
		return err
	}
	for _, name := range []string{"Authorization", "X-Amz-Date"} {
		r.Header.Set(name, toSign.Header.Get(name))
	}
	return nil
}

// emptyHash is that of a request without a body.
const emptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

// presign signs the URL of a request.
func presign(r *http.Request, known aws.Credentials, sc scope, expires string, at time.Time) error {
	target := *r.URL
	target.Scheme, target.Host = "http", r.Host
	query := target.Query()
	query.Set("X-Amz-Expires", expires)
	target.RawQuery = query.Encode()
	signed, _, err := v4.NewSigner().PresignHTTP(r.Context(), known, &http.Request{Method: r.Method, URL: &target, Host: r.Host, Header: http.Header{}},
		emptyHash, sc.service, sc.region, at)
	if err != nil {
		return err
	}
	u, err := url.Parse(signed)
	if err != nil {
		return err
	}
	r.URL.RawQuery, r.RequestURI = u.RawQuery, u.RequestURI()
	return nil
}

var errSignature = errors.New("the signature of the URL does not match, or has expired")

// checkURL checks the signature in a URL, as the fakes do for those in headers.
func (s *service) checkURL(r *http.Request, sc scope) error {
	query := r.URL.Query()
	at, err := time.Parse("20060102T150405Z", query.Get("X-Amz-Date"))
	seconds, notNumber := strconv.Atoi(query.Get("X-Amz-Expires"))
	if err != nil || notNumber != nil || s.clock.now().After(at.Add(time.Duration(seconds)*time.Second)) {
		return errSignature
	}
	for _, known := range s.config.credentials {
		if known.AccessKeyID != sc.accessKey {
			continue
		}
		again := r.Clone(r.Context())
		again.URL.RawQuery = withoutSignature(r.URL.RawQuery)
		if err := presign(again, known, sc, query.Get("X-Amz-Expires"), at); err != nil {
			return err
		}
		if hmac.Equal([]byte(again.URL.Query().Get("X-Amz-Signature")), []byte(query.Get("X-Amz-Signature"))) {
			return nil
		}
	}
	return errSignature
}

// withoutSignature removes the parameters of a signature from a query.
func withoutSignature(rawQuery string) string {
	var kept []string
	for part := range strings.SplitSeq(rawQuery, "&") {
		if !strings.HasPrefix(strings.ToLower(part), "x-amz-") && part != "" {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, "&")
}
