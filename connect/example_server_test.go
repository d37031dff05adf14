package connect_test

import (
	"context"
	"log"
	"os"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/connecttest"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

// server is the fake service of an example, with one instance.
type server struct {
	*connecttest.Server

	instance string
}

// newServer starts a fake service. A test would write connecttest.NewServer(t), which stops it too.
func newServer() *server {
	srv, err := connecttest.Start("", func(o *connecttest.Options) { o.KeepRequests = -1 })
	if err != nil {
		log.Fatal(err)
	}
	return &server{Server: srv, instance: srv.AddInstance(types.Instance{InstanceAlias: aws.String("support")})}
}

// config returns the configuration that config.LoadDefaultConfig would return, except that it is for the fake service.
func (s *server) config() aws.Config {
	o := s.Client().Options()
	return aws.Config{Region: o.Region, Credentials: o.Credentials, BaseEndpoint: o.BaseEndpoint}
}

// addBots associates Lex bots with the instance.
func (s *server) addBots(names ...string) {
	for _, name := range names {
		s.AddLexBot(s.instance, types.LexBotConfig{
			LexBot: &types.LexBot{Name: aws.String(name), LexRegion: aws.String("us-east-1")},
		})
	}
}

// addNumber claims a phone number for the instance and gives it a flow.
func (s *server) addNumber(contactFlow string) (id string) {
	id = s.AddPhoneNumber(types.ClaimedPhoneNumberSummary{InstanceId: aws.String(s.instance), PhoneNumber: aws.String("+12065550100")})
	_, err := s.Client().AssociatePhoneNumberContactFlow(context.Background(), &connect.AssociatePhoneNumberContactFlowInput{
		InstanceId: aws.String(s.instance), PhoneNumberId: aws.String(id), ContactFlowId: aws.String(contactFlow),
	})
	if err != nil {
		log.Fatal(err)
	}
	return id
}

// standIn points the AWS configuration of this process at a fake service until the function that it returns is called.
func standIn() (stop func()) {
	srv := newServer()
	credentials := connecttest.Credentials()
	restore := setenv(map[string]string{
		"AWS_ENDPOINT_URL_CONNECT":    srv.URL(),
		"AWS_REGION":                  connecttest.Region,
		"AWS_ACCESS_KEY_ID":           credentials.AccessKeyID,
		"AWS_SECRET_ACCESS_KEY":       credentials.SecretAccessKey,
		"AWS_SESSION_TOKEN":           "",
		"AWS_PROFILE":                 "",
		"AWS_CONFIG_FILE":             os.DevNull,
		"AWS_SHARED_CREDENTIALS_FILE": os.DevNull,
	})
	return func() {
		restore()
		srv.Close()
	}
}

// setenv sets variables and returns a function that restores their previous values.
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
