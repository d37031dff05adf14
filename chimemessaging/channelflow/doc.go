// Package channelflow is for the processors of channel flows: Lambda functions that see each message before the members of
// a channel do, and allow, change or deny it. A processor is a [Handler]; [Processor.Handle] is what Lambda runs. With a client of
// package chimemessaging, and a function handler of your own:
//
//	lambda.Start(channelflow.New(client, handler).Handle) // of github.com/aws/aws-lambda-go/lambda
//
// Lambda ignores what a processor returns; its verdict is a call of ChannelFlowCallback. A [Processor] makes that call. It
// also decodes and checks the event, repeats in the call what the handler does not change, checks sizes before it calls,
// retries transient errors, recovers panics, and ends a handler in time for the deadline of the invocation. [Options] say
// what happens to messages that could not be decided.
//
// # More than one delivery
//
// The service may invoke a function more than once with the same event, also at the same time, and Lambda repeats an
// invocation that failed, with the same identifiers. The service accepts one verdict for a message; a second one is answered
// with an error that this package recognises and reports as [OutcomeNothingToDecide], not as a failure. Where the handler
// itself must not run twice, because it has effects besides its decision, give the processor a [Store] that all instances
// share. Even then it runs again if its decision could not be delivered.
//
// # What is known and what is assumed
//
// Events, the callback and its errors are those of AWS's API and developer guide. AWS does not document how the service
// answers a second verdict, whether a part that a callback leaves out stays as it is, and which optional members events
// have. The assumptions of this package are stated where they matter, and can be changed with Options.
//
// # Beside the processor
//
// [InvocationFailure] is the event that EventBridge gets when a function could not be invoked. [StreamRecord] is a record
// of the Kinesis streams to which an app instance can send messages and events.
//
// To test a processor, register its Handle method with SetProcessor of the fake service in package chimemessagingtest.
package channelflow
