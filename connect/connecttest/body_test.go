package connecttest_test

import (
	"bytes"
	"io"
	"net/http"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
)

// bodies is a client that keeps the body of the latest answer.
type bodies struct {
	client      *connect.Client
	last        string
	contentType string
}

func bodiesOf(s *scene) *bodies {
	b := new(bodies)
	b.client = s.srv.Client(func(o *connect.Options) { o.HTTPClient, o.Retryer = b, aws.NopRetryer{} })
	return b
}

// Do sends a request.
func (b *bodies) Do(r *http.Request) (*http.Response, error) {
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(response.Body)
	_ = response.Body.Close()
	b.last, b.contentType = string(text), response.Header.Get("Content-Type")
	response.Body = io.NopCloser(io.MultiReader(bytes.NewReader(text), failing{err}))
	return response, nil
}

// failing is the end of a body, or the error that cut it short.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) {
	if f.err != nil {
		return 0, f.err
	}
	return 0, io.EOF
}
