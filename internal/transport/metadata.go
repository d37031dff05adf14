package transport

import (
	"context"
	"net/http"
	"reflect"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// responseMetadata records what programs read from a result: the request ID, the raw response, the server's time. The
// keys are private to the AWS core, so its own middleware sets them.
func responseMetadata(resp *http.Response) middleware.Metadata {
	metadata := responseTiming(&smithyhttp.Response{Response: resp})
	if id := requestID(resp); id != "" {
		awsmiddleware.SetRequestIDMetadata(&metadata, id)
	}
	return metadata
}

// responseTiming runs the middleware that records times around the one that records the response.
func responseTiming(resp *smithyhttp.Response) middleware.Metadata {
	timing := awsmiddleware.RecordResponseTiming{DisableClockSkewCorrection: true}
	_, metadata, _ := timing.HandleDeserialize(context.Background(), middleware.DeserializeInput{}, keepRaw{answered{resp}})
	return metadata
}

// answered is the end of a stack that already has the answer.
type answered struct{ response *smithyhttp.Response }

func (a answered) HandleDeserialize(context.Context, middleware.DeserializeInput) (
	out middleware.DeserializeOutput, metadata middleware.Metadata, err error,
) {
	return middleware.DeserializeOutput{RawResponse: a.response}, metadata, nil
}

// keepRaw puts the raw response into the metadata.
type keepRaw struct{ next answered }

func (k keepRaw) HandleDeserialize(ctx context.Context, in middleware.DeserializeInput) (
	middleware.DeserializeOutput, middleware.Metadata, error,
) {
	return awsmiddleware.AddRawResponse{}.HandleDeserialize(ctx, in, k.next)
}

// withResults puts the results of all attempts where retry.GetAttemptResults finds them. The last one's metadata, which
// is also that of the call, is kept as it was.
func (c *call) withResults(metadata middleware.Metadata) middleware.Metadata {
	key, _ := c.core.resultsKey.get(findResultsKey)
	if key == nil {
		return metadata
	}
	whole := metadata.Clone()
	whole.Set(key, retry.AttemptResults{Results: c.results})
	return whole
}

// findResultsKey returns the key under which the AWS core keeps the results of attempts. The key has a private type, so
// the core's own attempt middleware sets it once, and the key is found by its value; nil if a later core has none.
func findResultsKey() (any, error) {
	attempt := retry.NewAttemptMiddleware(aws.NopRetryer{}, func(request any) any { return request })
	_, metadata, _ := attempt.HandleFinalize(context.Background(), middleware.FinalizeInput{}, middleware.FinalizeHandlerFunc(
		func(context.Context, middleware.FinalizeInput) (out middleware.FinalizeOutput, m middleware.Metadata, err error) {
			return out, m, nil
		}))
	for _, field := range reflect.ValueOf(metadata).Fields() {
		if field.Kind() != reflect.Map || field.Type().Key().Kind() != reflect.Interface {
			continue
		}
		for _, key := range field.MapKeys() {
			found := reflect.Zero(key.Elem().Type()).Interface()
			if _, ok := metadata.Get(found).(retry.AttemptResults); ok {
				return found, nil
			}
		}
	}
	return nil, nil
}
