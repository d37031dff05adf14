package session_test

import (
	"context"
	"fmt"
	"log"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/chimemessagingtest"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/session"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// A program that prints what a user receives, until the channel is deleted.
func ExampleListen() {
	srv, alice, bob, channel := newChat()
	defer srv.Close()
	client, ctx := srv.Client(), context.Background()
	var greeting sync.WaitGroup
	defer greeting.Wait()
	greeting.Go(func() { greet(ctx, srv, alice, bob, channel) })

	for event, err := range session.Listen(ctx, client.As(alice)) {
		if err != nil {
			log.Fatal(err)
		}
		switch event.Type {
		case session.EventTypeCreateChannelMessage:
			fmt.Println(aws.ToString(event.Message.Sender.Name), "says:", aws.ToString(event.Message.Content))
		case session.EventTypeDeleteChannel:
			return
		}
	}
	// Output:
	// Bob says: Hello, Alice!
	// Bob says: Goodbye!
}

// A program that waits for more than events. Messages sent after Start has returned are not missed.
func ExampleStart() {
	srv, alice, bob, channel := newChat()
	defer srv.Close()
	ctx := context.Background()

	s, err := session.Start(ctx, srv.Client(), func(o *session.Options) {
		o.UserARN = alice
		o.GiveUpAfter = time.Hour
	})
	if err != nil {
		log.Fatal(err)
	}
	defer s.Close()
	send(ctx, srv, bob, channel, "Hello, Alice!")

	timeout := time.After(time.Minute)
	for {
		select {
		case event, ok := <-s.C():
			if !ok {
				log.Fatal(s.Err())
			}
			fmt.Println(event.Type)
			if event.Message != nil {
				return
			}
		case <-timeout:
			log.Fatal("nobody says anything")
		}
	}
	// Output:
	// SESSION_ESTABLISHED
	// CREATE_CHANNEL_MESSAGE
}

// newChat returns a fake with two users and a channel that both are members of.
func newChat() (srv *chimemessagingtest.Server, alice, bob, channel string) {
	srv, err := chimemessagingtest.Start("")
	if err != nil {
		log.Fatal(err)
	}
	instance := srv.AddAppInstance("demo")
	alice, bob = srv.AddUser(instance, "alice", "Alice"), srv.AddUser(instance, "bob", "Bob")
	out, err := srv.Client().As(bob).CreateChannel(context.Background(), &chimemessaging.CreateChannelInput{
		AppInstanceArn: &instance, Name: aws.String("General"), MemberArns: []string{alice},
	})
	if err != nil {
		log.Fatal(err)
	}
	return srv, alice, bob, *out.ChannelArn
}

// greet says something to a user who listens, and deletes the channel.
func greet(ctx context.Context, srv *chimemessagingtest.Server, listener, sender, channel string) {
	for len(srv.Sockets(listener)) == 0 {
		time.Sleep(time.Millisecond)
	}
	send(ctx, srv, sender, channel, "Hello, Alice!", "Goodbye!")
	if _, err := srv.Client().As(sender).DeleteChannel(ctx, &chimemessaging.DeleteChannelInput{ChannelArn: &channel}); err != nil {
		log.Fatal(err)
	}
}

// send sends messages to a channel.
func send(ctx context.Context, srv *chimemessagingtest.Server, sender, channel string, contents ...string) {
	for _, content := range contents {
		_, err := srv.Client().As(sender).SendChannelMessage(ctx, &chimemessaging.SendChannelMessageInput{
			ChannelArn: &channel, Content: &content, Type: types.ChannelMessageTypeStandard, Persistence: types.ChannelMessagePersistenceTypePersistent,
		})
		if err != nil {
			log.Fatal(err)
		}
	}
}
