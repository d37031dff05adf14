package connect

import (
	"github.com/seed-086a074d/chimeconnect/internal/endpoint"
	"github.com/seed-086a074d/chimeconnect/internal/transport"
)

// The names of the service, as in the official client.
const (
	// ServiceID is the name of the service in errors, metrics and configuration.
	ServiceID = "Connect"

	// ServiceAPIVersion is the version of the service's API, a date.
	ServiceAPIVersion = "2017-08-08"
)

// service describes Amazon Connect to the call path.
func service() *transport.Service {
	return &transport.Service{
		Endpoint: endpoint.Service{ID: ServiceID, Variable: "AWS_ENDPOINT_URL_CONNECT", Prefix: "connect", GovFIPSIsPlain: true},
		Package:  "connect", SigningName: "connect", NewError: newError,
	}
}
