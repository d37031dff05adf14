package parity

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	official "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/stretchr/testify/require"

	ours "github.com/seed-086a074d/chimeconnect/connect"
)

// tokens are the answers of a service, page by page; "nil" is no token.
var tokens = [][]string{{"a"}, {"nil"}, {"b"}, {"a", "a", "b"}, {"a", "b", "a", "nil"}, {"a", "", "b", "nil"}, {"", ""}}

// TestPagers pages through the same answers with both paginators and compares what was asked for and where each stopped.
// Different on purpose: without AllowDuplicateToken, the same token twice is an error, where the official paginator
// continues forever (TestDuplicateToken).
func TestPagers(t *testing.T) {
	for _, sequence := range tokens {
		for _, stop := range []bool{false, true} {
			for _, limit := range []int32{0, 7} {
				t.Run(fmt.Sprintf("%q stop=%v limit=%d", strings.Join(sequence, " "), stop, limit), func(t *testing.T) {
					x, y := &script{}, &script{}
					for _, token := range sequence {
						x.answers = append(x.answers, pageWith(token))
					}
					y.answers = x.answers
					require.Equal(t, officialPages(t, x, stop, limit), ourPages(t, y, stop, limit))
				})
			}
		}
	}
}

func pageWith(token string) func() (*http.Response, error) {
	text := `{"UserSummaryList":[],"NextToken":"` + token + `"}`
	if token == "nil" {
		text = `{"UserSummaryList":[]}`
	}
	return answerWith(text)
}

const mostPages = 6

func officialPages(t *testing.T, s *script, stop bool, limit int32) []string {
	t.Helper()
	var asked []string
	a := NewOfficial(func(o *official.Options) { o.HTTPClient = noting{s, &asked} })
	client := a.value.Interface().(*official.Client)
	in := &official.ListUsersInput{InstanceId: aws.String("i"), NextToken: aws.String("start")}
	p := official.NewListUsersPaginator(client, in, func(o *official.ListUsersPaginatorOptions) { o.Limit, o.StopOnDuplicateToken = limit, stop })
	for p.HasMorePages() && len(asked) < mostPages {
		_, err := p.NextPage(t.Context())
		require.NoError(t, err)
	}
	_, err := p.NextPage(t.Context())
	return append(asked, fmt.Sprint(err), fmt.Sprint(aws.ToString(in.NextToken), in.MaxResults == nil))
}

func ourPages(t *testing.T, s *script, stop bool, limit int32) []string {
	t.Helper()
	var asked []string
	b := NewOurs(func(o *ours.Options) { o.HTTPClient = noting{s, &asked} })
	client := b.value.Interface().(*ours.Client)
	in := &ours.ListUsersInput{InstanceId: aws.String("i"), NextToken: aws.String("start")}
	p := ours.NewListUsersPaginator(client, in, func(o *ours.ListUsersPaginatorOptions) {
		o.Limit, o.StopOnDuplicateToken, o.AllowDuplicateToken = limit, stop, true
	})
	for p.HasMorePages() && len(asked) < mostPages {
		_, err := p.NextPage(t.Context())
		require.NoError(t, err)
	}
	_, err := p.NextPage(t.Context())
	return append(asked, fmt.Sprint(err), fmt.Sprint(aws.ToString(in.NextToken), in.MaxResults == nil))
}

// noting writes down the query of each request.
type noting struct {
	*script
	asked *[]string
}

func (n noting) Do(r *http.Request) (*http.Response, error) {
	*n.asked = append(*n.asked, r.URL.RawQuery)
	return n.script.Do(r)
}

func TestDuplicateToken(t *testing.T) {
	b := NewOurs(func(o *ours.Options) {
		o.HTTPClient = &script{answers: []func() (*http.Response, error){pageWith("b")}}
	})
	p := ours.NewListUsersPaginator(b.value.Interface().(*ours.Client), &ours.ListUsersInput{InstanceId: aws.String("i")})
	var err error
	for range mostPages {
		if _, err = p.NextPage(t.Context()); err != nil {
			break
		}
	}
	require.ErrorContains(t, err, "token of an earlier page")
}
