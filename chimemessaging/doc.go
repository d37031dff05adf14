// Package chimemessaging is a client for Amazon Chime SDK Messaging, the chat service of AWS.
//
// A [Client] has one method for each operation of the API. Inputs and outputs are plain structs, whose tags
// say where each member goes in the HTTP request and what the service accepts:
//
//	cfg, err := config.LoadDefaultConfig(ctx) // package github.com/aws/aws-sdk-go-v2/config
//	...
//	client := chimemessaging.NewFromConfig(cfg)
//	out, err := client.DescribeChannel(ctx, &chimemessaging.DescribeChannelInput{
//		ChannelArn:  aws.String("arn:aws:chime:us-east-1:123456789012:app-instance/shop/channel/orders"),
//		ChimeBearer: aws.String("arn:aws:chime:us-east-1:123456789012:app-instance/shop/user/alice"),
//	})
//
// The package replaces github.com/aws/aws-sdk-go-v2/service/chimesdkmessaging: change the import paths of that package
// and of its types package, and a program compiles and works as before.
//
// # Bearer
//
// Most operations run on behalf of an app instance user or bot, whose ARN goes into the x-amz-chime-bearer header. It
// is the ChimeBearer of the input or, where that is nil, Options.ChimeBearer, which [Client.As] sets. A call that needs one and has none is
// refused before anything is sent.
//
// # Errors
//
// An operation returns a *smithy.OperationError. errors.As finds in it the modelled error, such as *types.NotFoundException,
// or a smithy.APIError of any kind; *awshttp.ResponseError has the HTTP status and the request ID; smithy.InvalidParamsError
// lists what is wrong with an input, which is then not sent. The kinds of errors in the root package, such as
// [chimeconnect.ErrNotFound], are the same for both services.
//
// # Inputs are yours
//
// A call does not write to its input. A nil idempotency token is filled in for the call, is the same on every attempt,
// and can be read afterwards with [chimeconnect.GetIdempotencyToken].
//
// # More than calls
//
// Paginators have iterators, All and Pages. [chimeconnect.Validate] checks an input against the limits of the API. Inputs
// and outputs print their values, except those that are sensitive, with package fmt and in logs; [chimeconnect.Printable]
// does the same for any value. A limiter, such as [NewLimiter] returns, keeps the clients of an account below its quotas.
// [chimeconnect.WaitUntil] reads until a change is visible. [ParseARN] parses ARNs. [chimeconnect.RunBulk] runs a call for
// each of many items, resumably.
//
// Package chimemessagingtest is a fake of the service for tests, package channelflow processes messages of channel flows,
// package session receives messages.
package chimemessaging
