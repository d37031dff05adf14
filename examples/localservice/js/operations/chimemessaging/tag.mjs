export default async function tag(t) {
  const { client, appInstance: AppInstanceArn } = t;
  const ChimeBearer = await t.user("alice");
  const { ChannelArn } = await client.createChannel({
    AppInstanceArn, ChimeBearer, Name: "General", Tags: [{ Key: "team", Value: "chat" }],
  });
  const listed = async (ResourceARN = ChannelArn) => (await client.listTagsForResource({ ResourceARN })).Tags;
  t.keeps("ListTagsForResource", "lists the tags that the channel was created with", await listed(), [{ Key: "team", Value: "chat" }]);

  await client.tagResource({ ResourceARN: ChannelArn, Tags: [{ Key: "team", Value: "web" }, { Key: "stage", Value: "test" }] });
  t.keeps("TagResource", "a new tag, and the new value of another",
    await listed(), [{ Key: "team", Value: "web" }, { Key: "stage", Value: "test" }]);
  await client.tagResource({ ResourceARN: AppInstanceArn, Tags: [{ Key: "owner", Value: "ops" }] });
  t.keeps("TagResource", "those of an app instance", await listed(AppInstanceArn), [{ Key: "owner", Value: "ops" }]);

  await client.untagResource({ ResourceARN: ChannelArn, TagKeys: ["team"] });
  t.keeps("UntagResource", "the other tags", await listed(), [{ Key: "stage", Value: "test" }]);
}
