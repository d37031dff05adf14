package transport

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
)

// sign signs a request with Signature Version 4, or leaves it unsigned for anonymous credentials.
func (c *call) sign(ctx context.Context, req *http.Request, to *target) error {
	if c.core.anonymous {
		return nil
	}
	provider := c.core.opts.Credentials
	if provider == nil {
		return &SigningError{Err: errNoCredentials}
	}
	credentials, err := provider.Retrieve(ctx)
	if err != nil {
		if end := c.core.interrupted(ctx); end != nil {
			return end
		}
		return &SigningError{Err: fmt.Errorf("failed to retrieve credentials: %w", err)}
	}
	if !credentials.HasKeys() {
		return &SigningError{Err: errNoCredentials}
	}
	scope := c.core.scopeOf(ctx, to)
	if scope.region == "" {
		return &SigningError{Err: errNoRegion}
	}
	c.session = credentials.SessionToken
	if !c.core.opts.DisableClockSkewCorrection {
		c.skew = c.core.clock.skew()
	}
	err = c.core.opts.HTTPSignerV4.SignHTTP(ctx, credentials, req, c.payloadHash, scope.name, scope.region,
		time.Now().Add(c.skew), c.signerOptions(scope)...)
	if err != nil {
		return &SigningError{Err: err}
	}
	return nil
}

// signerOptions tell the signer what it does not know from the request; usually nothing.
func (c *call) signerOptions(s scope) []func(*v4.SignerOptions) {
	if !s.escapedOnce && !c.core.opts.ClientLogMode.IsSigning() {
		return nil
	}
	return []func(*v4.SignerOptions){func(o *v4.SignerOptions) {
		if s.escapedOnce {
			o.DisableURIPathEscaping = true
		}
		if c.core.opts.ClientLogMode.IsSigning() {
			o.Logger, o.LogSigning = c.signingLogger(), true
		}
	}}
}

var errNoCredentials = errors.New("no AWS credentials are set: set Options.Credentials, or use NewFromConfig with config.LoadDefaultConfig")
