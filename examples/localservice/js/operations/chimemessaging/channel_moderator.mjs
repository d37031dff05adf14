export default async function channelModerator(t) {
  const { client, appInstance: AppInstanceArn } = t;
  const [moe, alice] = [await t.user("moe", { name: "Moe" }), await t.user("alice", { name: "Alice" })];
  const general = { Name: "General", Mode: "RESTRICTED", Privacy: "PRIVATE" };
  const { ChannelArn } = await client.createChannel({ AppInstanceArn, ChimeBearer: moe, ...general });
  const of = { ChannelArn, ChimeBearer: moe };
  const { ChannelModerator } = await client.createChannelModerator({ ...of, ChannelModeratorArn: alice });
  const described = async () => (await client.describeChannelModerator({ ...of, ChannelModeratorArn: alice })).ChannelModerator;
  const { CreatedTimestamp, ...moderator } = await described();
  const identity = { Arn: alice, Name: "Alice" };
  t.keeps("CreateChannelModerator", "the moderator, and who added the moderator", [ChannelModerator, moderator],
    [identity, { ChannelArn, Moderator: identity, CreatedBy: { Arn: moe, Name: "Moe" } }]);
  t.keeps("DescribeChannelModerator", "returns the time of creation", CreatedTimestamp instanceof Date, true);

  const page = await client.listChannelModerators({ ...of, MaxResults: 1 });
  const rest = await client.listChannelModerators({ ...of, MaxResults: 1, NextToken: page.NextToken });
  t.keeps("ListChannelModerators", "lists both, in pages", [...page.ChannelModerators, ...rest.ChannelModerators],
    [{ Moderator: { Arn: moe, Name: "Moe" } }, { Moderator: identity }]);

  const ChannelSummary = { ChannelArn, ...general };
  const own = { ChimeBearer: alice, AppInstanceUserArn: alice };
  const moderated = async () => (await client.listChannelsModeratedByAppInstanceUser(own)).Channels;
  t.keeps("ListChannelsModeratedByAppInstanceUser", "lists the channel", await moderated(), [{ ChannelSummary }]);
  const { Channel } = await client.describeChannelModeratedByAppInstanceUser({ ...own, ChannelArn });
  t.keeps("DescribeChannelModeratedByAppInstanceUser", "returns name, mode and privacy of the channel", Channel, { ChannelSummary });

  await client.deleteChannelModerator({ ...of, ChannelModeratorArn: alice });
  await t.loses("DeleteChannelModerator", "the deletion", described(), "NotFoundException");
  t.keeps("DeleteChannelModerator", "that the user has no channel to moderate", await moderated(), []);
}
