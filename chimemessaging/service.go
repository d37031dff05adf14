package chimemessaging

import (
	"github.com/seed-086a074d/chimeconnect/internal/endpoint"
	"github.com/seed-086a074d/chimeconnect/internal/transport"
)

// ServiceID is the name of the service in errors, metrics and configuration.
const ServiceID = "Chime SDK Messaging"

// ServiceAPIVersion is the version of the service's API.
const ServiceAPIVersion = "2021-05-15"

// service is what the call path needs to know of Amazon Chime SDK Messaging.
func service() *transport.Service {
	return &transport.Service{
		Endpoint: endpoint.Service{ID: ServiceID, Variable: "AWS_ENDPOINT_URL_CHIME_SDK_MESSAGING", Prefix: "messaging-chime"},
		Package:  "chimemessaging", SigningName: "chime", NewError: newError, BodyCode: bodyCode,
	}
}
