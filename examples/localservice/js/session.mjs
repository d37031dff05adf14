// Receives messages from examples/localservice with AWS's unmodified messaging session for JavaScript. The environment
// says where the service is: see the variables that localservice prints. Ends with an error if something is not as it should be.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import * as chime from "@aws-sdk/client-chime-sdk-messaging";
import { WebSocket } from "ws";

// The session is made for browsers: it needs a WebSocket, and always asks for one with TLS, which localservice does not have.
globalThis.WebSocket = class extends WebSocket {
  constructor(url, protocols) {
    super(url.replace(/^wss:/, "ws:"), protocols);
  }
};
globalThis.document ??= { addEventListener() {}, removeEventListener() {} };
const sdk = createRequire(import.meta.url)("amazon-chime-sdk-js");

const appInstance = process.env.APP_INSTANCE_ARN;
assert.ok(appInstance, "set APP_INSTANCE_ARN to the app instance that localservice prints");
const alice = `${appInstance}/user/alice`;
const bob = `${appInstance}/user/bob`;
const client = new chime.ChimeSDKMessagingClient({});

// Observer collects what a session receives.
class Observer {
  received = [];
  waiting = [];

  messagingSessionDidReceiveMessage(message) {
    const event = { type: message.type, headers: message.headers, payload: message.payload ? JSON.parse(message.payload) : null };
    this.received.push(event);
    this.waiting = this.waiting.filter(({ accept, resolve }) => !accept(event) || void resolve(event));
  }

  messagingSessionDidStop(event) {
    this.stopped?.(event);
  }

  next(accept) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`timed out; received ${this.received.map((e) => e.type)}`)), 10_000);
      this.waiting.push({ accept, resolve: (event) => (clearTimeout(timer), resolve(event)) });
    });
  }
}

function newSession(userArn) {
  const configuration = new sdk.MessagingSessionConfiguration(userArn, null, undefined, client);
  configuration.prefetchOn = sdk.PrefetchOn.Connect;
  const session = new sdk.DefaultMessagingSession(configuration, new sdk.NoOpLogger());
  const observer = new Observer();
  session.addObserver(observer);
  return { session, observer };
}

const { ChannelArn } = await client.send(
  new chime.CreateChannelCommand({ AppInstanceArn: appInstance, Name: "Live", MemberArns: [alice], ChimeBearer: bob }),
);
const say = (Content) =>
  client.send(new chime.SendChannelMessageCommand({ ChannelArn, Content, Type: "STANDARD", Persistence: "PERSISTENT", ChimeBearer: bob }));
await say("before");

const { session, observer } = newSession(alice);
const details = observer.next((event) => event.type === "CHANNEL_DETAILS" && event.payload.Channel.ChannelArn === ChannelArn);
await session.start();
assert.deepEqual((await details).payload.ChannelMessages.map((message) => message.Content), ["before"]);

const message = observer.next((event) => event.type === "CREATE_CHANNEL_MESSAGE");
const { MessageId } = await say("live ✓");
const { headers, payload } = await message;
assert.equal(headers["x-amz-chime-message-type"], "STANDARD");
assert.equal(payload.MessageId, MessageId);
assert.equal(payload.Content, "live ✓");
assert.equal(payload.Sender.Arn, bob);
assert.ok(Math.abs(Date.parse(payload.CreatedTimestamp) - Date.now()) < 60_000);

const deleted = observer.next((event) => event.type === "DELETE_CHANNEL");
await client.send(new chime.DeleteChannelCommand({ ChannelArn, ChimeBearer: bob }));
await deleted;
assert.deepEqual(
  observer.received.map((event) => event.type).filter((type) => type !== "CHANNEL_DETAILS"),
  ["SESSION_ESTABLISHED", "CREATE_CHANNEL_MESSAGE", "DELETE_CHANNEL"],
);

const stopped = new Promise((resolve) => (observer.stopped = resolve));
session.stop();
await stopped;

// Only users have sessions.
const stranger = newSession(appInstance);
await assert.rejects(stranger.session.start(), (event) => event.code === 4003);
console.log("the JavaScript messaging session works with localservice");
process.exit(0); // the SDK keeps timers
