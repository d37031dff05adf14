// Package connecttest is Amazon Connect in a test: an HTTP server that speaks the service's protocol, so that the
// real client runs against it, signing, retries and error decoding included.
//
//	srv := connecttest.NewServer(t)
//	client := srv.Client()
//	srv.Handlers.DescribeRule = func(ctx context.Context, in *connect.DescribeRuleInput) (*connect.DescribeRuleOutput, error) {
//		return nil, &types.ResourceNotFoundException{}
//	}
//
// A request is checked as the service would check it: signature, URL, required members, lengths, ranges, patterns and
// enums. Then a handler answers: the field of [Server.Handlers] if it is set, else the built-in state. An operation
// with neither is answered with status 501 and fails the test.
//
// # Built-in state
//
// Nearly all resources are kept as the service keeps them: what one call creates, another finds, lists and searches. STATE.md
// beside the package says for each operation whether its state is kept, and what is not checked. A new instance comes with
// what the service puts into one: "Basic Hours", "BasicQueue", "Basic Routing Profile", eight flows, four security profiles, the
// agent statuses "Available" and "Offline", an authentication profile and the views that AWS makes.
//
// The Add and Set methods of [Server] seed state, and panic where a call would
// fail; the methods named after resources, such as [Server.Users], read it back. State is copied on its way in and out.
// [Server.Snapshot] and [Server.Restore] return it to an earlier state. Package bothtest puts this fake and that of
// messaging behind one URL.
//
// # Contacts and metrics
//
// No flow is run and nobody talks: a contact stays where it began until something moves it on. That is a call, such as
// TransferContact, or one of the methods for what flows, customers and agents do: [Server.QueueContact],
// [Server.ConnectContact], [Server.SetContactState] and [Server.EndContact]. [Server.SetUserStatus] and PutUserStatus make
// a user an agent that GetCurrentUserData returns.
//
// Metric operations count agents, waiting contacts and the outcomes of contacts. All other numbers are those that
// [Server.AddMetricValues] sets; its values for a metric replace those counted from the state.
//
// # Flows
//
// A contact flow or flow module is checked when it is published: created without the status SAVED, changed without :$SAVED
// after its id, or made a version. Errors that package connect/flow finds are answered with InvalidContactFlowException or
// InvalidContactFlowModuleException and their Problems, in the words of the service as far as they are known; where a
// version is made, with InvalidRequestException, since that operation lists neither. So are
// breaches of a module's contract, by the module or by its callers. Of the references of a flow, the service is known to
// refuse functions of another Region or account, queues, prompts and flows of another instance, and a task's flow that does
// not exist; no others are checked. Content that is saved or added by a test is not checked. [Choices].AcceptAnyFlow turns
// the checks off: then any JSON object is a flow.
//
// # What differs from the service
//
// An instance is active, and a phone number claimed, immediately. Lists are in the order of creation, unless AWS documents another. The phone numbers that
// can be claimed are made up: numbers of the block that is reserved for fiction. [Choices] changes that, how long a released
// number is unavailable, and which permissions exist besides those that AWS lists. The default flows of an instance lack
// AWS's content, and end immediately. An instance and its replica are one: all that is in it can be used from both Regions
// immediately. References to resources that are not kept are not checked: resources of AssociateFlow, AI agents, buckets,
// streams, Lambda functions and the targets of attached files other than recordings. Nothing answers the URLs of files and prompts or accepts
// the tokens of GetFederationToken, which are those of the oldest user. A vocabulary is active, and a file approved,
// immediately. Expressions in data tables are not evaluated, and the input schema of a view is not derived.
//
// A flow with :$SAVED after its id is the published one, if there is no later draft. A version of a flow module that an
// alias points at cannot be deleted. Rules and test cases are not run, evaluations not scored, and the validation of an
// evaluation form finds nothing. A version of an evaluation form is locked once it has been active.
package connecttest
