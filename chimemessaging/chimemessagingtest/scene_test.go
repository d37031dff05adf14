package chimemessagingtest_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/chimemessagingtest"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake/faketest"
)

// scene is a server with an app instance, some users, and a channel that moe moderates and alice is a member of.
type scene struct {
	t        *testing.T
	srv      *chimemessagingtest.Server
	client   *chimemessaging.Client
	instance string
	root     string // administrator
	moe      string // moderator and member
	alice    string // member
	bob      string // neither
	channel  string
	clock    *faketest.Clock
}

// newScene makes a scene; the channel is unrestricted and private.
func newScene(t *testing.T, optFns ...func(*chimemessagingtest.Options)) *scene {
	t.Helper()
	s := &scene{t: t, clock: faketest.NewClock()}
	withClock := func(o *chimemessagingtest.Options) { o.Clock = s.clock.Time }
	s.srv = chimemessagingtest.NewServer(t, append([]func(*chimemessagingtest.Options){withClock}, optFns...)...)
	s.client = s.srv.Client(func(o *chimemessaging.Options) { o.Retryer = aws.NopRetryer{} })
	s.instance = s.srv.AddAppInstance("demo")
	s.root = s.srv.AddAdmin(s.instance, "root", "Root")
	s.moe = s.srv.AddUser(s.instance, "moe", "Moe")
	s.alice = s.srv.AddUser(s.instance, "alice", "Alice")
	s.bob = s.srv.AddUser(s.instance, "bob", "Bob")
	s.channel = s.create("General", func(in *chimemessaging.CreateChannelInput) { in.Mode = types.ChannelModeUnrestricted })
	s.join(s.alice, types.ChannelMembershipTypeDefault)
	return s
}

// create makes a channel whose creator is moe.
func (s *scene) create(name string, change ...func(*chimemessaging.CreateChannelInput)) string {
	s.t.Helper()
	in := &chimemessaging.CreateChannelInput{AppInstanceArn: &s.instance, Name: &name, ChimeBearer: &s.moe}
	for _, c := range change {
		c(in)
	}
	out, err := s.client.CreateChannel(s.t.Context(), in)
	require.NoError(s.t, err)
	return *out.ChannelArn
}

// join adds a member, on behalf of moe.
func (s *scene) join(arn string, kind types.ChannelMembershipType) {
	s.t.Helper()
	_, err := s.client.CreateChannelMembership(s.t.Context(), &chimemessaging.CreateChannelMembershipInput{
		ChannelArn: &s.channel, MemberArn: &arn, Type: kind, ChimeBearer: &s.moe,
	})
	require.NoError(s.t, err)
}

// send sends a persistent message.
func (s *scene) send(sender, content string, change ...func(*chimemessaging.SendChannelMessageInput)) (*chimemessaging.SendChannelMessageOutput, error) {
	s.t.Helper()
	in := &chimemessaging.SendChannelMessageInput{
		ChannelArn: &s.channel, Content: &content, Type: types.ChannelMessageTypeStandard,
		Persistence: types.ChannelMessagePersistenceTypePersistent, ChimeBearer: &sender,
	}
	for _, c := range change {
		c(in)
	}
	return s.client.SendChannelMessage(s.t.Context(), in)
}

func (s *scene) mustSend(sender, content string, change ...func(*chimemessaging.SendChannelMessageInput)) string {
	s.t.Helper()
	out, err := s.send(sender, content, change...)
	require.NoError(s.t, err)
	return *out.MessageId
}

// contents returns the contents of the messages that a user sees, newest first.
func (s *scene) contents(bearer string) []string {
	s.t.Helper()
	out, err := s.client.ListChannelMessages(s.t.Context(), &chimemessaging.ListChannelMessagesInput{ChannelArn: &s.channel, ChimeBearer: &bearer})
	require.NoError(s.t, err)
	var all []string
	for _, m := range out.ChannelMessages {
		all = append(all, aws.ToString(m.Content))
	}
	return all
}

const lambdaARN = "arn:aws:lambda:us-east-1:123456789012:function:moderate"

// flow creates a channel flow with a processor for each of the functions and associates it with the channel.
func (s *scene) flow(fallback types.FallbackAction, lambdas ...string) string {
	s.t.Helper()
	var processors []types.Processor
	for i, arn := range lambdas {
		processors = append(processors, types.Processor{
			Name: aws.String("p"), ExecutionOrder: aws.Int32(int32(i + 1)), FallbackAction: fallback,
			Configuration: &types.ProcessorConfiguration{
				Lambda: &types.LambdaConfiguration{ResourceArn: aws.String(arn), InvocationType: types.InvocationTypeAsync},
			},
		})
	}
	out, err := s.client.CreateChannelFlow(s.t.Context(), &chimemessaging.CreateChannelFlowInput{
		AppInstanceArn: &s.instance, Name: aws.String("flow"), Processors: processors,
	})
	require.NoError(s.t, err)
	_, err = s.client.AssociateChannelFlow(s.t.Context(), &chimemessaging.AssociateChannelFlowInput{
		ChannelArn: &s.channel, ChannelFlowArn: out.ChannelFlowArn, ChimeBearer: &s.moe,
	})
	require.NoError(s.t, err)
	return *out.ChannelFlowArn
}

// requireError checks that an error is one of the service's types.
func requireError[E error](t *testing.T, err error) {
	t.Helper()
	var target E
	require.ErrorAs(t, err, &target)
}
