package connecttest

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// state is what the server keeps.
type state struct {
	fake.State[*request]
	server *Server
	delay  time.Duration

	instances fake.Table[*instance]
	numbers   fake.Table[*phoneNumber]
	groups    fake.Table[*types.TrafficDistributionGroup]

	distributions fake.Table[*distribution] // by id of the group
}

func newState(server *Server) *state {
	s := &state{server: server}
	s.Now = func() time.Time { return server.core.Now() }
	s.Begin, s.Reused = s.request, (*request).tokenReused
	s.Pages = fake.NewPages(server.options.PageTokenLife)
	return s
}

// handlers returns the operations that the state answers.
func (s *state) handlers() Handlers {
	var h Handlers
	s.instanceHandlers(&h)
	s.contactFlowHandlers(&h)
	s.phoneNumberHandlers(&h)
	s.phoneNumberFlowHandlers(&h)
	s.flowAssociationHandlers(&h)
	s.lexBotHandlers(&h)
	s.userHandlers(&h)
	s.userProficiencyHandlers(&h)
	s.hierarchyHandlers(&h)
	s.queueHandlers(&h)
	s.queueLinkHandlers(&h)
	s.hoursHandlers(&h)
	s.hoursOverrideHandlers(&h)
	s.hoursParentHandlers(&h)
	s.routingProfileHandlers(&h)
	s.securityProfileHandlers(&h)
	s.trafficGroupHandlers(&h)
	s.trafficDistributionHandlers(&h)
	s.tagHandlers(&h)
	return h
}

// request is what a handler of the state needs besides its input.
type request struct {
	fake.Moment
	state  *state
	op     *fake.Operation
	region string
}

// request starts a request; the state is locked.
func (s *state) request(call *fake.Call) (*request, error) {
	return &request{Moment: s.moment(), state: s, op: call.Operation, region: cmp.Or(call.Region, s.server.options.Region)}, nil
}

func (s *state) moment() fake.Moment {
	now := s.Now()
	return fake.Moment{Now: now, Seen: now.Add(-s.delay)}
}

// seeding is the moment at which a test puts something into the state: before all others, so that it is visible at once.
func (s *state) seeding() fake.Moment { return fake.Moment{Now: time.Time{}, Seen: s.moment().Seen} }

// handle makes a handler of the Handlers struct out of one of the state.
func handle[I, O any](s *state, f func(r *request, in *I) (*O, error)) func(context.Context, *I) (*O, error) {
	return fake.Handle(&s.State, f)
}

func (r *request) tokenReused() error {
	message := aws.String("The client token was used before with other parameters.")
	switch {
	case r.op.Lists("IdempotencyException"):
		return &types.IdempotencyException{Message: message}
	case r.op.Lists("ResourceConflictException"):
		return &types.ResourceConflictException{Message: message}
	}
	return r.invalid("%s", *message)
}

func (r *request) invalid(format string, args ...any) error { return invalid(r.op, format, args...) }

func (r *request) notFound(kind string, id *string) error {
	return &types.ResourceNotFoundException{Message: aws.String(fmt.Sprintf("There is no %s %s.", kind, aws.ToString(id)))}
}

func (r *request) duplicate(kind string, name *string) error {
	return &types.DuplicateResourceException{Message: aws.String(fmt.Sprintf("There is a %s with the name %s already.", kind, aws.ToString(name)))}
}

// inUse refuses to delete what something else refers to.
func (r *request) inUse(kind, id string) error {
	return &types.ResourceInUseException{Message: aws.String(fmt.Sprintf("The %s is in use.", kind)), ResourceId: aws.String(id)}
}

// arn builds the ARN of a resource: arn("instance", id).
func (r *request) arn(parts ...string) string { return r.state.arn(r.region, parts...) }

func (s *state) arn(region string, parts ...string) string {
	return "arn:aws:connect:" + region + ":" + s.server.options.AccountID + ":" + strings.Join(parts, "/")
}

func (s *state) newID() string { return s.server.options.NewID() }

// idOf takes the id out of an ARN; an id stays as it is.
func idOf(idOrARN *string) string {
	s := aws.ToString(idOrARN)
	if strings.HasPrefix(s, "arn:") {
		return s[strings.LastIndexByte(s, '/')+1:]
	}
	return s
}

// list cuts a page out of the rows that a reader sees.
func list[T, S any](r *request, table *fake.Table[T], in any, keep func(T) bool, summarise func(T) S) ([]S, *string, error) {
	where := fake.ListOf(r.op.Name, in, 100)
	where.Limit = r.state.server.options.PageSize
	rows, next, err := fake.Page(r.state.Pages, r.Moment, where, table.Rows(r.Moment, keep))
	if err != nil {
		return nil, nil, r.invalid("NextToken: %v", err)
	}
	out := make([]S, len(rows))
	for i, row := range rows {
		out[i] = summarise(row)
	}
	return out, next, nil
}

// modified says when and where a resource was changed last.
func (r *request) modified() (at *time.Time, region *string) {
	return aws.Time(r.state.moment().Now), aws.String(r.region)
}

// set changes a member that a request names and leaves it if the request does not.
func set[T any](member **T, value *T) {
	if value != nil {
		*member = value
	}
}

// rowsOf makes rows of what a resource holds.
func rowsOf[T any](r *request, values []T) *fake.Table[T] {
	rows := new(fake.Table[T])
	for i, v := range values {
		rows.Put(r.state.seeding(), strconv.Itoa(i), v)
	}
	return rows
}

func same[T any](v T) T { return v }

// deref is a summary that is the value itself.
func deref[T any](p *T) T { return *p }

// SetVisibilityDelay makes the built-in state eventually consistent: what a call creates, changes or deletes is seen
// by Describe, List and Search only when so much time has passed on the server's clock. Calls that change something
// and the methods of Server always see the latest.
func (s *Server) SetVisibilityDelay(d time.Duration) {
	s.state.Lock()
	defer s.state.Unlock()
	s.state.delay = d
}
