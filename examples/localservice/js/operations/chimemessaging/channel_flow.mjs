import { control } from "../../local.mjs";

const STANDARD = { Type: "STANDARD", Persistence: "PERSISTENT" };

export default async function channelFlow(t) {
  const { client, appInstance: AppInstanceArn } = t;
  const [moe, alice] = [await t.user("moe"), await t.user("alice", { name: "Alice" })];
  const lambda = t.arn("lambda", "function:moderate");
  await control("PUT", "processors", { arn: lambda, url: "hold" });
  const processor = (Name, FallbackAction) => ({
    Name, ExecutionOrder: 1, FallbackAction, Configuration: { Lambda: { ResourceArn: lambda, InvocationType: "ASYNC" } },
  });
  const { ChannelFlowArn } = await client.createChannelFlow({
    AppInstanceArn, Name: "moderation", Processors: [processor("words", "ABORT")], Tags: [{ Key: "team", Value: "chat" }],
  });
  const described = async () => (await client.describeChannelFlow({ ChannelFlowArn })).ChannelFlow;
  const created = await described();
  const { Tags } = await client.listTagsForResource({ ResourceARN: ChannelFlowArn });
  t.keeps("CreateChannelFlow", "name, processors and tags", [created.Name, created.Processors, Tags],
    ["moderation", [processor("words", "ABORT")], [{ Key: "team", Value: "chat" }]]);
  t.keeps("DescribeChannelFlow", "returns the ARN, and when it was created and changed",
    [created.ChannelFlowArn, created.CreatedTimestamp instanceof Date, created.LastUpdatedTimestamp],
    [ChannelFlowArn, true, created.CreatedTimestamp]);

  await client.updateChannelFlow({ ChannelFlowArn, Name: "language", Processors: [processor("phrases", "CONTINUE")] });
  const { Name, Processors } = await described();
  t.keeps("UpdateChannelFlow", "the new name and processors", [Name, Processors], ["language", [processor("phrases", "CONTINUE")]]);

  const { ChannelArn } = await client.createChannel({
    AppInstanceArn, ChimeBearer: moe, Name: "General", Privacy: "PUBLIC", Mode: "RESTRICTED", Metadata: "{}", MemberArns: [alice],
  });
  await associate(t, { ChannelArn, ChannelFlowArn, ChimeBearer: moe });
  await decide(t, { ChannelArn, ChimeBearer: alice }, moe);
  const refused = await disassociate(t, { ChannelArn, ChannelFlowArn, ChimeBearer: moe });

  const second = { Name: "second", Processors: [processor("other", "ABORT")] };
  const { ChannelFlowArn: other } = await client.createChannelFlow({ AppInstanceArn, ...second });
  const page = await client.listChannelFlows({ AppInstanceArn, MaxResults: 1 });
  const rest = await client.listChannelFlows({ AppInstanceArn, MaxResults: 1, NextToken: page.NextToken });
  t.keeps("ListChannelFlows", "lists both with their processors, in pages", [...page.ChannelFlows, ...rest.ChannelFlows], [
    { ChannelFlowArn, Name: "language", Processors }, { ChannelFlowArn: other, ...second },
  ]);

  await client.deleteChannelFlow({ ChannelFlowArn });
  t.keeps("DeleteChannelFlow", "refuses one that a channel has", refused, "ConflictException");
  await t.loses("DeleteChannelFlow", "the deletion", described(), "ForbiddenException");
}

async function associate(t, of) {
  const { client } = t;
  const { ChannelArn, ChannelFlowArn, ChimeBearer } = of;
  await client.associateChannelFlow(of);
  const { Channel } = await client.describeChannel({ ChannelArn, ChimeBearer });
  t.keeps("AssociateChannelFlow", "the flow of the channel", Channel.ChannelFlowArn, ChannelFlowArn);
  await t.loses("AssociateChannelFlow", "only one", client.associateChannelFlow(of), "ConflictException");
  const { Channels } = await client.listChannelsAssociatedWithChannelFlow({ ChannelFlowArn });
  t.keeps("ListChannelsAssociatedWithChannelFlow", "lists it, with name, mode, privacy and metadata", Channels, [
    { ChannelArn, Name: "General", Mode: "RESTRICTED", Privacy: "PUBLIC", Metadata: "{}" },
  ]);
}

// waiting returns the event of a message that the processor holds.
async function waiting(MessageId) {
  for (let tries = 0; tries < 100; tries++) {
    const held = (await control("GET", "callbacks")).find(({ event }) => event.ChannelMessage.MessageId === MessageId);
    if (held) {
      return held.event;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`the processor was not given message ${MessageId}`);
}

// decide acts as the processor: it changes one message, allows another unchanged, and denies a third.
async function decide(t, of, reader) {
  const { client } = t;
  const { ChannelArn } = of;
  const send = async (Content) => {
    const { MessageId, Status } = await client.sendChannelMessage({ ...of, Content, Metadata: "{}", ...STANDARD });
    return { MessageId, Status, CallbackId: (await waiting(MessageId)).CallbackId };
  };
  const read = async () => (await client.listChannelMessages({ ChannelArn, ChimeBearer: reader })).ChannelMessages;
  const callback = (message, more, deny) =>
    client.channelFlowCallback({
      ChannelArn, CallbackId: message.CallbackId, DeleteResource: deny, ChannelMessage: { MessageId: message.MessageId, ...more },
    });
  const rude = await send("Damn");
  t.keeps("AssociateChannelFlow", "that messages wait, unseen", [rude.Status.Value, await read()], ["PENDING", []]);
  const answer = await callback(rude, { Content: "****", Metadata: '{"by":"flow"}' });
  t.keeps("ChannelFlowCallback", "the message as the processor changed it",
    (await read()).map((m) => [m.Content, m.Metadata, m.Status.Value]),
    [["****", '{"by":"flow"}', "SENT"]]);
  t.keeps("ChannelFlowCallback", "returns channel and callback", [answer.ChannelArn, answer.CallbackId], [ChannelArn, rude.CallbackId]);
  await callback(await send("Hello"));
  await callback(await send("Buy now"), {}, true);
  t.keeps("ChannelFlowCallback", "an unchanged message; no denied message", (await read()).map((m) => m.Content), ["Hello", "****"]);
  await t.loses("ChannelFlowCallback", "only the first callback for a message", callback(rude), "BadRequestException");
}

async function disassociate(t, of) {
  const { client } = t;
  const { ChannelArn, ChannelFlowArn, ChimeBearer } = of;
  const refused = await client.deleteChannelFlow({ ChannelFlowArn }).catch((error) => error.name);
  await client.disassociateChannelFlow(of);
  const { Channel } = await client.describeChannel({ ChannelArn, ChimeBearer });
  const { Channels } = await client.listChannelsAssociatedWithChannelFlow({ ChannelFlowArn });
  t.keeps("DisassociateChannelFlow", "that the channel has no flow, and the flow no channel",
    [Channel.ChannelFlowArn ?? null, Channels], [null, []]);
  const { Status } = await client.sendChannelMessage({ ChannelArn, ChimeBearer, Content: "Damn", ...STANDARD });
  t.keeps("DisassociateChannelFlow", "that messages do not wait", Status, { Value: "SENT" });
  return refused;
}
