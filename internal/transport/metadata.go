package transport

import (
	"context"
	"net/http"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
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

// answered is the end of a stack in which the answer is there already.
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
