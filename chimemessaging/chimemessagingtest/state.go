package chimemessagingtest

import (
	"context"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// state is what the server keeps.
type state struct {
	fake.State[*request]
	server *Server

	instances  fake.Table[*appInstance] // by ARN, like all of these
	channels   fake.Table[*channel]
	flows      fake.Table[*types.ChannelFlow]
	tags       map[string][]types.Tag
	streaming  map[string][]types.StreamingConfiguration
	processors map[string]Processor // by ARN of the Lambda function
	callbacks  map[string]*delivery // by callback ID
	sockets    sockets
	delay      time.Duration // until readers see what was changed

	withFlow map[string]*fake.Table[*channel] // the channels of a channel flow, by its ARN

	active int             // processors that run
	idle   *sync.Cond      // there are none any more
	ctx    context.Context //nolint:containedctx // processors end with the server, not with the call that started them
	stop   context.CancelFunc
}

func newState(s *Server) *state {
	ctx, stop := context.WithCancel(context.Background())
	st := &state{
		server: s, ctx: ctx, stop: stop,
		tags: map[string][]types.Tag{}, streaming: map[string][]types.StreamingConfiguration{},
		processors: map[string]Processor{}, callbacks: map[string]*delivery{}, withFlow: map[string]*fake.Table[*channel]{}, sockets: sockets{last: map[string]time.Time{}},
	}
	st.idle = sync.NewCond(&st.Mu)
	st.Now = func() time.Time { return s.core.Now() }
	st.Operation = func(name string) *fake.Operation { return s.core.Operation(name) }
	st.Begin, st.Reused = st.request, (*request).tokenReused
	st.Pages, st.Tokens.Life = fake.NewPages(s.options.PageTokenLife), s.options.Choices.TokenLife
	return st
}

// handlers returns a handler for each operation.
func (s *state) handlers() Handlers {
	var h Handlers
	s.channelHandlers(&h)
	s.channelListHandlers(&h)
	s.channelSettingHandlers(&h)
	s.channelFlowHandlers(&h)
	s.flowAssociationHandlers(&h)
	s.membershipHandlers(&h)
	s.membershipListHandlers(&h)
	s.preferenceHandlers(&h)
	s.moderatorHandlers(&h)
	s.banHandlers(&h)
	s.messageHandlers(&h)
	s.messageListHandlers(&h)
	s.callbackHandlers(&h)
	s.streamingHandlers(&h)
	s.tagHandlers(&h)
	h.GetMessagingSessionEndpoint = s.getMessagingSessionEndpoint
	return h
}

// request is a request of a client, which a handler of the state gets besides its input.
type request struct {
	fake.Moment
	time  time.Time // of the request, in what it creates
	state *state
	op    *fake.Operation
	user  *user // the bearer; nil for an operation without one
}

func (s *state) newRequest(op *fake.Operation) *request {
	now := s.Now()
	return &request{Moment: fake.Moment{Now: now, Seen: now.Add(-s.delay)}, time: now, state: s, op: op}
}

// request starts a request of a client. If the input has a bearer, it must be a known user.
func (s *state) request(call *fake.Call) (*request, error) {
	r := s.newRequest(call.Operation)
	if bearer, has := bearerOf(call.Input); has {
		if r.user = r.known(aws.ToString(bearer)); r.user == nil {
			return nil, unauthorized("The bearer is not a user of the app instance.")
		}
	}
	return r, nil
}

// handle turns a handler of the state into one of the Handlers struct.
func handle[I, O any](s *state, f func(r *request, in *I) (*O, error)) func(context.Context, *I) (*O, error) {
	return fake.Handle(&s.State, f)
}

func (r *request) tokenReused() error {
	return either(r.choices().TokenReused, conflict("The ClientRequestToken was used before with other parameters."))
}

// missing returns the error for a resource that does not exist: NotFoundException where the operation lists it.
func (r *request) missing(kind string) error {
	if r.op.Lists("NotFoundException") {
		return &types.NotFoundException{Message: aws.String("There is no such " + kind + ".")}
	}
	return either(r.choices().Missing, forbidden("There is no such %s, or it may not be used.", kind))
}

// overLimit returns the error for a quota: ResourceLimitExceededException where the operation lists it.
func (r *request) overLimit(what string) error {
	if r.op.Lists("ResourceLimitExceededException") {
		return &types.ResourceLimitExceededException{Message: aws.String("Too many: " + what + ".")}
	}
	return badRequest("Too many: %s.", what)
}

func (s *state) newID() string { return s.server.options.NewID() }

// list returns a page of rows.
func list[T, S any](r *request, rows fake.Rows[T], in any, newestFirst bool, summarise func(T) S) ([]S, *string, error) {
	where := fake.ListOf(r.op.Name, in, 50)
	where.NewestFirst, where.Limit = newestFirst, r.state.server.options.PageSize
	page, next, err := fake.Page(r.state.Pages, r.Moment, where, rows)
	if err != nil {
		return nil, nil, badRequest("NextToken: %v", err)
	}
	return fake.Map(page, summarise), next, nil
}

// SetVisibilityDelay makes the built-in state eventually consistent: what a call creates, changes or deletes is seen by the
// Describe and List operations, SearchChannels and GetChannelMessage only when that much time has passed on the server's
// clock. Calls that change something, messaging sessions and the methods of Server always see the latest.
func (s *Server) SetVisibilityDelay(d time.Duration) {
	s.state.Mu.Lock()
	defer s.state.Mu.Unlock()
	s.state.delay = d
}
