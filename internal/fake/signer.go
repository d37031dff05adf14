package fake

import (
	"context"
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
)

// Signer is the AWS signer with another clock, for the clients of a server whose time is made up.
type Signer struct {
	// Now is the clock.
	Now func() time.Time
}

// SignHTTP signs a request at the signer's own time.
func (s Signer) SignHTTP(
	ctx context.Context, credentials aws.Credentials, r *http.Request, payloadHash, service, region string, _ time.Time,
	optFns ...func(*v4.SignerOptions),
) error {
	return v4.NewSigner().SignHTTP(ctx, credentials, r, payloadHash, service, region, s.Now(), optFns...)
}
