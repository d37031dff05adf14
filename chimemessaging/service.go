package chimemessaging

import (
	"github.com/seed-086a074d/chimeconnect/internal/endpoint"
	"github.com/seed-086a074d/chimeconnect/internal/transport"
)

// The names of the service, as in the official client.
const (
	// ServiceID is the name of the service in errors, metrics and configuration.
	ServiceID = "Chime SDK Messaging"

	// ServiceAPIVersion is the version of the service's API, a date.
	ServiceAPIVersion = "2021-05-15"
)

// service describes Amazon Chime SDK Messaging to the call path.
func service() *transport.Service {
	return &transport.Service{
		Endpoint: endpoint.Service{ID: ServiceID, Variable: "AWS_ENDPOINT_URL_CHIME_SDK_MESSAGING", Prefix: "messaging-chime"},
		Package:  "chimemessaging", SigningName: "chime", NewError: newError, BodyCode: bodyCode,
	}
}
