package wire

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"
)

// lexInput is a small input like most: a path, a query or two, a token.
type lexInput struct {
	_ struct{} `aws:"POST /instance/{InstanceId}/lex-bot"`

	InstanceId *string `aws:"path,required,len=1:100"`
	BotName    *string `aws:"query=botName,required,len=:50"`
	LexRegion  *string `aws:"query=lexRegion,required,len=:60"`

	Name        *string `aws:"required"`
	Description *string
	MaxResults  *int32  `aws:"range=1:100"`
	ClientToken *string `aws:"token"`
}

func lexValue() *lexInput {
	return &lexInput{
		InstanceId: new("00000000-0000-0000-0000-000000000000"), BotName: new("bot"), LexRegion: new("eu-west-2"),
		Name: new("a name"), Description: new("a description of some length, with “quotes”"), MaxResults: new(int32(10)),
	}
}

func TestEncodeAllocations(t *testing.T) {
	op, in := operationFor[lexInput](t), lexValue()
	count := testing.AllocsPerRun(100, func() {
		_, err := op.Encode(in, fillAll)
		require.NoError(t, err)
	})
	require.LessOrEqual(t, count, 2.0, "the path with the query, and the body")
}

func TestCheckAllocations(t *testing.T) {
	op, in := operationFor[lexInput](t), lexValue()
	require.Empty(t, op.Validate(in, fillAll))
	require.Zero(t, testing.AllocsPerRun(100, func() { op.Check(in, fillAll) }))
	require.Zero(t, testing.AllocsPerRun(100, func() { op.Validate(in, fillAll) }))

	nested, value := operationFor[boundInput](t), boundValue()
	require.Empty(t, nested.Check(value, fillAll))
	require.LessOrEqual(t, testing.AllocsPerRun(100, func() { nested.Check(value, fillAll) }), 8.0, "what reflect takes to walk maps")
}

func BenchmarkEncodeRequest(b *testing.B) {
	op, in := operationFor[lexInput](b), lexValue()
	b.Run("wire", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := op.Encode(in, fillAll); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("encoding-json", func(b *testing.B) { // the body alone, with all members in it
		b.ReportAllocs()
		for b.Loop() {
			if _, err := json.Marshal(in); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkCheck(b *testing.B) {
	op, in := operationFor[lexInput](b), lexValue()
	b.ReportAllocs()
	for b.Loop() {
		op.Check(in, fillAll)
	}
}
