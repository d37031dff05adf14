// Command awscore makes the call of the floor through the parts of the AWS core that a client's Options promise: the
// retryers, the middleware stack, the HTTP client. It contains no client: it shows what these parts alone add to a
// program.
package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

func main() {
	if len(os.Args) == 1 {
		return // only what happens before main is of interest
	}
	var retryer aws.Retryer = retry.NewStandard()
	if os.Getenv("AWS_RETRY_MODE") == string(aws.RetryModeAdaptive) {
		retryer = retry.NewAdaptiveMode()
	}
	stack := middleware.NewStack("DisassociateLexBot", smithyhttp.NewStackRequest)
	err := errors.Join(
		stack.Serialize.Add(middleware.SerializeMiddlewareFunc("request", request), middleware.After),
		stack.Build.Add(awsmiddleware.NewRequestUserAgent(), middleware.After),
		stack.Finalize.Add(retry.NewAttemptMiddleware(retry.AddWithMaxAttempts(retryer, 3), smithyhttp.RequestCloner), middleware.After),
		stack.Finalize.Add(&v4.ComputePayloadSHA256{}, middleware.After),
		stack.Finalize.Add(middleware.FinalizeMiddlewareFunc("sign", sign), middleware.After),
		stack.Deserialize.Add(&awsmiddleware.AddRawResponse{}, middleware.After),
	)
	if err == nil {
		handler := middleware.DecorateHandler(smithyhttp.NewClientHandlerWithOptions(awshttp.NewBuildableClient()), stack)
		_, _, err = handler.Handle(context.Background(), nil)
	}
	fmt.Println(err)
}

func request(ctx context.Context, in middleware.SerializeInput, next middleware.SerializeHandler) (middleware.SerializeOutput, middleware.Metadata, error) {
	req, err := http.NewRequest(http.MethodDelete, "https://connect.us-west-2.amazonaws.com/instance/i/lex-bot?botName=b&lexRegion=us-west-2", nil)
	if err != nil {
		return middleware.SerializeOutput{}, middleware.Metadata{}, err
	}
	in.Request.(*smithyhttp.Request).Request = req
	return next.HandleSerialize(ctx, in)
}

func sign(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (middleware.FinalizeOutput, middleware.Metadata, error) {
	keys := aws.Credentials{AccessKeyID: os.Getenv("AWS_ACCESS_KEY_ID"), SecretAccessKey: os.Getenv("AWS_SECRET_ACCESS_KEY")}
	req := in.Request.(*smithyhttp.Request).Request
	if err := v4.NewSigner().SignHTTP(ctx, keys, req, v4.GetPayloadHash(ctx), "connect", "us-west-2", time.Now()); err != nil {
		return middleware.FinalizeOutput{}, middleware.Metadata{}, err
	}
	return next.HandleFinalize(ctx, in)
}
