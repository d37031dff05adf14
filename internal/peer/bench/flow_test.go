package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	official "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/stretchr/testify/require"

	ours "github.com/seed-086a074d/chimeconnect/connect"
)

// flowText is a flow of 166 KB: a JSON document that travels inside a string, full of quotes.
func flowText() string {
	var b strings.Builder
	b.WriteString(`{"Version":"2019-10-30","StartAction":"action-0","Actions":[`)
	for i := range 560 {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"Identifier":"12345678-1234-1234-1234-%012d","Type":"MessageParticipant","Parameters":{"Text":"Press %d to go on,`+
			` or stay on the line. Café"},"Transitions":{"NextAction":"12345678-1234-1234-1234-%012d","Errors":[{"NextAction":"end",`+
			`"ErrorType":"NoMatchingError"}],"Conditions":[]}}`, i, i, i+1)
	}
	b.WriteString("]}\n")
	return b.String()
}

// flowCalls returns calls that read or write a large flow, in memory.
func flowCalls(tb testing.TB, op string) []call {
	tb.Helper()
	text := flowText()
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
