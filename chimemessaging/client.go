package chimemessaging

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go/middleware"

	"github.com/seed-086a074d/chimeconnect/internal/transport"
)

// ServiceID is the name of the service in errors, metrics and configuration.
const ServiceID = "Chime SDK Messaging"

// ServiceAPIVersion is the version of the service's API.
const ServiceAPIVersion = "2021-05-15"

// Client calls Amazon Chime SDK Messaging. It is safe for concurrent use; make one and keep it.
type Client struct {
	options Options
	core    *transport.Core
}

// New returns a client. Option functions run after the defaults are filled in, so that they can wrap these.
func New(options Options, optFns ...func(*Options)) *Client {
	options = options.Copy()
	options.setDefaults()
	for _, fn := range optFns {
		fn(&options)
	}
	core := transport.NewCore(service(), options.transport())
	return &Client{options: fromTransport(core.Options()), core: core}
}

// NewFromConfig returns a client for a configuration such as config.LoadDefaultConfig loads from the environment and
// the shared configuration files.
func NewFromConfig(cfg aws.Config, optFns ...func(*Options)) *Client {
	return New(fromTransport(transport.OptionsFromConfig(cfg, service())), func(o *Options) {
		for _, fn := range cfg.ServiceOptions {
			fn(ServiceID, o)
		}
		for _, fn := range optFns {
			fn(o)
		}
	})
}

// Options returns a copy of the client's configuration.
func (c *Client) Options() Options { return c.options.Copy() }

// As returns a client that acts for an app instance user or bot, given by its ARN, where an input names no ChimeBearer.
// It shares all else with c and costs two allocations: make one for each request if the identity changes with it.
func (c *Client) As(userOrBotARN string) *Client {
	other := &Client{options: c.options, core: c.core.WithBearer(userOrBotARN)}
	other.options.ChimeBearer = userOrBotARN
	return other
}

// GetIdempotencyToken returns the idempotency token that a call sent, from the ResultMetadata of its output: the
// caller's, or the one that was filled in. It is false for operations without one.
func GetIdempotencyToken(metadata middleware.Metadata) (string, bool) {
	return transport.IdempotencyToken(metadata)
}

// call runs one operation. Option functions change this call only.
func call[O any](ctx context.Context, c *Client, in any, out O, optFns []func(*Options)) (O, error) {
	core := c.core
	if len(optFns) > 0 {
		options := c.options.Copy()
		for _, fn := range optFns {
			fn(&options)
		}
		core = core.With(options.transport())
	}
	if err := transport.Call(ctx, core, in, out); err != nil {
		var none O
		return none, err
	}
	return out, nil
}

// service is what the call path needs to know of Amazon Chime SDK Messaging.
func service() *transport.Service {
	return &transport.Service{
		ID: ServiceID, Package: "chimemessaging", SigningName: "chime", EndpointPrefix: "messaging-chime", NewError: newError, BodyCode: bodyCode,
	}
}
