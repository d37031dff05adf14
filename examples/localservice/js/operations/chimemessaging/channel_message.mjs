const STANDARD = { Type: "STANDARD", Persistence: "PERSISTENT" };

export default async function channelMessage(t) {
  const { client, appInstance: AppInstanceArn } = t;
  const alice = await t.user("alice", { name: "Alice" });
  const [bob, eve, root] = [await t.user("bob"), await t.user("eve"), await t.user("root", { admin: true })];
  const { ChannelArn } = await client.createChannel({ AppInstanceArn, ChimeBearer: alice, Name: "General", MemberArns: [bob, eve] });
  const of = { ChannelArn, ChimeBearer: alice };
  const content = {
    Content: "Hello", Metadata: '{"mood":"good"}', ContentType: "text/plain", MessageAttributes: { topic: { StringValues: ["greeting"] } },
  };
  const sent = await client.sendChannelMessage({ ...of, ...STANDARD, ...content });
  const { MessageId } = sent;
  const read = async (ChimeBearer = bob) => (await client.getChannelMessage({ ChannelArn, MessageId, ChimeBearer })).ChannelMessage;
  const { CreatedTimestamp, LastUpdatedTimestamp, ...message } = await read();
  t.keeps("SendChannelMessage", "content, metadata, content type and attributes, for another member",
    [sent.Status, message], [{ Value: "SENT" }, {
    ChannelArn, MessageId, ...STANDARD, ...content, Redacted: false, Sender: { Arn: alice, Name: "Alice" }, Status: { Value: "SENT" },
  }]);
  t.keeps("GetChannelMessage", "returns the sender, the status, and when it was sent",
    [CreatedTimestamp instanceof Date, LastUpdatedTimestamp], [true, CreatedTimestamp]);
  const { Status } = await client.getChannelMessageStatus({ ...of, MessageId });
  t.keeps("GetChannelMessageStatus", "that it is sent", Status, { Value: "SENT" });
  const asked = client.getChannelMessageStatus({ ChannelArn, MessageId, ChimeBearer: bob });
  await t.loses("GetChannelMessageStatus", "only for its sender", asked, "ForbiddenException");

  await client.updateChannelMessage({ ...of, MessageId, Content: "Hi", Metadata: "{}", ContentType: "text/markdown" });
  const edited = await read();
  t.keeps("UpdateChannelMessage", "the new content, metadata and content type, and when it was edited",
    [edited.Content, edited.Metadata, edited.ContentType, edited.LastEditedTimestamp instanceof Date],
    ["Hi", "{}", "text/markdown", true]);

  await others(t, of, bob, eve);
  await client.redactChannelMessage({ ...of, MessageId });
  const { Content, Metadata, Redacted } = await read();
  t.keeps("RedactChannelMessage", "that it is redacted, and no content", [Redacted, Content, Metadata ?? null], [true, "", null]);

  await client.deleteChannelMessage({ ChannelArn, MessageId, ChimeBearer: root });
  await t.loses("DeleteChannelMessage", "the deletion", read(), "NotFoundException");
}

// others sends messages of other kinds.
async function others(t, of, bob, eve) {
  const { client } = t;
  const contents = async (more) => (await client.listChannelMessages({ ...of, ...more })).ChannelMessages.map((m) => m.Content);
  await client.sendChannelMessage({ ...of, ...STANDARD, Content: "For Bob", Target: [{ MemberArn: bob }] });
  t.keeps("SendChannelMessage", "a targeted one, only for its target",
    [await contents({ ChimeBearer: bob }), await contents({ ChimeBearer: eve })],
    [["For Bob", "Hi"], ["Hi"]]);
  await client.sendChannelMessage({ ...of, Content: "Typing", Type: "CONTROL", Persistence: "NON_PERSISTENT" });
  t.keeps("SendChannelMessage", "no message that is not persistent", await contents(), ["For Bob", "Hi"]);

  t.keeps("ListChannelMessages", "lists them, newest or oldest first",
    [await contents(), await contents({ SortOrder: "ASCENDING" })], [["For Bob", "Hi"], ["Hi", "For Bob"]]);
  const page = await client.listChannelMessages({ ...of, MaxResults: 1 });
  const rest = await contents({ MaxResults: 1, NextToken: page.NextToken });
  t.keeps("ListChannelMessages", "in pages", [page.ChannelMessages[0].Content, rest], ["For Bob", ["Hi"]]);
  const [before, after] = [new Date(Date.now() - 3_600_000), new Date(Date.now() + 3_600_000)];
  t.keeps("ListChannelMessages", "between two times",
    [await contents({ NotBefore: before, NotAfter: after }), await contents({ NotBefore: after })], [["For Bob", "Hi"], []]);
}
