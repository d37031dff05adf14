package fake

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// The functions here follow the published description of Signature Version 4. They share no code with
// the signer that the clients use: a mistake in either shows as a refused request.

// signature computes the signature that the secret key gives for the request.
func signature(r *http.Request, body []byte, auth *authorization, date, secret string) string {
	canonical := sha256.Sum256([]byte(canonicalRequest(r, body, auth.signedHeaders)))
	toSign := strings.Join([]string{algorithm, date, auth.scope(), hex.EncodeToString(canonical[:])}, "\n")
	key := []byte("AWS4" + secret)
	for _, part := range []string{auth.date, auth.region, auth.service, "aws4_request"} {
		key = hmacSHA256(key, part)
	}
	return hex.EncodeToString(hmacSHA256(key, toSign))
}

func hmacSHA256(key []byte, text string) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(text))
	return mac.Sum(nil)
}

func canonicalRequest(r *http.Request, body []byte, signedHeaders []string) string {
	rawPath, rawQuery, _ := strings.Cut(r.RequestURI, "?")
	payload := sha256.Sum256(body)
	var b strings.Builder
	b.WriteString(r.Method + "\n" + canonicalPath(rawPath) + "\n" + canonicalQuery(rawQuery) + "\n")
	for _, name := range signedHeaders {
		b.WriteString(name + ":" + headerValue(r, name) + "\n")
	}
	b.WriteString("\n" + strings.Join(signedHeaders, ";") + "\n" + hex.EncodeToString(payload[:]))
	return b.String()
}

// canonicalPath escapes the path a second time, as every service but S3 wants it: the "%2F" that an
// ARN carries on the wire becomes "%252F" here.
func canonicalPath(rawPath string) string {
	if rawPath == "" {
		return "/"
	}
	return escape(rawPath, true)
}

func canonicalQuery(rawQuery string) string {
	if rawQuery == "" {
		return ""
	}
	var pairs [][2]string
	for part := range strings.SplitSeq(rawQuery, "&") {
		if part == "" {
			continue
		}
		key, value, _ := strings.Cut(part, "=")
		pairs = append(pairs, [2]string{reescape(key), reescape(value)})
	}
	slices.SortFunc(pairs, func(a, b [2]string) int {
		if c := strings.Compare(a[0], b[0]); c != 0 {
			return c
		}
		return strings.Compare(a[1], b[1])
	})
	joined := make([]string, len(pairs))
	for i, pair := range pairs {
		joined[i] = pair[0] + "=" + pair[1]
	}
	return strings.Join(joined, "&")
}

// reescape brings a query part into the form that a signature covers, whatever the client escaped.
func reescape(part string) string {
	plain, err := url.QueryUnescape(part)
	if err != nil {
		plain = part
	}
	return escape(plain, false)
}

// escape percent-encodes all but the unreserved characters of RFC 3986 and, if asked to, the slash.
func escape(s string, keepSlash bool) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9',
			c == '-', c == '_', c == '.', c == '~', c == '/' && keepSlash:
			b.WriteByte(c)
		default:
			b.WriteByte('%')
			b.WriteByte(digits[c>>4])
			b.WriteByte(digits[c&15])
		}
	}
	return b.String()
}

// headerValue returns a header as it enters the signature: values joined by a comma, runs of spaces
// made one, other white space left alone. Host and Content-Length are not in r.Header on the server's side.
func headerValue(r *http.Request, name string) string {
	values := r.Header.Values(name)
	switch name {
	case "host":
		values = []string{r.Host}
	case "content-length":
		values = []string{strconv.FormatInt(r.ContentLength, 10)}
	}
	trimmed := make([]string, len(values))
	for i, value := range values {
		spaces := strings.FieldsFunc(value, func(c rune) bool { return c == ' ' })
		trimmed[i] = strings.Join(spaces, " ")
	}
	return strings.Join(trimmed, ",")
}
