package session

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/coder/websocket"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
)

const (
	// signingName is the service in the scope of the signature.
	signingName = "chime"
	// signatureLife is how many seconds a signed URL is valid.
	signatureLife = "10"
	// emptyPayload is the SHA-256 of an empty body.
	emptyPayload = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

	// dialTime bounds the handshake and the wait for the first event of the service.
	dialTime = 30 * time.Second
	// closeTime is how long the service may take to answer a close frame.
	closeTime = time.Second
	// maxSkew is how wrong the clock of this machine may be: a signed URL is valid for 10 seconds.
	maxSkew = 4 * time.Second
	// maxFrame bounds a frame. The largest has 20 messages of 6 KB each, escaped twice.
	maxFrame = 8 << 20
)

// connection is a WebSocket that is read from.
type connection struct {
	socket *websocket.Conn
	events chan *Event // closed at the end of the connection
	err    error       // why it ended; set before events is closed
	stop   context.CancelFunc
	since  time.Time // the service's time before the connection was opened, zero if unknown
}

// dial opens a connection: endpoint, credentials and signature are new each time.
func (s *Session) dial(ctx context.Context) (*connection, error) {
	ctx, cancel := context.WithTimeout(ctx, dialTime)
	defer cancel()
	out, err := s.client.GetMessagingSessionEndpoint(ctx, &chimemessaging.GetMessagingSessionEndpointInput{NetworkType: s.options.NetworkType})
	if err != nil {
		return nil, fmt.Errorf("session: %w", err)
	}
	if out == nil || out.Endpoint == nil {
		return nil, errors.New("session: the service named no endpoint")
	}
	serverTime, _ := awsmiddleware.GetServerTime(out.ResultMetadata)
	signed, err := s.signedURL(ctx, aws.ToString(out.Endpoint.Url), serverTime)
	if err != nil {
		return nil, err
	}
	//nolint:bodyclose // the WebSocket owns it
	socket, resp, err := websocket.Dial(ctx, signed, &websocket.DialOptions{HTTPClient: s.options.HTTPClient})
	if err != nil {
		return nil, dialError(resp, err)
	}
	socket.SetReadLimit(maxFrame)
	reading, stop := context.WithCancel(context.WithoutCancel(ctx))
	c := &connection{socket: socket, events: make(chan *Event, s.options.Buffer), stop: stop, since: serverTime}
	go c.read(reading)
	return c, nil
}

// signedURL signs the URL of a connection. It must not be shown to anybody.
func (s *Session) signedURL(ctx context.Context, endpoint string, serverTime time.Time) (string, error) {
	u, err := connectURL(endpoint, s.client.Options().BaseEndpoint)
	if err != nil {
		return "", err
	}
	query := u.Query()
	query.Set("X-Amz-Expires", signatureLife)
	query.Set("sessionId", s.options.SessionID)
	query.Set("userArn", s.options.UserARN)
	if s.options.Prefetch {
		query.Set("prefetch-on", "connect")
		if s.options.PrefetchOrder != "" {
			query.Set("prefetch-sort-by", string(s.options.PrefetchOrder))
		}
	}
	u.RawQuery = query.Encode()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), http.NoBody)
	if err != nil {
		return "", errors.New("session: the service named an endpoint that cannot be connected to")
	}
	credentials, err := s.options.Credentials.Retrieve(ctx)
	if err != nil {
		return "", fmt.Errorf("session: credentials: %w", err)
	}
	now := time.Now()
	if !serverTime.IsZero() && serverTime.Sub(now).Abs() > maxSkew && !s.client.Options().DisableClockSkewCorrection {
		now = serverTime
	}
	signed, _, err := s.options.Presigner.PresignHTTP(ctx, credentials, request, emptyPayload, signingName, s.options.Region, now)
	if err != nil {
		return "", errors.New("session: the request for a connection could not be signed")
	}
	return signed, nil
}

// read reads frames until the connection ends. Reading answers the pings of the service.
func (c *connection) read(ctx context.Context) {
	defer close(c.events)
	for {
		_, frame, err := c.socket.Read(ctx)
		if err != nil {
			c.err = closeError(err)
			_ = c.socket.CloseNow()
			return
		}
		select {
		case c.events <- decode(frame):
		case <-ctx.Done():
			c.err = ctx.Err()
			return
		}
	}
}

// close ends the connection, with a close frame if the service accepts it, and waits for its goroutine. Events that are
// left are dropped.
func (c *connection) close() {
	var reader sync.WaitGroup
	reader.Go(func() { // so that it is never held up by a full channel, but reads the answer, or that there is none
		for range c.events {
		}
	})
	timer := time.AfterFunc(closeTime, c.stop)
	_ = c.socket.Close(websocket.StatusNormalClosure, "")
	timer.Stop()
	c.stop()
	reader.Wait()
}
