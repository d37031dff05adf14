package fake

import (
	"slices"
	"strings"
)

// algorithm is the only signing algorithm that the services of this module accept.
const algorithm = "AWS4-HMAC-SHA256"

// authorization is a parsed Authorization header.
type authorization struct {
	accessKey     string
	date          string // YYYYMMDD
	region        string
	service       string
	signedHeaders []string
	signature     string
}

// scope is the part of the credential that enters the string to sign.
func (a *authorization) scope() string {
	return a.date + "/" + a.region + "/" + a.service + "/aws4_request"
}

// signs reports whether the header (lower case) is covered by the signature.
func (a *authorization) signs(header string) bool {
	return slices.Contains(a.signedHeaders, header)
}

// parseAuthorization reads an Authorization header.
func parseAuthorization(header string) (*authorization, *AuthError) {
	if header == "" {
		return nil, authErrorf(AuthMissing, "Missing Authentication Token")
	}
	rest, ok := strings.CutPrefix(header, algorithm+" ")
	if !ok {
		return nil, authErrorf(AuthIncomplete, "Unsupported AWS 'algorithm': the Authorization header must start with '%s'.", algorithm)
	}
	values := map[string]string{}
	for part := range strings.SplitSeq(rest, ",") {
		key, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		values[key] = value
	}
	for _, key := range []string{"Credential", "Signature", "SignedHeaders"} {
		if values[key] == "" {
			return nil, authErrorf(AuthIncomplete, "Authorization header requires '%s' parameter.", key)
		}
	}
	// An access key has no slash, so the scope is always the last four parts.
	parts := strings.Split(values["Credential"], "/")
	if len(parts) != 5 || parts[4] != "aws4_request" {
		return nil, authErrorf(AuthIncomplete, "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term.")
	}
	return &authorization{
		accessKey:     parts[0],
		date:          parts[1],
		region:        parts[2],
		service:       parts[3],
		signedHeaders: strings.Split(strings.ToLower(values["SignedHeaders"]), ";"),
		signature:     values["Signature"],
	}, nil
}
