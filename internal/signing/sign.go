// Package signing signs requests with Signature Version 4: credentials, scope, and the time of the service.
package signing

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/aws/smithy-go/logging"

	"github.com/seed-086a074d/chimeconnect"
)

// ErrNoCredentials means that there are no credentials to sign with.
var ErrNoCredentials = errors.New("no AWS credentials are set: set Options.Credentials, or use NewFromConfig with config.LoadDefaultConfig")

// IsAnonymous reports whether requests stay unsigned.
func IsAnonymous(provider aws.CredentialsProvider) bool {
	return aws.IsCredentialsProvider(provider, (*aws.AnonymousCredentials)(nil))
}

// Retrieve returns the credentials for an attempt.
func Retrieve(ctx context.Context, provider aws.CredentialsProvider) (aws.Credentials, error) {
	if provider == nil {
		return aws.Credentials{}, ErrNoCredentials
	}
	credentials, err := provider.Retrieve(ctx)
	if err != nil {
		return aws.Credentials{}, fmt.Errorf("failed to retrieve credentials: %w", err)
	}
	if !credentials.HasKeys() {
		return aws.Credentials{}, ErrNoCredentials
	}
	return credentials, nil
}

// Signature is what a signature depends on besides the request.
type Signature struct {
	Credentials aws.Credentials
	Scope       Scope
	PayloadHash string
	Time        time.Time
	// Logger receives what is signed; nil for nothing.
	Logger logging.Logger
}

// Sign adds the signature to a request.
func (s *Signature) Sign(ctx context.Context, signer chimeconnect.HTTPSignerV4, req *http.Request) error {
	var optFns []func(*v4.SignerOptions)
	if s.Scope.EscapedOnce || s.Logger != nil {
		optFns = append(optFns, func(o *v4.SignerOptions) {
			o.DisableURIPathEscaping = o.DisableURIPathEscaping || s.Scope.EscapedOnce
			if s.Logger != nil {
				o.Logger, o.LogSigning = s.Logger, true
			}
		})
	}
	return signer.SignHTTP(ctx, s.Credentials, req, s.PayloadHash, s.Scope.Name, s.Scope.Region, s.Time, optFns...)
}

// PayloadHash returns the part of a signature that covers the body.
func PayloadHash(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}
