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
// Instances, contact flows, phone numbers, Lex bots, users with their hierarchy and proficiencies, queues, hours of
// operation with their overrides, routing profiles, security profiles, traffic distribution groups and their users, flow modules with their versions and
// aliases, email addresses, authentication profiles, rules, task templates, test cases with their executions, evaluation
// forms, contact evaluations and tags are kept as
// the service keeps them: what one call creates, another finds, lists and searches. A new instance comes with what the service puts into one: "Basic Hours", "BasicQueue",
// "Basic Routing Profile" and four security profiles. The Add methods of [Server] seed state, and panic where a call would
// fail; the methods named after resources, such as [Server.Users], read it back. State is copied on its way in and out.
//
// # What differs from the service
//
// An instance is active, and a phone number claimed, at once. Lists are in the order of creation. Which phone numbers
// can be claimed is made up: numbers of the block that is reserved for fiction. Names are compared, not the content
// of contact flows: any JSON object is a flow. What belongs to resources that are not kept is not looked for: quick
// connects and email addresses of queues, attributes of proficiencies, resources of AssociateFlow, contacts of evaluations, AI agents.
//
// A flow with :$SAVED after its id is what is published, if there is no later draft. A version of a flow module that an
// alias points at cannot be deleted. Rules and test cases are not run, evaluations not scored, and the validation of an
// evaluation form finds nothing. A version of an evaluation form is locked once it has been active.
package connecttest
