package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/channelflow"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/chimemessagingtest"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/session"
	"github.com/seed-086a074d/chimeconnect/chimemessaging/types"
)

// lambdaARN is the ARN of the Lambda function that the program plays.
const lambdaARN = "arn:aws:lambda:us-east-1:123456789012:function:moderate"

// chat is a channel with a flow, and the users in it.
type chat struct {
	service *chimemessagingtest.Server
	channel string // its ARN
	users   [everybody]user
}

// user is a member of the channel who listens.
type user struct {
	client  *chimemessaging.Client // acts for the user
	session *session.Session
	last    string // the ID of the user's last message that was delivered
}

// openChat starts the service, and creates a channel that the processor moderates.
func openChat(ctx context.Context) (*chat, error) {
	service, err := chimemessagingtest.Start("")
	if err != nil {
		return nil, err
	}
	c := &chat{service: service}
	if err := c.open(ctx); err != nil {
		c.close()
		return nil, err
	}
	return c, nil
}

func (c *chat) open(ctx context.Context) (err error) {
	service := c.service
	client, appInstance := service.Client(), service.AddAppInstance("shop")
	service.SetProcessor(lambdaARN, channelflow.New(client, moderate).Handle)

	arns := make([]string, everybody)
	for i, name := range names() {
		arns[i] = service.AddUser(appInstance, name, name)
		c.users[i].client = client.As(arns[i])
	}
	if c.channel, err = newChannel(ctx, c.users[alice].client, appInstance, arns); err != nil {
		return err
	}
	for i := range c.users {
		if c.users[i].session, err = session.Start(ctx, c.users[i].client); err != nil {
			return err
		}
	}
	return nil
}

// newChannel creates a channel with a channel flow.
func newChannel(ctx context.Context, client *chimemessaging.Client, appInstance string, members []string) (string, error) {
	flow, err := client.CreateChannelFlow(ctx, &chimemessaging.CreateChannelFlowInput{
		AppInstanceArn: &appInstance, Name: aws.String("moderation"),
		Processors: []types.Processor{{
			Name: aws.String("moderate"), ExecutionOrder: aws.Int32(1), FallbackAction: types.FallbackActionAbort,
			Configuration: &types.ProcessorConfiguration{
				Lambda: &types.LambdaConfiguration{ResourceArn: aws.String(lambdaARN), InvocationType: types.InvocationTypeAsync},
			},
		}},
	})
	if err != nil {
		return "", err
	}
	channel, err := client.CreateChannel(ctx, &chimemessaging.CreateChannelInput{
		AppInstanceArn: &appInstance, Name: aws.String("orders"), MemberArns: members[1:],
	})
	if err != nil {
		return "", err
	}
	_, err = client.AssociateChannelFlow(ctx, &chimemessaging.AssociateChannelFlowInput{
		ChannelArn: channel.ChannelArn, ChannelFlowArn: flow.ChannelFlowArn,
	})
	return *channel.ChannelArn, err
}

// close ends the sessions and the service.
func (c *chat) close() {
	for _, u := range c.users {
		if u.session != nil {
			u.session.Close()
		}
	}
	c.service.Close()
}

// play sends or edits a message of a user, and prints what the sessions receive until its outcome is known.
func (c *chat) play(ctx context.Context, t turn, screen *screen) error {
	id, err := c.send(ctx, t)
	if err != nil {
		return err
	}
	fate, err := c.receive(ctx, t.user, id, screen)
	if err != nil {
		return err
	}
	screen.set(t.user, fate)
	if fate.Type == session.EventTypeCreateChannelMessage || fate.Type == session.EventTypeUpdateChannelMessage {
		c.users[t.user].last = id
		other := 1 - t.user
		event, err := c.receive(ctx, other, id, screen)
		if err != nil {
			return err
		}
		screen.set(other, event)
	}
	screen.row()
	return nil
}

// send sends a message, or a new text for the last one, and returns its ID.
func (c *chat) send(ctx context.Context, t turn) (string, error) {
	u := c.users[t.user]
	if t.edit {
		_, err := u.client.UpdateChannelMessage(ctx, &chimemessaging.UpdateChannelMessageInput{
			ChannelArn: &c.channel, MessageId: &u.last, Content: &t.text,
		})
		return u.last, err
	}
	out, err := u.client.SendChannelMessage(ctx, &chimemessaging.SendChannelMessageInput{
		ChannelArn: &c.channel, Content: &t.text,
		Type: types.ChannelMessageTypeStandard, Persistence: types.ChannelMessagePersistenceTypePersistent,
	})
	if err != nil {
		return "", err
	}
	return *out.MessageId, nil
}

// receive waits until a user's session receives the outcome of a message. Events that it is pending are printed
// meanwhile.
func (c *chat) receive(ctx context.Context, user int, id string, screen *screen) (*session.Event, error) {
	for {
		select {
		case event, ok := <-c.users[user].session.C():
			switch {
			case !ok:
				return nil, errors.Join(errors.New("the session ended"), c.users[user].session.Err())
			case event.Message == nil:
			case aws.ToString(event.Message.MessageId) != id:
				return nil, fmt.Errorf("%s received an event of another message: %v", names()[user], event)
			case event.Type == session.EventTypePendingCreateChannelMessage || event.Type == session.EventTypePendingUpdateChannelMessage:
				screen.set(user, event)
				screen.row()
			default:
				return event, nil
			}
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}
