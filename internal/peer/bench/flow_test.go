package bench

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	official "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/stretchr/testify/require"

	ours "github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/internal/flowtext"
)

// flowCalls returns calls that read or write a large flow, in memory.
func flowCalls(tb testing.TB, op string) []call {
	tb.Helper()
	text := flowtext.Large()
	if op == "UpdateContactFlowContent" {
		m := &memory{[]byte("{}")}
		c, o := newOurs(m), newOfficial(m)
		in := &ours.UpdateContactFlowContentInput{InstanceId: aws.String(instance), ContactFlowId: aws.String(instance), Content: &text}
		oin := &official.UpdateContactFlowContentInput{InstanceId: in.InstanceId, ContactFlowId: in.ContactFlowId, Content: &text}
		return []call{
			{"ours", func(ctx context.Context) error { _, err := c.UpdateContactFlowContent(ctx, in); return err }},
			{"official", func(ctx context.Context) error { _, err := o.UpdateContactFlowContent(ctx, oin); return err }},
		}
	}
	body, err := json.Marshal(map[string]any{"ContactFlow": map[string]any{
		"Arn": "arn:aws:connect:us-east-1:123456789012:instance/i/contact-flow/f", "Id": instance, "Name": "Welcome", "Type": "CONTACT_FLOW", "Content": text,
	}})
	require.NoError(tb, err)
	m := &memory{body}
	c, o := newOurs(m), newOfficial(m)
	in := &ours.DescribeContactFlowInput{InstanceId: aws.String(instance), ContactFlowId: aws.String(instance)}
	oin := &official.DescribeContactFlowInput{InstanceId: in.InstanceId, ContactFlowId: in.ContactFlowId}
	return []call{
		{"ours", func(ctx context.Context) error { _, err := c.DescribeContactFlow(ctx, in); return err }},
		{"official", func(ctx context.Context) error { _, err := o.DescribeContactFlow(ctx, oin); return err }},
	}
}

// BenchmarkFlow writes and reads a large flow.
func BenchmarkFlow(b *testing.B) {
	for _, op := range []string{"UpdateContactFlowContent", "DescribeContactFlow"} {
		measure(b, "op="+op, flowCalls(b, op))
	}
}
