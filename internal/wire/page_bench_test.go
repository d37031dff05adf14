package wire

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/aws/smithy-go/middleware"
	"github.com/stretchr/testify/require"
)

// userPage is shaped like ListUsersOutput, the answer that programs page through most.
type userPage struct {
	NextToken       *string
	UserSummaryList []userSummary

	ResultMetadata middleware.Metadata `aws:"-"`
}

type userSummary struct {
	Arn                *string
	Id                 *string
	LastModifiedRegion *string
	LastModifiedTime   *time.Time
	Username           *string
}

// jsonPage is the same for encoding/json, which has no tag for epoch seconds: they are numbers here.
type jsonPage struct {
	NextToken       *string
	UserSummaryList []struct {
		Arn                *string
		Id                 *string
		LastModifiedRegion *string
		LastModifiedTime   *float64
		Username           *string
	}
}

const pageUsers = 1000

// pageBody is an answer of 1,000 users, 229 KB.
func pageBody() []byte {
	var b strings.Builder
	b.WriteString(`{"NextToken":"eyJ0b2tlbiI6IjEwMDAifQ==","UserSummaryList":[`)
	for i := range pageUsers {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"Arn":"arn:aws:connect:us-east-1:123456789012:instance/11111111-2222/agent/00000000-0000-%012d",`+
			`"Id":"00000000-0000-%012d","LastModifiedRegion":"us-east-1","LastModifiedTime":%d.%03d,"Username":"user-%04d"}`,
			i, i, 1700000000+i, i, i)
	}
	b.WriteString(`]}`)
	return []byte(b.String())
}

func TestDecodePageAllocations(t *testing.T) {
	body := pageBody()
	count := testing.AllocsPerRun(20, func() {
		var out userPage
		require.NoError(t, DecodeResponse(body, &out))
	})
	require.LessOrEqual(t, count, 3100.0)
	t.Log(count, len(body))
}

func BenchmarkDecodePage(b *testing.B) {
	body := pageBody()
	b.Run("wire", func(b *testing.B) {
		b.SetBytes(int64(len(body)))
		b.ReportAllocs()
		for b.Loop() {
			var out userPage
			if err := DecodeResponse(body, &out); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("encoding-json", func(b *testing.B) {
		b.SetBytes(int64(len(body)))
		b.ReportAllocs()
		for b.Loop() {
			var out jsonPage
			if err := json.Unmarshal(body, &out); err != nil {
				b.Fatal(err)
			}
		}
	})
}
