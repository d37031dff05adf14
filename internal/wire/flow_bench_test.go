package wire

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
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

// flowText is a flow of about 170 KB, as an editor saves it.
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

func flowValue() *flowInput {
	return &flowInput{InstanceId: new("i"), ContactFlowId: new("f"), Content: new(flowText())}
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
