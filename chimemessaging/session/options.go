package session

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// Client is the part of a *[chimemessaging.Client] that a session needs.
type Client interface {
	chimemessaging.ListChannelMessagesAPIClient
	chimemessaging.ListChannelMembershipsForAppInstanceUserAPIClient

	// GetMessagingSessionEndpoint returns the host to connect to.
	GetMessagingSessionEndpoint(
		ctx context.Context, in *chimemessaging.GetMessagingSessionEndpointInput, optFns ...func(*chimemessaging.Options),
	) (*chimemessaging.GetMessagingSessionEndpointOutput, error)

	// Options returns the client's options, from which a session takes its defaults.
	Options() chimemessaging.Options
}

// Presigner signs the URL of a connection. The signer of the AWS SDK implements it.
type Presigner interface {
	PresignHTTP(
		ctx context.Context, credentials aws.Credentials, r *http.Request, payloadHash, service, region string, signingTime time.Time,
		optFns ...func(*v4.SignerOptions),
	) (signedURI string, signedHeaders http.Header, err error)
}

// PrefetchOrder says which channels a prefetch chooses if there are more than 50.
type PrefetchOrder string

// The values of [PrefetchOrder].
const (
	// PrefetchOrderUnread takes channels with unread messages first, then those with the latest messages.
	PrefetchOrderUnread PrefetchOrder = "unread"
	// PrefetchOrderLastMessageTimestamp takes the channels with the latest messages.
	PrefetchOrderLastMessageTimestamp PrefetchOrder = "last-message-timestamp"
)

// Options change a session before it starts. The zero value of each field is its default.
type Options struct {
	// UserARN is the ARN of the app instance user or bot whose messages the session receives. The default is the ChimeBearer
	// of the client's options, which Client.As sets.
	UserARN string

	// SessionID identifies the session among those of the user. The default is a random number. All connections of the
	// session have the same ID.
	SessionID string

	// Prefetch asks for the user's channels with their latest messages at the start of each connection, those after a
	// reconnect included: they arrive as EventTypeChannelDetails.
	Prefetch bool

	// PrefetchOrder says which channels are fetched if there are too many. The default is the service's, unread channels
	// first.
	PrefetchOrder PrefetchOrder

	// NetworkType asks for an endpoint that is reachable over IPv4 only, or over IPv6 as well. The default is the
	// service's.
	NetworkType types.NetworkType

	// Region is the Region that connections are signed for. The default is the client's.
	Region string

	// Credentials sign the connections; the provider is asked before each. The default is the client's.
	Credentials aws.CredentialsProvider

	// HTTPClient opens the connections. The default uses the transport of the client's HTTPClient, proxies and certificates
	// included, if it is one of net/http or of the AWS SDK.
	HTTPClient *http.Client

	// Presigner signs the connections. The default is the client's HTTPSignerV4 if it implements Presigner, else the
	// signer of the AWS SDK.
	Presigner Presigner

	// Buffer is how many events the session reads ahead of its reader. The default is 256.
	Buffer int

	// MaxBackoff bounds the back-off between two attempts to connect. The default is 30 seconds.
	MaxBackoff time.Duration

	// GiveUpAfter is how long the session tries to get established, at its start and after each loss of the connection. The
	// default is 2 minutes; a negative value means that only Close and the context end it.
	GiveUpAfter time.Duration

	// Overlap is how long before the last event the session looks for messages that it has missed. Messages that a channel
	// flow holds back keep the time at which they were sent, so it should be longer than a processor usually takes. The
	// default is a minute. The IDs of the messages of that time are kept in memory.
	Overlap time.Duration

	// DisableRecovery turns off the search for missed messages.
	DisableRecovery bool

	// Logger gets records of connections, their ends, and failed attempts, at level Info. By default nothing is logged.
	Logger *slog.Logger

	ownsTransport bool // the session made the transport of HTTPClient
}

func newOptions(of chimemessaging.Options, optFns []func(*Options)) (Options, error) {
	var o Options
	for _, fn := range optFns {
		fn(&o)
	}
	o.UserARN = cmp.Or(o.UserARN, of.ChimeBearer)
	o.Region = cmp.Or(o.Region, of.Region)
	o.SessionID = cmp.Or(o.SessionID, randomID())
	o.GiveUpAfter = cmp.Or(o.GiveUpAfter, 2*time.Minute)
	o.Overlap = max(cmp.Or(o.Overlap, time.Minute), 0)
	if o.Buffer <= 0 {
		o.Buffer = 256
	}
	if o.MaxBackoff <= 0 {
		o.MaxBackoff = 30 * time.Second
	}
	if o.Credentials == nil {
		o.Credentials = of.Credentials
	}
	if o.HTTPClient == nil {
		o.HTTPClient, o.ownsTransport = httpClient(of.HTTPClient)
	}
	client := *o.HTTPClient                                                                              // the caller's stays as it is
	client.Timeout = 0                                                                                   // a connection lives longer than a request
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse } // the URL is for one host
	o.HTTPClient = &client
	if o.Presigner == nil {
		o.Presigner = presigner(of.HTTPSignerV4)
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	err := o.check()
	return o, err
}

func (o *Options) check() error {
	switch {
	case o.UserARN == "":
		return errors.New("session: no user: set Options.UserARN, or give Start a client that Client.As made")
	case o.Region == "":
		return errors.New("session: no Region: set Options.Region, or that of the client")
	case o.Credentials == nil:
		return errors.New("session: no credentials: set Options.Credentials, or those of the client")
	}
	return nil
}

// randomID returns a number of 32 bits, as the sessions of AWS do.
func randomID() string {
	var b [4]byte
	rand.Read(b[:]) // never fails: the runtime ends the program first
	return strconv.FormatUint(uint64(binary.BigEndian.Uint32(b[:])), 10)
}

// httpClient returns a client that opens connections in the way in which another one sends requests, and reports
// whether it has its own transport.
func httpClient(of chimemessaging.HTTPClient) (client *http.Client, owns bool) {
	client = new(http.Client)
	switch of := of.(type) {
	case *http.Client:
		client.Transport, client.Jar = of.Transport, of.Jar
	case interface{ GetTransport() *http.Transport }: // that of the AWS SDK, a copy
		client.Transport, owns = of.GetTransport(), true
	}
	return client, owns
}

func presigner(of chimemessaging.HTTPSignerV4) Presigner {
	if p, ok := of.(Presigner); ok {
		return p
	}
	return v4.NewSigner()
}

// connectURL returns the URL to connect to. The service names only a host; a URL is used as it is. A host without a
// scheme uses TLS, unless it is the client's own endpoint and that does not, like a local fake.
func connectURL(endpoint string, baseEndpoint *string) (*url.URL, error) {
	if !strings.Contains(endpoint, "://") {
		scheme := "https://"
		if base, ok := strings.CutPrefix(aws.ToString(baseEndpoint), "http://"); ok && strings.TrimRight(base, "/") == endpoint {
			scheme = "http://"
		}
		endpoint = scheme + endpoint
	}
	u, err := url.Parse(endpoint)
	if err != nil || u.Host == "" {
		return nil, errors.New("session: the service named an endpoint that is neither a host nor a URL")
	}
	switch u.Scheme {
	case "ws":
		u.Scheme = "http"
	case "wss":
		u.Scheme = "https"
	}
	if u.Path == "" || u.Path == "/" {
		u.Path = "/connect"
	}
	return u, nil
}
