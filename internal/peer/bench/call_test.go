package bench

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/url"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	official "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/ssooidc"
	smithyrand "github.com/aws/smithy-go/rand"

	messaging "github.com/seed-086a074d/chimeconnect/chimemessaging"
	mtypes "github.com/seed-086a074d/chimeconnect/chimemessaging/types"
	ours "github.com/seed-086a074d/chimeconnect/connect"
)

const (
	instance = "11111111-2222-3333-4444-555555555555"
	flowArn  = "arn:aws:chime:us-east-1:123456789012:app-instance/11111111-2222-3333-4444-555555555555/channel-flow/flow-1"
	channel  = "arn:aws:chime:us-east-1:123456789012:app-instance/11111111-2222-3333-4444-555555555555/channel/channel-1"
	bearer   = "arn:aws:chime:us-east-1:123456789012:app-instance/11111111-2222-3333-4444-555555555555/user/user-1"
	lambda   = "arn:aws:lambda:us-east-1:123456789012:function:processor"
)

// call is one call of one client.
type call struct {
	client string
	do     func(ctx context.Context) error
}

// coreCalls returns the five core operations; the official module for messaging is not available here.
func coreCalls() map[string][]call {
	empty, flow := &memory{[]byte("{}")}, &memory{[]byte(`{"ChannelFlowArn":"` + flowArn + `"}`)}
	return map[string][]call{
		"DisassociateLexBot":                 lexBotCalls(empty),
		"DisassociatePhoneNumberContactFlow": phoneNumberCalls(empty),
		"CreateChannelFlow":                  createFlowCalls(flow),
		"AssociateChannelFlow":               associateFlowCalls(empty),
		"DisassociateChannelFlow":            disassociateFlowCalls(empty),
	}
}

func lexBotCalls(m httpClient) []call {
	c, o, f, n := newOurs(m), newOfficial(m), newFloor(m, "connect"), newNewest(m)
	in := &ours.DisassociateLexBotInput{InstanceId: aws.String(instance), BotName: aws.String("OrderFlowers"), LexRegion: aws.String(region)}
	oin := &official.DisassociateLexBotInput{InstanceId: in.InstanceId, BotName: in.BotName, LexRegion: in.LexRegion, ClientToken: aws.String(instance)}
	nin := &ssooidc.CreateTokenWithIAMInput{ClientId: aws.String(instance), GrantType: aws.String("authorization_code"), Code: aws.String("code")}
	return []call{
		{"ours", func(ctx context.Context) error { _, err := c.DisassociateLexBot(ctx, in); return err }},
		{"floor", func(ctx context.Context) error {
			token, err := smithyrand.NewUUID(rand.Reader).GetUUID()
			if err != nil {
				return err
			}
			query := "?botName=" + url.QueryEscape("OrderFlowers") + "&clientToken=" + token + "&lexRegion=" + region
			_, err = f.call(ctx, "DELETE", "/instance/"+url.PathEscape(instance)+"/lex-bot"+query, nil, "")
			return err
		}},
		{"official", func(ctx context.Context) error { _, err := o.DisassociateLexBot(ctx, oin); return err }},
		{"newest", func(ctx context.Context) error { _, err := n.CreateTokenWithIAM(ctx, nin); return err }}, // a similar call
	}
}

func phoneNumberCalls(m httpClient) []call {
	c, o, f := newOurs(m), newOfficial(m), newFloor(m, "connect")
	in := &ours.DisassociatePhoneNumberContactFlowInput{InstanceId: aws.String(instance), PhoneNumberId: aws.String(instance)}
	oin := &official.DisassociatePhoneNumberContactFlowInput{InstanceId: in.InstanceId, PhoneNumberId: in.PhoneNumberId}
	return []call{
		{"ours", func(ctx context.Context) error { _, err := c.DisassociatePhoneNumberContactFlow(ctx, in); return err }},
		{"floor", func(ctx context.Context) error {
			path := "/phone-number/" + url.PathEscape(instance) + "/contact-flow?instanceId=" + url.QueryEscape(instance)
			_, err := f.call(ctx, "DELETE", path, nil, "")
			return err
		}},
		{"official", func(ctx context.Context) error { _, err := o.DisassociatePhoneNumberContactFlow(ctx, oin); return err }},
	}
}

func createFlowCalls(m httpClient) []call {
	c, f := newMessaging(m), newFloor(m, "chime")
	in := &messaging.CreateChannelFlowInput{
		AppInstanceArn: aws.String(bearer), Name: aws.String("moderation"), Tags: []mtypes.Tag{{Key: aws.String("team"), Value: aws.String("chat")}},
		Processors: []mtypes.Processor{{
			Name: aws.String("filter"), ExecutionOrder: aws.Int32(1), FallbackAction: mtypes.FallbackActionAbort,
			Configuration: &mtypes.ProcessorConfiguration{
				Lambda: &mtypes.LambdaConfiguration{ResourceArn: aws.String(lambda), InvocationType: mtypes.InvocationTypeAsync},
			},
		}},
	}
	return []call{
		{"ours", func(ctx context.Context) error { _, err := c.CreateChannelFlow(ctx, in); return err }},
		{"floor", func(ctx context.Context) error {
			token, err := smithyrand.NewUUID(rand.Reader).GetUUID()
			if err != nil {
				return err
			}
			payload := fmt.Appendf(nil, `{"AppInstanceArn":%q,"Processors":[{"Name":"filter","Configuration":{"Lambda":{"ResourceArn":%q,`+
				`"InvocationType":"ASYNC"}},"ExecutionOrder":1,"FallbackAction":"ABORT"}],"Name":"moderation",`+
				`"Tags":[{"Key":"team","Value":"chat"}],"ClientRequestToken":%q}`, bearer, lambda, token)
			_, err = f.call(ctx, "POST", "/channel-flows", payload, "")
			return err
		}},
	}
}

func associateFlowCalls(m httpClient) []call {
	c, f := newMessaging(m), newFloor(m, "chime")
	in := &messaging.AssociateChannelFlowInput{ChannelArn: aws.String(channel), ChannelFlowArn: aws.String(flowArn), ChimeBearer: aws.String(bearer)}
	return []call{
		{"ours", func(ctx context.Context) error { _, err := c.AssociateChannelFlow(ctx, in); return err }},
		{"floor", func(ctx context.Context) error {
			payload := fmt.Appendf(nil, `{"ChannelFlowArn":%q}`, flowArn)
			_, err := f.call(ctx, "PUT", "/channels/"+url.PathEscape(channel)+"/channel-flow", payload, bearer)
			return err
		}},
	}
}

func disassociateFlowCalls(m httpClient) []call {
	c, f := newMessaging(m), newFloor(m, "chime")
	in := &messaging.DisassociateChannelFlowInput{ChannelArn: aws.String(channel), ChannelFlowArn: aws.String(flowArn), ChimeBearer: aws.String(bearer)}
	return []call{
		{"ours", func(ctx context.Context) error { _, err := c.DisassociateChannelFlow(ctx, in); return err }},
		{"floor", func(ctx context.Context) error {
			_, err := f.call(ctx, "DELETE", "/channels/"+url.PathEscape(channel)+"/channel-flow/"+url.PathEscape(flowArn), nil, bearer)
			return err
		}},
	}
}

// BenchmarkCall is one signed call in memory.
func BenchmarkCall(b *testing.B) {
	calls := coreCalls()
	for _, op := range []string{
		"CreateChannelFlow", "AssociateChannelFlow", "DisassociateChannelFlow", "DisassociateLexBot", "DisassociatePhoneNumberContactFlow",
	} {
		measure(b, "op="+op, calls[op])
	}
}

// measure makes the same call with each client.
func measure(b *testing.B, name string, calls []call) {
	b.Helper()
	for _, c := range calls {
		b.Run(name+"/client="+c.client, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := c.do(b.Context()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
