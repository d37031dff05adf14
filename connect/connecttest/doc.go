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
// Instances with their attributes, Lambda functions, approved origins, storage configs, security keys and integrations,
// contact flows, phone numbers, Lex bots, users with their hierarchy and proficiencies, agent statuses, queues, quick
// connects, prompts, hours of operation with their overrides, routing profiles, security profiles, authentication profiles,
// traffic distribution groups, predefined attributes, vocabularies, views, workspaces, data tables, notifications, attached
// files, extraction definitions, shared data sets and tags are kept as the service keeps them: what one call creates,
// another finds, lists and searches. A new instance comes with what the service puts into one: "Basic Hours", "BasicQueue",
// "Basic Routing Profile", four security profiles, the agent statuses "Available" and "Offline", an authentication profile
// and the views that AWS makes. The Add methods of [Server] seed state, and panic where a call would
// fail; the methods named after resources, such as [Server.Users], read it back. State is copied on its way in and out.
//
// # What differs from the service
//
// An instance is active, and a phone number claimed, at once. Lists are in the order of creation. Which phone numbers
// can be claimed is made up: numbers of the block that is reserved for fiction. Names are compared, not the content
// of contact flows: any JSON object is a flow, or the template of a view, whose input schema is not worked out. What belongs to
// resources that are not kept is not looked for: email addresses of queues, attributes of proficiencies, resources of
// AssociateFlow, buckets, streams, Lambda functions and what files are attached to. Nothing answers the URLs of files and
// prompts, nor accepts the tokens of GetFederationToken, which are those of the oldest user. A vocabulary is active, and a file
// approved, at once. Expressions in data tables are not evaluated.
package connecttest
