// Package session receives the messages of an app instance user, or bot, over a WebSocket, as they are sent. With a client of
// package chimemessaging, and alice, the ARN of a user:
//
//	for event, err := range session.Listen(ctx, client.As(alice)) {
//		if err != nil {
//			log.Fatal(err)
//		}
//		if event.Type == session.EventTypeCreateChannelMessage {
//			fmt.Println(aws.ToString(event.Message.Content))
//		}
//	}
//
// [Listen] is for a loop over events. [Start] gives a [Session], whose events come over an iterator or over a channel. It
// asks for the endpoint, signs the URL, connects, and returns once the service has said that the session is established:
// from then on, what happens in the user's channels arrives as an [Event]. The identity that calls needs the IAM
// permissions chime:GetMessagingSessionEndpoint and chime:Connect and, for what was missed during a reconnect,
// chime:ListChannelMembershipsForAppInstanceUser and chime:ListChannelMessages.
//
// # Reconnects
//
// A session outlives its connection. When that breaks, it connects again, with a new endpoint, new credentials and a new
// signature, after a random part of a back-off that doubles with each attempt and starts over once the service has
// established the session. There is at most one attempt per second, the service's quota for a user; sessions of one user
// that run at the same time share that quota without knowing of each other. [Options.GiveUpAfter] ends the attempts. Some
// reasons end the session at once: a [CloseError] with code 4002, 4003 or 4401, or one below 4000 that does not mean a
// passing failure; a [HandshakeError] with status 401 or 403; a refused lookup of the endpoint.
//
// # Missed events
//
// The service does not send again what was sent while there was no connection. After a reconnect, a session lists the
// user's channels and, of those whose last message is recent enough, the messages from shortly before the last event on.
// It delivers those that it has not delivered yet, with [Event.Recovered] set and before what arrives over the new
// connection. So each persistent message is delivered once, and the new messages of a channel are in order. An edit or a
// redaction of a message that is listed is delivered as well.
//
// These are lost during a gap: messages that are not persistent; deletions; edits of messages that are older than the gap
// by more than [Options.Overlap], and messages that a channel flow held back for longer than that; events about channels
// and memberships; and the events that only the sender of a message gets. [EventTypeSessionEstablished] is delivered for
// each connection: a program that shows more than messages should read the rest again each time after the first.
//
// # Slow readers
//
// A session reads at most [Options.Buffer] events ahead of its reader. When the buffer is full, it stops reading from its
// connection until the reader has taken an event: nothing is dropped, and memory does not grow. The service may end a
// connection that is not read from. Then the session delivers what it has, connects again, and fetches what was missed.
//
// # Secrets
//
// The URL of a connection is signed and may hold a session token: no log and no error of this package shows it. Printing
// an [Event] shows its type and the IDs in it, but nothing of its content.
package session
