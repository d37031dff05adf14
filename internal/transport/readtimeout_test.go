package transport

import (
	"io"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	awsretry "github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect"
)

// TestReadTimeout checks that the read timeout of the AWS HTTP client ends attempts over real connections, and that a
// request which may have been processed is not sent again.
func TestReadTimeout(t *testing.T) {
	bothModes(t, func(mode func(*Options)) {
		for name, begin := range map[string]string{"before the answer": "", "within the answer": `{"Te`} {
			var requests atomic.Int32
			core := serving(t, func(w http.ResponseWriter, r *http.Request) {
				requests.Add(1)
				_, _ = io.Copy(io.Discard, r.Body) // only then does the server see that the client leaves
				if begin != "" {
					_, _ = io.WriteString(w, begin)
					_ = http.NewResponseController(w).Flush()
				}
				<-r.Context().Done()
			}, mode)
			opts := core.Options()
			opts.HTTPClient = awshttp.NewBuildableClient().WithReadTimeout(50 * time.Millisecond)
			opts.Retryer = awsretry.NewStandard(func(o *awsretry.StandardOptions) {
				o.Backoff = awsretry.BackoffDelayerFunc(func(int, error) (time.Duration, error) { return 0, nil })
			})
			core = New(testService(), opts, func(*Options) {})
			_, err := say(t.Context(), core)
			assert.Equal(t, 50*time.Millisecond, as[*awshttp.ResponseTimeoutError](t, err).TimeoutDur, name)
			require.ErrorIs(t, err, chimeconnect.ErrUnavailable)
			assert.False(t, as[*chimeconnect.TruncatedResponseError](t, err).Repeatable)
			assert.Equal(t, int32(1), requests.Load(), "%s: a create is sent once", name)

			_, err = get(t.Context(), core)
			has[*awshttp.ResponseTimeoutError](t, err)
			assert.Equal(t, int32(4), requests.Load(), "%s: a read is sent three times", name)
			core.httpClient().(*http.Client).CloseIdleConnections()
		}
	})
}
