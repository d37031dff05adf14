package chimemessagingtest

import (
	"strings"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

func getMessagingSessionEndpoint(r *request, _ *chimemessaging.GetMessagingSessionEndpointInput) (*chimemessaging.GetMessagingSessionEndpointOutput, error) {
	host := r.state.server.options.SessionEndpoint
	if host == "" {
		host = strings.TrimPrefix(r.state.server.URL(), "http://")
	}
	return &chimemessaging.GetMessagingSessionEndpointOutput{Endpoint: &types.MessagingSessionEndpoint{Url: &host}}, nil
}
