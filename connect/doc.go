// Package connect is a client for Amazon Connect, the contact centre service of AWS.
//
// A [Client] has one method for each operation of the API. Inputs and outputs are plain structs, whose tags
// say where each member goes in the HTTP request and what the service accepts:
//
//	cfg, err := config.LoadDefaultConfig(ctx) // package github.com/aws/aws-sdk-go-v2/config
//	...
//	client := connect.NewFromConfig(cfg)
//	out, err := client.DescribeUser(ctx, &connect.DescribeUserInput{
//		InstanceId: aws.String("11111111-2222-3333-4444-555555555555"), // InstanceID takes it out of an ARN
//		UserId:     aws.String("66666666-7777-8888-9999-000000000000"), // as ListUsers returns it
//	})
//
// The package replaces github.com/aws/aws-sdk-go-v2/service/connect: change the import paths of that package and of its
// types package, and a program compiles and works as before.
//
// # Errors
//
// An operation returns a *smithy.OperationError. errors.As finds in it the modelled error, such as
// *types.ResourceNotFoundException, or a smithy.APIError of any kind; *awshttp.ResponseError has the HTTP status and the
// request ID; smithy.InvalidParamsError lists what is wrong with an input, which is then not sent. The kinds of errors in
// the root package, such as [chimeconnect.ErrNotFound], are the same for both services.
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
// [chimeconnect.WaitUntil] reads until a change is visible. [ParseARN] and [InstanceID] parse ARNs.
// [chimeconnect.RunBulk] runs a call for each of many items, resumably.
//
// Package connecttest is a fake of the service for tests, package flow writes and checks flows.
package connect
