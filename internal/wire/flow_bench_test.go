package wire

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/internal/flowtext"
)

// flowInput is shaped like UpdateContactFlowContentInput: a flow is a JSON document inside a string, full of quotes.
type flowInput struct {
	_ struct{} `aws:"POST /contact-flows/{InstanceId}/{ContactFlowId}/content"`

	InstanceId    *string `aws:"path,required"`
	ContactFlowId *string `aws:"path,required"`
	Content       *string `aws:"required"`
}

// flowOutput is shaped like DescribeContactFlowOutput.
type flowOutput struct {
	ContactFlow *flowInput
}

func flowValue() *flowInput {
	return &flowInput{InstanceId: new("i"), ContactFlowId: new("f"), Content: new(flowtext.Large())}
}

func BenchmarkEncodeFlow(b *testing.B) {
	op, in := operationFor[flowInput](b), flowValue()
	b.SetBytes(int64(len(*in.Content)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := op.Encode(in, fillAll); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDecodeFlow(b *testing.B) {
	body, err := json.Marshal(flowOutput{flowValue()})
	require.NoError(b, err)
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		if err := DecodeResponse(body, new(flowOutput)); err != nil {
			b.Fatal(err)
		}
	}
}
