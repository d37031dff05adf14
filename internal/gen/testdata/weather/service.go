// Package weather is a client made for the tests of the generator: its other files are generated.
package weather

import (
	"github.com/seed-086a074d/chimeconnect/internal/endpoint"
	"github.com/seed-086a074d/chimeconnect/internal/transport"
)

// ServiceID is the name of the service.
const ServiceID = "Weather"

func service() *transport.Service {
	return &transport.Service{
		Endpoint: endpoint.Service{ID: ServiceID, Variable: "AWS_ENDPOINT_URL_WEATHER", Prefix: "weather"},
		Package:  "weather", SigningName: "weather", NewError: newError,
	}
}
