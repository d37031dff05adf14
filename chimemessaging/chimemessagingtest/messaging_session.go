package chimemessagingtest

import (
	"cmp"
	"context"
	"strings"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// getMessagingSessionEndpoint returns the server itself, by the host name that the client used.
func (s *state) getMessagingSessionEndpoint(
	ctx context.Context, _ *chimemessaging.GetMessagingSessionEndpointInput,
) (*chimemessaging.GetMessagingSessionEndpointOutput, error) {
	host := cmp.Or(s.server.options.SessionEndpoint, fake.CallOf(ctx).Host, strings.TrimPrefix(s.server.URL(), "http://"))
	return &chimemessaging.GetMessagingSessionEndpointOutput{Endpoint: &types.MessagingSessionEndpoint{Url: &host}}, nil
}
