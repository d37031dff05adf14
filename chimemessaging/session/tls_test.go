package session_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/chimemessagingtest"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/session"
)

// The service has TLS and names a host alone. Calls may go over HTTP/2, which has no WebSocket here.
func TestConnectionWithTLS(t *testing.T) {
	srv := chimemessagingtest.NewHTTPHandler()
	t.Cleanup(srv.Close)
	front := httptest.NewUnstartedServer(srv)
	front.EnableHTTP2 = true
	front.StartTLS()
	t.Cleanup(front.Close)
	trusting := front.Client().Transport.(*http.Transport).TLSClientConfig
	for _, client := range []chimemessaging.HTTPClient{
		front.Client(),
		awshttp.NewBuildableClient().WithTransportOptions(func(transport *http.Transport) { transport.TLSClientConfig = trusting.Clone() }),
	} {
		s := newSceneOf(t, srv, func(o *chimemessaging.Options) { o.BaseEndpoint, o.HTTPClient = aws.String(front.URL), client })
		started := s.start()
		s.send("Hello")
		s.wantText(started, session.EventTypeCreateChannelMessage, "Hello")
		_, err := session.Start(t.Context(), s.client.As("nobody"))
		require.Error(t, err)
		if owner, ok := client.(interface{ CloseIdleConnections() }); ok {
			t.Cleanup(owner.CloseIdleConnections)
		}
	}
}
