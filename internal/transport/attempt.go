package transport

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/aws/smithy-go/middleware"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/internal/endpoint"
	"github.com/seed-086a074d/chimeconnect/internal/signing"
)

// attempt builds, signs and sends the request once and reads the answer.
func (c *call) attempt(ctx context.Context, number int) (middleware.Metadata, error) {
	ctx, cancel := c.core.withAttemptTimeout(ctx)
	defer cancel()
	to, err := c.core.findTarget(ctx)
	if err != nil {
		return middleware.Metadata{}, err
	}
	req := c.newRequest(ctx)
	if err := c.identify(ctx, req, number); err != nil {
		return middleware.Metadata{}, err
	}
	if err := to.Direct(req, c.request.Path); err != nil {
		return middleware.Metadata{}, &chimeconnect.EndpointError{Err: err}
	}
	c.core.disableHTTPS(req)
	if err := c.sign(ctx, req, to); err != nil {
		return middleware.Metadata{}, err
	}
	return c.exchange(ctx, req)
}

// withAttemptTimeout bounds an attempt, headers and body.
func (core *Core) withAttemptTimeout(ctx context.Context) (context.Context, context.CancelFunc) {
	if core.timedOut == nil {
		return ctx, func() {}
	}
	return context.WithTimeoutCause(ctx, core.timedOut.Limit, core.timedOut)
}

// findTarget returns where a call goes. The endpoints of AWS are resolved once, a resolver of the caller is called each
// time.
func (core *Core) findTarget(ctx context.Context) (*target, error) {
	opts := &core.opts
	_, ours := opts.EndpointResolverV2.(*endpoint.Service)
	find := func() (*target, error) {
		found, err := opts.EndpointResolverV2.ResolveEndpoint(ctx, endpoint.Parameters(opts.Region, opts.BaseEndpoint, &opts.EndpointOptions))
		if err != nil {
			return nil, err
		}
		region, _ := endpoint.Region(opts.Region)
		scope := signing.Scope{Name: core.service.SigningName, Region: region}
		to := &target{Target: endpoint.NewTarget(&found), scope: scope.For(&found), aws: ours && opts.BaseEndpoint == nil}
		return to, endpoint.CheckRegion(to.scope.Region)
	}
	var to *target
	var err error
	if ours {
		to, err = core.target.get(find)
	} else {
		to, err = find()
	}
	if err == nil {
		return to, nil
	}
	if end := core.interrupted(ctx); end != nil {
		return nil, end
	}
	return nil, &chimeconnect.EndpointError{Err: err}
}

// disableHTTPS sends a request in the clear if the options say so. An endpoint that the caller named stays as it is.
func (core *Core) disableHTTPS(req *http.Request) {
	if core.opts.EndpointOptions.DisableHTTPS && core.opts.BaseEndpoint == nil {
		req.URL.Scheme = "http"
	}
}

// sign signs a request with Signature Version 4. It stays unsigned for anonymous credentials and, at an endpoint that the
// caller named, such as that of a test, without any: AWS refuses unsigned requests.
func (c *call) sign(ctx context.Context, req *http.Request, to *target) error {
	opts := &c.core.opts
	if signing.IsAnonymous(opts.Credentials) {
		return nil
	}
	credentials, err := signing.Retrieve(ctx, opts.Credentials)
	switch {
	case err == nil:
	case errors.Is(err, signing.ErrNoCredentials) && !to.aws:
		return nil
	default:
		if end := c.core.interrupted(ctx); end != nil {
			return end
		}
		return &chimeconnect.SigningError{Err: err}
	}
	c.session = credentials.SessionToken
	if !opts.DisableClockSkewCorrection {
		c.skew = c.core.clock.Skew()
	}
	signature := signing.Signature{
		Credentials: credentials, Scope: to.scope, PayloadHash: c.payloadHash, Time: time.Now().Add(c.skew),
	}
	if opts.ClientLogMode.IsSigning() {
		signature.Logger = c.signingLogger()
	}
	if err := signature.Sign(ctx, opts.HTTPSignerV4, req); err != nil {
		return &chimeconnect.SigningError{Err: err}
	}
	return nil
}
