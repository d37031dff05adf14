package transport

import (
	"github.com/seed-086a074d/chimeconnect/internal/wire"
)

// Service is what the call path needs to know of a service.
type Service struct {
	// ID names the service in errors and in configuration, such as "Chime SDK Messaging".
	ID string
	// Package is the name of the Go package, for the User-Agent header.
	Package string
	// SigningName is the service in the scope of a signature.
	SigningName string
	// EndpointPrefix is the first label of the service's hosts.
	EndpointPrefix string
	// GovFIPSIsPlain says that in the partition aws-us-gov the FIPS endpoint is the plain host name.
	GovFIPSIsPlain bool
	// NewError returns a new modelled error for a code, nil for a code that the service does not model.
	NewError func(code string) error
	// BodyCode gives the code of an error whose answer names its kind only in a "Code" member of the body, such as
	// "Throttled"; the same text where it knows no better. It may be nil.
	BodyCode func(code string, status int) string
}

// Version is the version of this library, sent in the User-Agent header.
const Version = "0.1.0"

// BearerHeader carries the identity on whose behalf a messaging operation runs.
const BearerHeader = wire.BearerHeader
