package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	official "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/stretchr/testify/require"

	ours "github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/internal/wire"
)

// listCalls returns calls that list a page of n users, in memory.
func listCalls(n int) []call {
	m := &memory{page(n)}
	c, o := newOurs(m), newOfficial(m)
	in, oin := &ours.ListUsersInput{InstanceId: aws.String(instance)}, &official.ListUsersInput{InstanceId: aws.String(instance)}
	return []call{
		{"ours", func(ctx context.Context) error { _, err := c.ListUsers(ctx, in); return err }},
		{"official", func(ctx context.Context) error { _, err := o.ListUsers(ctx, oin); return err }},
	}
}

// decodeCalls returns functions that only decode the body of the same page, which the official client does not offer.
func decodeCalls(n int) []call {
	text := page(n)
	return []call{
		{"ours", func(context.Context) error { return wire.DecodeResponse(text, new(ours.ListUsersOutput)) }},
		{"newest", func(context.Context) error { _, err := decodeNewest(text); return err }},
		{"floor", func(context.Context) error { _, err := decodeLexer(text); return err }},
		{"encoding-json", func(context.Context) error { return decodeStandard(text) }},
	}
}

func decodeStandard(text []byte) error {
	var v struct {
		NextToken       *string
		UserSummaryList []struct {
			Id, Arn, Username, LastModifiedRegion *string
			LastModifiedTime                      *float64
		}
	}
	return json.Unmarshal(text, &v)
}

var sizes = []int{1, 10, 100, 1000, 10000}

// BenchmarkList lists pages of 1 to 10,000 users.
func BenchmarkList(b *testing.B) {
	for _, n := range sizes {
		measure(b, fmt.Sprintf("users=%d", n), listCalls(n))
	}
}

// BenchmarkDecode decodes the same pages.
func BenchmarkDecode(b *testing.B) {
	for _, n := range sizes {
		measure(b, fmt.Sprintf("users=%d", n), decodeCalls(n))
	}
}

// TestDecoders checks that all of them read the same page.
func TestDecoders(t *testing.T) {
	text := page(3)
	got, err := newOurs(&memory{text}).ListUsers(t.Context(), &ours.ListUsersInput{InstanceId: aws.String(instance)})
	require.NoError(t, err)
	floor, err := decodeLexer(text)
	require.NoError(t, err)
	require.Equal(t, floor.UserSummaryList, got.UserSummaryList)
	newest, err := decodeNewest(text)
	require.NoError(t, err)
	require.Len(t, newest.UserSummaryList, 3)
	require.Equal(t, got.UserSummaryList[2].Arn, newest.UserSummaryList[2].Arn)
	require.Equal(t, got.UserSummaryList[2].LastModifiedTime, newest.UserSummaryList[2].LastModifiedTime)
}
