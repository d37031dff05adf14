package chimemessaging_test

import (
	"context"
	"log"
	"os"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/chimemessagingtest"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// server is the fake service of an example: a channel that Alice moderates and Bob is a member of.
type server struct {
	*chimemessagingtest.Server

	appInstance, channel, alice, bob string
}

// newServer starts a fake service. A test would write chimemessagingtest.NewServer(t), which stops it too.
func newServer() *server {
	fake, err := chimemessagingtest.Start("", func(o *chimemessagingtest.Options) { o.KeepRequests = -1 })
	if err != nil {
		log.Fatal(err)
	}
	srv := &server{Server: fake, appInstance: fake.AddAppInstance("shop")}
	srv.alice = srv.AddUser(srv.appInstance, "alice", "Alice")
	srv.bob = srv.AddUser(srv.appInstance, "bob", "Bob")
	out, err := srv.Client().CreateChannel(context.Background(), &chimemessaging.CreateChannelInput{
		AppInstanceArn: aws.String(srv.appInstance),
		Name:           aws.String("General"),
		MemberArns:     []string{srv.bob},
		ChimeBearer:    aws.String(srv.alice),
	})
	if err != nil {
		log.Fatal(err)
	}
	srv.channel = aws.ToString(out.ChannelArn)
	srv.ForgetRequests()
	return srv
}

// config returns a configuration as config.LoadDefaultConfig does, for the fake service.
func (s *server) config() aws.Config {
	o := s.Client().Options()
	return aws.Config{Region: o.Region, Credentials: o.Credentials, BaseEndpoint: o.BaseEndpoint}
}

// as makes a client act for a user.
func (*server) as(user string) func(*chimemessaging.Options) {
	return func(o *chimemessaging.Options) { o.ChimeBearer = user }
}

// addFlow creates a channel flow with one processor.
func (s *server) addFlow() string {
	out, err := s.Client().CreateChannelFlow(context.Background(), &chimemessaging.CreateChannelFlowInput{
		AppInstanceArn: aws.String(s.appInstance), Name: aws.String("moderation"), Processors: []types.Processor{{
			Name: aws.String("word filter"), ExecutionOrder: aws.Int32(1), FallbackAction: types.FallbackActionAbort,
			Configuration: &types.ProcessorConfiguration{Lambda: &types.LambdaConfiguration{
				ResourceArn: aws.String("arn:aws:lambda:us-east-1:123456789012:function:word-filter"), InvocationType: types.InvocationTypeAsync,
			}},
		}},
	})
	if err != nil {
		log.Fatal(err)
	}
	return aws.ToString(out.ChannelFlowArn)
}

// associate gives the channel a flow.
func (s *server) associate(flow string) {
	_, err := s.Client().AssociateChannelFlow(context.Background(), &chimemessaging.AssociateChannelFlowInput{
		ChannelArn: aws.String(s.channel), ChannelFlowArn: aws.String(flow), ChimeBearer: aws.String(s.alice),
	})
	if err != nil {
		log.Fatal(err)
	}
}

// message returns a message to all members of a channel.
func message(channel, text string) *chimemessaging.SendChannelMessageInput {
	return &chimemessaging.SendChannelMessageInput{
		ChannelArn:  aws.String(channel),
		Content:     aws.String(text),
		Type:        types.ChannelMessageTypeStandard,
		Persistence: types.ChannelMessagePersistenceTypePersistent,
	}
}

// standIn points the AWS configuration of this process to a fake service until the function that it returns is called.
func standIn() (stop func()) {
	srv := newServer()
	credentials := chimemessagingtest.Credentials()
	restore := setenv(map[string]string{
		"AWS_ENDPOINT_URL_CHIME_SDK_MESSAGING": srv.URL(),
		"AWS_REGION":                           chimemessagingtest.Region,
		"AWS_ACCESS_KEY_ID":                    credentials.AccessKeyID,
		"AWS_SECRET_ACCESS_KEY":                credentials.SecretAccessKey,
		"AWS_SESSION_TOKEN":                    "",
		"AWS_PROFILE":                          "",
		"AWS_CONFIG_FILE":                      os.DevNull,
		"AWS_SHARED_CREDENTIALS_FILE":          os.DevNull,
	})
	return func() {
		restore()
		srv.Close()
	}
}

// setenv sets variables and returns a function that restores their old values.
func setenv(values map[string]string) (restore func()) {
	before := map[string]*string{}
	for name, value := range values {
		if old, ok := os.LookupEnv(name); ok {
			before[name] = &old
		} else {
			before[name] = nil
		}
		if err := os.Setenv(name, value); err != nil {
			log.Fatal(err)
		}
	}
	return func() {
		for name, old := range before {
			if old == nil {
				_ = os.Unsetenv(name)
			} else {
				_ = os.Setenv(name, *old)
			}
		}
	}
}
