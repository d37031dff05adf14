package chimeconnect_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"net/http"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/stretchr/testify/assert"

	"github.com/seed-086a074d/chimeconnect"
	"github.com/seed-086a074d/chimeconnect/chimemessaging"
	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
)

func ExamplePrintable() {
	type row struct {
		types.User

		Team string
	}
	rows := []row{{types.User{Username: aws.String("jane"), IdentityInfo: &types.UserIdentityInfo{FirstName: aws.String("Jane")}}, "night"}}
	fmt.Println(chimeconnect.Printable(rows))
	fmt.Println(chimeconnect.Printable(&types.Queue{Name: aws.String("Sales")}))
	// Output:
	// [{User: {Username: "jane", IdentityInfo: {FirstName: [redacted]}}, Team: "night"}]
	// Queue{Name: "Sales"}
}

func TestPrintable(t *testing.T) {
	queue := types.Queue{Name: aws.String("Sales"), MaxContacts: aws.Int32(3)}
	for _, v := range []any{queue, &queue} {
		assert.Equal(t, `Queue{Name: "Sales", MaxContacts: 3}`, fmt.Sprint(chimeconnect.Printable(v)))
	}
	assert.Contains(t, fmt.Sprint(chimeconnect.Printable(map[string]types.Queue{"q": {Name: aws.String("Sales")}})), `{"q": {Name: "Sales"}}`)

	var b bytes.Buffer
	slog.New(slog.NewJSONHandler(&b, nil)).Info("m", "q", chimeconnect.Printable(&queue))
	assert.Contains(t, b.String(), `"q":{"Name":"Sales","MaxContacts":3}`)
	b.Reset()
	slog.New(slog.NewTextHandler(&b, nil)).Info("m", "q", chimeconnect.Printable(queue))
	assert.Contains(t, b.String(), `q="Queue{Name: \"Sales\", MaxContacts: 3}"`)
}

// Inputs and outputs print readably, by value and by pointer, without anybody's help.
func TestInputsAndOutputsPrint(t *testing.T) {
	in := connect.DescribeQueueInput{InstanceId: aws.String("i"), QueueId: aws.String("q")}
	out := connect.DescribeQueueOutput{Queue: &types.Queue{Name: aws.String("Sales")}}
	for _, verb := range []string{"%v", "%+v", "%s", "%#v"} {
		assert.Equal(t, `DescribeQueueInput{InstanceId: "i", QueueId: "q"}`, fmt.Sprintf(verb, in), verb)
		assert.Equal(t, `DescribeQueueInput{InstanceId: "i", QueueId: "q"}`, fmt.Sprintf(verb, &in), verb)
		assert.Equal(t, `DescribeQueueOutput{Queue: {Name: "Sales"}}`, fmt.Sprintf(verb, out), verb)
		assert.Equal(t, `DescribeQueueOutput{Queue: {Name: "Sales"}}`, fmt.Sprintf(verb, &out), verb)
	}
}

// Options that a program logs must not show the credentials.
func TestOptionsPrintWithoutSecrets(t *testing.T) {
	provider := credentials.NewStaticCredentialsProvider("AKIDEXAMPLE", "hush", "session-hush")
	set := connect.Options{Region: "us-east-1", Credentials: provider, HTTPClient: http.DefaultClient}
	messaging := chimemessaging.Options{Region: "us-east-1", Credentials: &provider, ChimeBearer: "arn:aws:chime:me"}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
		for _, v := range []any{set, &set, messaging, struct{ O connect.Options }{set}, chimeconnect.Printable(provider)} {
			got := fmt.Sprintf(verb, v)
			assert.NotContains(t, got, "hush", verb)
			assert.NotContains(t, got, "0x", verb)
		}
		assert.Equal(t, `Options{Credentials: credentials.StaticCredentialsProvider, HTTPClient: *http.Client, Region: "us-east-1"}`, fmt.Sprintf(verb, set))
	}
	assert.Contains(t, fmt.Sprint(messaging), `ChimeBearer: "arn:aws:chime:me"`)
}
