package transport

import (
	"net/http"

	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
)

// senderFor is the client's sender where a call did not bring another HTTPClient. Only those are compared that have a
// sender of their own: others may be of types that cannot be compared.
func (core *Core) senderFor(client HTTPClient) HTTPClient {
	switch client.(type) {
	case *awshttp.BuildableClient, *http.Client:
		if client == core.opts.HTTPClient {
			return core.sender
		}
	}
	return sender(client)
}

// sender is the HTTP client that calls go through: the caller's, but one of net/http does not follow a redirect to
// another host, which would carry the signed headers there.
func sender(client HTTPClient) HTTPClient {
	if buildable, ok := client.(*awshttp.BuildableClient); ok {
		client = buildable.Freeze()
	}
	plain, ok := client.(*http.Client)
	if !ok {
		return client
	}
	guarded, inner := *plain, plain.CheckRedirect
	guarded.CheckRedirect = func(req *http.Request, via []*http.Request) error {
		if first := via[0].URL; req.URL.Host != first.Host || req.URL.Scheme != first.Scheme {
			return http.ErrUseLastResponse
		}
		if inner != nil {
			return inner(req, via)
		}
		if len(via) >= 10 {
			return http.ErrUseLastResponse
		}
		return nil
	}
	return &guarded
}
