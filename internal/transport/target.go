package transport

import (
	"context"
	"net/http"
	"net/url"
	"strings"
)

// target is where the requests of a call go, and what their signatures are for.
type target struct {
	scheme, host string
	user         *url.Userinfo
	path         string      // escaped, without a slash at its end
	headers      http.Header // canonical; they have the last word
	scope        scope
}

// target finds where a call goes.
func (core *Core) target(ctx context.Context) (to *target, err error) {
	if core.resolve != nil {
		to, err = core.resolve()
	} else {
		to, err = core.resolveFor(ctx, core.opts.EndpointResolverV2)
	}
	if err == nil {
		return to, nil
	}
	if end := core.interrupted(ctx); end != nil {
		return nil, end
	}
	return nil, &EndpointError{Err: err}
}

// resolveFor asks a resolver.
func (core *Core) resolveFor(ctx context.Context, resolver EndpointResolver) (*target, error) {
	endpoint, err := resolver.ResolveEndpoint(ctx, core.opts.endpointParameters())
	if err != nil {
		return nil, err
	}
	to := &target{
		scheme: core.scheme(endpoint.URI.Scheme), host: endpoint.URI.Host, user: endpoint.URI.User,
		path: strings.TrimRight(endpoint.URI.EscapedPath(), "/"), headers: make(http.Header, len(endpoint.Headers)), scope: core.scope(&endpoint),
	}
	for name, values := range endpoint.Headers {
		to.headers[http.CanonicalHeaderKey(name)] = values
	}
	return to, nil
}

// scheme applies EndpointOptions.DisableHTTPS, which does not touch an endpoint that the caller spelled out.
func (core *Core) scheme(scheme string) string {
	if core.opts.EndpointOptions.DisableHTTPS && core.opts.BaseEndpoint == nil {
		return "http"
	}
	return scheme
}
