export default async function channelBan(t) {
  const { client, appInstance: AppInstanceArn } = t;
  const moe = await t.user("moe", { name: "Moe" });
  const [bob, eve] = [await t.user("bob", { name: "Bob" }), await t.user("eve", { name: "Eve" })];
  const { ChannelArn } = await client.createChannel({ AppInstanceArn, ChimeBearer: moe, Name: "General", MemberArns: [bob] });
  const of = { ChannelArn, ChimeBearer: moe };
  const { Member } = await client.createChannelBan({ ...of, MemberArn: bob });
  await client.createChannelBan({ ...of, MemberArn: eve });
  const described = async () => (await client.describeChannelBan({ ...of, MemberArn: bob })).ChannelBan;
  const { CreatedTimestamp, ...ban } = await described();
  t.keeps("CreateChannelBan", "the banned user, and who banned the user", [Member, ban], [
    { Arn: bob, Name: "Bob" }, { ChannelArn, Member: { Arn: bob, Name: "Bob" }, CreatedBy: { Arn: moe, Name: "Moe" } },
  ]);
  t.keeps("DescribeChannelBan", "returns the time of creation", CreatedTimestamp instanceof Date, true);
  const membership = client.describeChannelMembership({ ...of, MemberArn: bob });
  await t.loses("CreateChannelBan", "the end of the membership", membership, "NotFoundException");
  const rejoin = { ...of, MemberArn: bob, Type: "DEFAULT" };
  await t.loses("CreateChannelBan", "nobody can add the user", client.createChannelMembership(rejoin), "ForbiddenException");

  const page = await client.listChannelBans({ ...of, MaxResults: 1 });
  const rest = await client.listChannelBans({ ...of, MaxResults: 1, NextToken: page.NextToken });
  t.keeps("ListChannelBans", "lists both, in pages", [page.ChannelArn, ...page.ChannelBans, ...rest.ChannelBans],
    [ChannelArn, { Member: { Arn: bob, Name: "Bob" } }, { Member: { Arn: eve, Name: "Eve" } }]);

  await client.deleteChannelBan({ ...of, MemberArn: bob });
  await t.loses("DeleteChannelBan", "the deletion", described(), "NotFoundException");
  const { ChannelArn: joined } = await client.createChannelMembership(rejoin);
  t.keeps("DeleteChannelBan", "the user can be added again", joined, ChannelArn);
}
