// Controls examples/localservice over HTTP, as a test in JavaScript would: docs/control.md. The environment says where the
// service is. Ends with an error if an answer is not what it should be.
import assert from "node:assert/strict";
import * as chime from "@aws-sdk/client-chime-sdk-messaging";
import * as connect from "@aws-sdk/client-connect";
import { control } from "./local.mjs";

await control("POST", "reset");
const lambda = "arn:aws:lambda:us-east-1:123456789012:function:moderate";
await control("PUT", "processors", { arn: lambda, url: "hold" });
const names = await control("POST", "seed", {
  instances: [{ alias: "support" }],
  appInstances: [{ id: "shop", users: [{ id: "alice", name: "Alice" }] }],
  calls: [
    {
      service: "messaging", operation: "CreateChannelFlow", save: { flow: "ChannelFlowArn" },
      input: {
        AppInstanceArn: "${appInstance.shop}", Name: "moderation", ClientRequestToken: "seed",
        Processors: [{ Name: "moderate", ExecutionOrder: 1, FallbackAction: "ABORT", Configuration: { Lambda: { ResourceArn: lambda, InvocationType: "ASYNC" } } }],
      },
    },
    { service: "messaging", operation: "CreateChannel", as: "${user.alice}", input: { AppInstanceArn: "${appInstance.shop}", Name: "General" }, save: { channel: "ChannelArn" } },
    { service: "messaging", operation: "AssociateChannelFlow", as: "${user.alice}", input: { ChannelArn: "${channel}", ChannelFlowArn: "${flow}" } },
  ],
});

// A call fails once, and the client retries it.
await control("POST", "faults", { service: "connect", operation: "DescribeInstance", fault: "throttle" });
const { Instance } = await new connect.ConnectClient({}).send(new connect.DescribeInstanceCommand({ InstanceId: names["instance.support"] }));
assert.equal(Instance.InstanceAlias, "support");
const { last } = await control("GET", "requests?operation=DescribeInstance");
assert.deepEqual(last.map((request) => request.status), [429, 200]);

// A message waits until the test decides about it.
const client = new chime.ChimeSDKMessagingClient({});
const ChannelArn = names.channel;
const ChimeBearer = names["user.alice"];
await client.send(new chime.SendChannelMessageCommand({ ChannelArn, ChimeBearer, Content: "damn", Type: "STANDARD", Persistence: "PERSISTENT" }));
let [waiting] = await control("GET", "callbacks");
for (let tries = 0; !waiting && tries < 100; tries++) {
  await new Promise((resolve) => setTimeout(resolve, 50));
  [waiting] = await control("GET", "callbacks");
}
assert.equal(waiting.event.ChannelMessage.Content, "damn");
await control("POST", `callbacks/${waiting.event.CallbackId}`, { decision: "update", content: "****" });
const { ChannelMessages } = await client.send(new chime.ListChannelMessagesCommand({ ChannelArn, ChimeBearer }));
assert.deepEqual(ChannelMessages.map((message) => message.Content), ["****"]);

// The clock is only for the state of the service: signatures are valid at any time.
await control("PUT", "clock", { now: "2030-01-01T00:00:00Z", frozen: true });
const { ChannelArn: later } = await client.send(new chime.CreateChannelCommand({ AppInstanceArn: names["appInstance.shop"], Name: "Later", ChimeBearer }));
const { Channel } = await client.send(new chime.DescribeChannelCommand({ ChannelArn: later, ChimeBearer }));
assert.equal(Channel.CreatedTimestamp.toISOString(), "2030-01-01T00:00:00.000Z");

const [place] = await control("GET", "state");
assert.deepEqual(place.channels.map((c) => c.channel.Name), ["General", "Later"]);
await control("POST", "reset");
console.log("the control API works from JavaScript");
