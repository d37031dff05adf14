// Package connect is a client for Amazon Connect, the contact centre service of AWS.
//
// A [Client] has one method for each operation of the API. Inputs and outputs are plain structs, whose tags
// say where each member goes in the HTTP request and what the service accepts:
//
//	client := connect.NewFromConfig(cfg)
//	out, err := client.DescribeUser(ctx, &connect.DescribeUserInput{
//		InstanceId: aws.String(instance),
//		UserId:     aws.String(user),
//	})
//
// The package takes the place of github.com/aws/aws-sdk-go-v2/service/connect: change the import paths of it and of
// its types package, and a program compiles and works as before.
//
// # Errors
//
// An operation returns a *smithy.OperationError. errors.As finds in it the error that the service modelled, such as
// *types.ResourceNotFoundException, or a smithy.APIError of any kind; *awshttp.ResponseError has the HTTP status and
// the request ID; smithy.InvalidParamsError lists what is wrong with an input, which is then not sent.
//
// # Inputs are yours
//
// A call does not write to its input. A nil idempotency token is filled in for the call, is the same on every attempt,
// and can be read afterwards with [GetIdempotencyToken].
//
// # More than calls
//
// Paginators have iterators, All and Pages. [Validate] holds an input against the limits of the API. Inputs, outputs and
// types print their values and nothing that is sensitive, with package fmt and in logs. A limiter, such as [NewLimiter]
// makes, keeps a client below the quotas of the account. [WaitUntil] reads until a change has come through. [ParseARN] and
// [InstanceID] take ARNs apart.
// [chimeconnect.RunBulk] runs a call for each of many items, resumably.
package connect
