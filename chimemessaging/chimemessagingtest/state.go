package chimemessagingtest

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// state is what the server keeps. Its handlers run one at a time. What a handler returns is encoded afterwards, so it
// must not share memory that a later handler changes: members of resources are replaced, never written to.
type state struct {
	mu     sync.Mutex
	server *Server
	pages  *fake.Pages
	tokens fake.Tokens

	instances  fake.Table[*appInstance] // by ARN, like all of these
	channels   fake.Table[*channel]
	flows      fake.Table[*types.ChannelFlow]
	tags       map[string][]types.Tag
	streaming  map[string][]types.StreamingConfiguration
	processors map[string]Processor // by ARN of the Lambda function
	callbacks  map[string]*delivery // by callback ID
	sockets    sockets

	active int             // processors that run
	idle   *sync.Cond      // there are none any more
	ctx    context.Context //nolint:containedctx // processors end with the server, not with the call that started them
	stop   context.CancelFunc
}

func newState(s *Server) *state {
	ctx, stop := context.WithCancel(context.Background())
	st := &state{
		server: s, pages: fake.NewPages(s.options.PageTokenLife), tokens: fake.Tokens{Life: s.options.Choices.TokenLife}, ctx: ctx, stop: stop,
		tags: map[string][]types.Tag{}, streaming: map[string][]types.StreamingConfiguration{},
		processors: map[string]Processor{}, callbacks: map[string]*delivery{}, sockets: sockets{last: map[string]time.Time{}},
	}
	st.idle = sync.NewCond(&st.mu)
	return st
}

// handlers returns the operations that the state answers: all of them.
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

// request is what a handler of the state needs besides its input.
type request struct {
	fake.Moment
	state *state
	op    *fake.Operation
	user  *user // the bearer; nil for an operation without one
}

// request starts a request; the state is locked.
func (s *state) request(ctx context.Context) *request {
	now := s.server.core.Now()
	r := &request{Moment: fake.Moment{Now: now, Seen: now}, state: s, op: fake.CallOf(ctx).Operation}
	if r.op == nil {
		r.op = new(fake.Operation)
	}
	return r
}

// handle makes a handler of the Handlers struct out of one of the state. Where the input has a bearer, it is a known user.
func handle[I, O any](s *state, f func(r *request, in *I) (*O, error)) func(context.Context, *I) (*O, error) {
	return func(ctx context.Context, in *I) (*O, error) {
		s.mu.Lock()
		defer s.mu.Unlock()
		r := s.request(ctx)
		if r.op.Name == "" { // called by a program, not by a client
			r.op = &fake.Operation{Name: strings.TrimSuffix(reflect.TypeFor[I]().Name(), "Input")}
		}
		if bearer, has := bearerOf(in); has {
			if r.user = r.known(aws.ToString(bearer)); r.user == nil {
				return nil, unauthorized("The bearer is not a user of the app instance.")
			}
		}
		return f(r, in)
	}
}

// once makes a handler that runs at most once for an idempotency token.
func once[I, O any](s *state, token func(*I) *string, f func(r *request, in *I) (*O, error)) func(context.Context, *I) (*O, error) {
	return handle(s, func(r *request, in *I) (*O, error) {
		out, err := fake.Once(&s.tokens, r.Now, r.op.Name, token(in), in, func() (*O, error) { return f(r, in) })
		if errors.Is(err, fake.ErrTokenReused) {
			return nil, either(r.choices().TokenReused, conflict("The ClientRequestToken was used before with other parameters."))
		}
		return out, err
	})
}

// missing is the error for a resource that is not there: NotFoundException where the operation lists it.
func (r *request) missing(kind string) error {
	if r.op.Lists("NotFoundException") {
		return &types.NotFoundException{Message: aws.String("There is no such " + kind + ".")}
	}
	return either(r.choices().Missing, forbidden("There is no such %s, or it may not be used.", kind))
}

// overLimit is the error for a quota: ResourceLimitExceededException where the operation lists it.
func (r *request) overLimit(what string) error {
	if r.op.Lists("ResourceLimitExceededException") {
		return &types.ResourceLimitExceededException{Message: aws.String("Too many: " + what + ".")}
	}
	return badRequest("Too many: %s.", what)
}

func (s *state) newID() string { return s.server.options.NewID() }

// list cuts a page out of rows.
func list[T, S any](r *request, rows []fake.Row[T], in any, down bool, summarise func(T) S) ([]S, *string, error) {
	where := fake.ListOf(r.op.Name, in, 50)
	where.Down, where.Limit = down, r.state.server.options.PageSize
	if down {
		slices.Reverse(rows)
	}
	page, next, err := fake.Page(r.state.pages, r.Moment, where, rows)
	if err != nil {
		return nil, nil, badRequest("NextToken: %v", err)
	}
	out := make([]S, len(page))
	for i, row := range page {
		out[i] = summarise(row)
	}
	return out, next, nil
}
