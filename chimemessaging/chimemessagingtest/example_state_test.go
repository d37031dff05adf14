package chimemessagingtest_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/chimemessagingtest"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// codeOf returns the code of an error of the service.
func codeOf(err error) string {
	var api smithy.APIError
	if !errors.As(err, &api) {
		return fmt.Sprint(err)
	}
	return api.ErrorCode()
}

// say sends a persistent message.
func say(srv *chimemessagingtest.Server, channel *string, user, text string, change ...func(*chimemessaging.SendChannelMessageInput)) (*string, error) {
	in := &chimemessaging.SendChannelMessageInput{
		ChannelArn: channel, Content: &text, Type: types.ChannelMessageTypeStandard,
		Persistence: types.ChannelMessagePersistenceTypePersistent, ChimeBearer: &user,
	}
	for _, c := range change {
		c(in)
	}
	out, err := srv.Client().SendChannelMessage(context.Background(), in)
	if err != nil {
		return nil, err
	}
	return out.MessageId, nil
}

// The bearer must be the ARN of a user or bot that exists, in the app instance of the channel.
func Example_bearer() {
	srv := start()
	defer srv.Close()
	instance := srv.AddAppInstance("demo")
	alice := srv.AddUser(instance, "alice", "Alice")
	stranger := srv.AddUser(srv.AddAppInstance("other"), "eve", "Eve")
	channel := channelOf(srv, instance, alice)
	for _, bearer := range []string{alice, instance, instance + "/user/nobody", stranger} {
		_, err := srv.Client().DescribeChannel(context.Background(), &chimemessaging.DescribeChannelInput{ChannelArn: channel, ChimeBearer: &bearer})
		fmt.Println(codeOf(err))
	}
	// Output:
	// <nil>
	// UnauthorizedClientException
	// UnauthorizedClientException
	// ForbiddenException
}

// A ban ends the membership and keeps the user out until it is deleted.
func Example_ban() {
	srv := start()
	defer srv.Close()
	instance := srv.AddAppInstance("demo")
	moe, bob := srv.AddUser(instance, "moe", "Moe"), srv.AddUser(instance, "bob", "Bob")
	channel := channelOf(srv, instance, moe)
	client, ctx := srv.Client(), context.Background()
	join := func() error {
		_, err := client.CreateChannelMembership(ctx, &chimemessaging.CreateChannelMembershipInput{
			ChannelArn: channel, MemberArn: &bob, Type: types.ChannelMembershipTypeDefault, ChimeBearer: &moe,
		})
		return err
	}
	fmt.Println("joins:", join())
	_, err := client.CreateChannelBan(ctx, &chimemessaging.CreateChannelBanInput{ChannelArn: channel, MemberArn: &bob, ChimeBearer: &moe})
	fmt.Println("banned:", err)
	_, err = say(srv, channel, bob, "hello")
	fmt.Println("sends:", codeOf(err))
	fmt.Println("joins:", codeOf(join()))
	_, err = client.DeleteChannelBan(ctx, &chimemessaging.DeleteChannelBanInput{ChannelArn: channel, MemberArn: &bob, ChimeBearer: &moe})
	fmt.Println("no longer banned:", err)
	fmt.Println("joins:", join())
	// Output:
	// joins: <nil>
	// banned: <nil>
	// sends: ForbiddenException
	// joins: ForbiddenException
	// no longer banned: <nil>
	// joins: <nil>
}

// Messages are edited by their senders, redacted by them and by moderators, deleted by administrators.
func Example_messages() {
	srv := start()
	defer srv.Close()
	instance := srv.AddAppInstance("demo")
	root, alice := srv.AddAdmin(instance, "root", "Root"), srv.AddUser(instance, "alice", "Alice")
	channel := channelOf(srv, instance, alice)
	client, ctx := srv.Client(), context.Background()
	id, err := say(srv, channel, alice, "helo")
	if err != nil {
		log.Fatal(err)
	}
	_, err = client.UpdateChannelMessage(ctx, &chimemessaging.UpdateChannelMessageInput{
		ChannelArn: channel, MessageId: id, Content: aws.String("hello"), ChimeBearer: &root,
	})
	fmt.Println("edited by another:", codeOf(err))
	_, err = client.UpdateChannelMessage(ctx, &chimemessaging.UpdateChannelMessageInput{
		ChannelArn: channel, MessageId: id, Content: aws.String("hello"), ChimeBearer: &alice,
	})
	fmt.Printf("edited: %q %v\n", *srv.Messages(*channel)[0].Content, err)
	_, err = client.RedactChannelMessage(ctx, &chimemessaging.RedactChannelMessageInput{ChannelArn: channel, MessageId: id, ChimeBearer: &alice})
	fmt.Printf("redacted: %q %v\n", *srv.Messages(*channel)[0].Content, err)
	_, err = client.DeleteChannelMessage(ctx, &chimemessaging.DeleteChannelMessageInput{ChannelArn: channel, MessageId: id, ChimeBearer: &root})
	fmt.Println("deleted:", len(srv.Messages(*channel)), err)
	// Output:
	// edited by another: ForbiddenException
	// edited: "hello" <nil>
	// redacted: "" <nil>
	// deleted: 0 <nil>
}

// A page token expires: a program that keeps one must expect that.
func Example_pageToken() {
	now := time.Now()
	srv := start(func(o *chimemessagingtest.Options) {
		o.Clock, o.PageTokenLife = func() time.Time { return now }, time.Hour
	})
	defer srv.Close()
	instance := srv.AddAppInstance("demo")
	alice := srv.AddUser(instance, "alice", "Alice")
	channel := channelOf(srv, instance, alice)
	for _, text := range []string{"one", "two", "three"} {
		if _, err := say(srv, channel, alice, text); err != nil {
			log.Fatal(err)
		}
	}
	list := &chimemessaging.ListChannelMessagesInput{ChannelArn: channel, ChimeBearer: &alice, MaxResults: aws.Int32(2)}
	page, err := srv.Client().ListChannelMessages(context.Background(), list)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(*page.ChannelMessages[0].Content, *page.ChannelMessages[1].Content)
	list.NextToken = page.NextToken
	now = now.Add(2 * time.Hour)
	_, err = srv.Client().ListChannelMessages(context.Background(), list)
	var bad *types.BadRequestException
	fmt.Println(errors.As(err, &bad), bad.ErrorMessage())
	// Output:
	// three two
	// true NextToken: the token has expired
}

// The same idempotency token and input give the same message; the same token with other input is refused, with the error
// that Choices names.
func ExampleChoices() {
	srv := start(func(o *chimemessagingtest.Options) {
		o.Choices.TokenReused = &types.BadRequestException{Message: aws.String("that token again")}
	})
	defer srv.Close()
	instance := srv.AddAppInstance("demo")
	alice := srv.AddUser(instance, "alice", "Alice")
	channel := channelOf(srv, instance, alice)
	token := func(in *chimemessaging.SendChannelMessageInput) { in.ClientRequestToken = aws.String("my-token") }
	first, err := say(srv, channel, alice, "hello", token)
	if err != nil {
		log.Fatal(err)
	}
	second, err := say(srv, channel, alice, "hello", token)
	fmt.Println(*first == *second, len(srv.Messages(*channel)), err)
	_, err = say(srv, channel, alice, "goodbye", token)
	fmt.Println(codeOf(err))
	// Output:
	// true 1 <nil>
	// BadRequestException
}
