package connect

import (
	"github.com/seed-086a074d/chimeconnect/internal/endpoint"
	"github.com/seed-086a074d/chimeconnect/internal/transport"
)

// ServiceID is the name of the service in errors, metrics and configuration.
const ServiceID = "Connect"

// ServiceAPIVersion is the version of the service's API.
const ServiceAPIVersion = "2017-08-08"

// service is what the call path needs to know of Amazon Connect.
func service() *transport.Service {
	return &transport.Service{
		Endpoint: endpoint.Service{ID: ServiceID, Variable: "AWS_ENDPOINT_URL_CONNECT", Prefix: "connect", GovFIPSIsPlain: true},
		Package:  "connect", SigningName: "connect", NewError: newError,
	}
}
