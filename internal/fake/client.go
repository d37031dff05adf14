package fake

import (
	"context"
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"

	"github.com/seed-086a074d/chimeconnect/internal/retry"
)

// Signer is the AWS signer with another clock, for the clients of a server that has its own time.
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

// Client is what a client needs to reach a server. Nil members are left to the client.
type Client struct {
	Region       string
	Credentials  aws.CredentialsProvider
	BaseEndpoint *string
	HTTPClient   interface {
		Do(request *http.Request) (*http.Response, error)
	}
	Signer interface {
		SignHTTP(ctx context.Context, credentials aws.Credentials, r *http.Request, payloadHash, service, region string, signingTime time.Time,
			optFns ...func(*v4.SignerOptions)) error
	}
	Retryer aws.Retryer
}

// impatient is the retryer of a client without its pauses, so that tests of errors need not wait.
type impatient struct{ retry.Policy }

// RetryDelay returns 0.
func (impatient) RetryDelay(int, error) (time.Duration, error) { return 0, nil }

// Client returns the settings for clients of the server.
func (s *Server) Client() Client {
	s.mu.RLock()
	defer s.mu.RUnlock()
	credentials := s.config.Credentials[0]
	c := Client{
		Region: s.config.Region, BaseEndpoint: aws.String(s.life.url), Retryer: impatient{retry.NewPolicy(aws.RetryModeStandard, 0)},
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) { return credentials, nil }),
	}
	if s.clientClock != nil {
		c.Signer = Signer{Now: s.clientClock}
	}
	if s.life.client != nil {
		c.HTTPClient = s.life.client
	}
	return c
}
