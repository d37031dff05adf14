// Package chimemessagingtest is Amazon Chime SDK Messaging in a test: an HTTP server that speaks the service's
// protocol, so that the real client runs against it, signing, retries and error decoding included.
//
//	srv := chimemessagingtest.NewServer(t)
//	instance := srv.AddAppInstance("demo")
//	alice := srv.AddUser(instance, "alice", "Alice")
//	channel, err := srv.Client().CreateChannel(ctx, &chimemessaging.CreateChannelInput{
//		AppInstanceArn: &instance, Name: aws.String("General"), ChimeBearer: &alice,
//	})
//
// A request is checked as the service would check it: signature, URL, required members, lengths, ranges, patterns,
// enums, and that the bearer is the ARN of an app-instance user or bot. Then a handler answers: the field of
// [Server.Handlers] if it is set, else the built-in state, which has all operations.
//
// # Built-in state
//
// Channels, memberships, moderators, bans, messages, channel flows, read markers, preferences, expiration settings,
// streaming configurations and tags are kept, and the roles of the bearer are enforced: administrator of the app instance,
// moderator or member of the channel, banned. App instances and users belong to another API: add them with
// [Server.AddAppInstance], [Server.AddUser] and [Server.AddAdmin]. The other Add and Set methods add, without a call, what
// calls create, and Members, Moderators, Bans, Messages, Tags and similar methods read it back. [Server.Snapshot] and
// [Server.Restore] bring all of it back to an earlier state.
//
// # Channel flows
//
// [Server.SetProcessor] registers a Go function in place of a Lambda function. A message to a channel with a flow is
// PENDING until the function calls ChannelFlowCallback. The flow's fallback action applies where no function is
// registered and where the function returns an error: both stand for a function that cannot be invoked. A function
// that returns without having called back leaves its message pending, as it would in the service. The Handle method of a
// channelflow.Processor can be registered as it is; the fake does not repeat what failed, as Lambda would.
//
// # Messaging sessions
//
// GetMessagingSessionEndpoint leads back to the server, which speaks the WebSocket side of the service too. Package session
// of this module connects to it, and so does AWS's own messaging session for JavaScript. The signature of the URL is
// checked. A session receives what happens in the channels of its user: messages, edits, redactions and deletions, changes
// of channels and of memberships. Only the sender is told that a message is pending, denied or failed in a channel flow.
// The fake does not move members between sub-channels, so UPDATE_CHANNEL_MEMBERSHIP comes from tests only.
//
// [Server.Sockets] returns the open connections of a user. A [Socket] sends frames that the test makes, duplicates and
// pings, and closes with any close code or without one. [Server.OnSocket] is called before a session is established: what
// it sends comes first, and a connection that it closes is never established.
//
// # Choices of the fake
//
// The service does not document everything. [Choices] changes most of what follows. Here, the same idempotency token with
// other parameters is a ConflictException; tokens of lists live a day; nobody joins a channel alone; the edit of a redacted
// message is a BadRequestException, and so are processors whose ExecutionOrder does not count from 1; an unknown channel is
// a ForbiddenException where the operation does not list NotFoundException; the second callback for a message is a
// BadRequestException; an edit that waits for its processor leaves the old version visible. Expiration settings are kept,
// but channels do not expire. The connection of an unknown user is closed with code 4003, one with a wrong signature with
// 4401, one too many with 1013. Timestamps in events are strings.
package chimemessagingtest
