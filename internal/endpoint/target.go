package endpoint

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	smithyendpoints "github.com/aws/smithy-go/endpoints"
)

// Target is where the requests of a call go.
type Target struct {
	scheme, host string
	user         *url.Userinfo
	path         string      // escaped, without a slash at its end
	headers      http.Header // canonical
}

// NewTarget returns the target that an endpoint describes.
func NewTarget(e *smithyendpoints.Endpoint) Target {
	t := Target{
		scheme: e.URI.Scheme, host: e.URI.Host, user: e.URI.User,
		path: strings.TrimRight(e.URI.EscapedPath(), "/"), headers: make(http.Header, len(e.Headers)),
	}
	for name, values := range e.Headers {
		t.headers[http.CanonicalHeaderKey(name)] = values
	}
	return t
}

// Direct sends a request to the target: the escaped path of the operation is appended to that of the endpoint, whose
// headers take precedence.
func (t *Target) Direct(req *http.Request, path string) (err error) {
	u := req.URL
	u.Scheme, u.Host, u.User = t.scheme, t.host, t.user
	u.RawPath = t.path + path
	if u.Path, err = url.PathUnescape(u.RawPath); err != nil {
		return err
	}
	req.Host = u.Host
	for name, values := range t.headers {
		req.Header[name] = slices.Clone(values)
	}
	return nil
}
