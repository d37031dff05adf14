const settings = { ExpirationDays: 30, ExpirationCriterion: "LAST_MESSAGE_TIMESTAMP" };

export default async function channel(t) {
  const { client, appInstance: AppInstanceArn } = t;
  const [alice, bob, root] = [await t.user("alice", { name: "Alice" }), await t.user("bob"), await t.user("root", { admin: true })];
  const general = { Name: "General", Mode: "UNRESTRICTED", Privacy: "PUBLIC", Metadata: '{"topic":"all"}' };
  const { ChannelArn } = await client.createChannel({
    AppInstanceArn, ChimeBearer: alice, ...general, ChannelId: "general", MemberArns: [bob], ModeratorArns: [root],
    Tags: [{ Key: "team", Value: "chat" }], ExpirationSettings: settings,
  });
  const of = { ChannelArn, ChimeBearer: alice };
  const described = async () => (await client.describeChannel(of)).Channel;
  const { Name, Mode, Privacy, Metadata, ExpirationSettings, ...made } = await described();
  t.keeps("CreateChannel", "ID, name, mode, privacy, metadata and when it expires",
    { ChannelArn: made.ChannelArn, Name, Mode, Privacy, Metadata, ExpirationSettings },
    { ChannelArn: `${AppInstanceArn}/channel/general`, ...general, ExpirationSettings: settings });
  await people(t, of, { alice, bob, root });
  t.keeps("DescribeChannel", "returns who created it, and when it was created and changed",
    [made.CreatedBy, made.CreatedTimestamp instanceof Date, made.LastUpdatedTimestamp],
    [{ Arn: alice, Name: "Alice" }, true, made.CreatedTimestamp]);

  const changes = { Name: "Everyone", Mode: "RESTRICTED", Metadata: '{"topic":"more"}' };
  await client.updateChannel({ ...of, ...changes });
  const { Name: name, Mode: mode, Metadata: metadata } = await described();
  t.keeps("UpdateChannel", "the new name, mode and metadata", { Name: name, Mode: mode, Metadata: metadata }, changes);
  await expiration(t, of, described);
  await lists(t, { alice, bob, root });
  await readMarker(t, of);
  await subChannels(t, { alice, bob });

  await client.deleteChannel(of);
  await t.loses("DeleteChannel", "the deletion", described(), "ForbiddenException");
}

// people checks who belongs to a new channel.
async function people(t, of, { alice, bob, root }) {
  const { ChannelMemberships } = await t.client.listChannelMemberships(of);
  const { ChannelModerators } = await t.client.listChannelModerators(of);
  t.keeps("CreateChannel", "its creator, members and moderators",
    [ChannelMemberships.map((m) => m.Member.Arn), ChannelModerators.map((m) => m.Moderator.Arn)], [[alice, bob], [alice, root]]);
  const { Tags } = await t.client.listTagsForResource({ ResourceARN: of.ChannelArn });
  t.keeps("CreateChannel", "tags", Tags, [{ Key: "team", Value: "chat" }]);
}

async function expiration(t, of, described) {
  const days = { ExpirationDays: 7, ExpirationCriterion: "CREATED_TIMESTAMP" };
  const { ExpirationSettings } = await t.client.putChannelExpirationSettings({ ...of, ExpirationSettings: days });
  const kept = (await described()).ExpirationSettings;
  await t.client.putChannelExpirationSettings(of);
  t.keeps("PutChannelExpirationSettings", "the new settings; without any, none",
    [ExpirationSettings, kept, (await described()).ExpirationSettings ?? null],
    [days, days, null]);
}

async function lists(t, { alice, bob, root }) {
  const { client, appInstance: AppInstanceArn } = t;
  await client.createChannel({ AppInstanceArn, ChimeBearer: alice, Name: "News", Privacy: "PUBLIC" });
  await client.createChannel({ AppInstanceArn, ChimeBearer: alice, Name: "Secret", Privacy: "PRIVATE" });
  const list = (bearer, more) => client.listChannels({ AppInstanceArn, ChimeBearer: bearer, ...more });
  const page = await list(bob, { MaxResults: 1 });
  const rest = await list(bob, { MaxResults: 1, NextToken: page.NextToken });
  t.keeps("ListChannels", "public ones, in pages", [page, rest].map((p) => p.Channels.map((c) => c.Name)), [["Everyone"], ["News"]]);
  const { Channels } = await list(root, { Privacy: "PRIVATE" });
  t.keeps("ListChannels", "private ones for administrators",
    Channels.map(({ Name, Mode, Privacy }) => [Name, Mode, Privacy]), [["Secret", "RESTRICTED", "PRIVATE"]]);
  const search = async (Operator) => {
    const found = await client.searchChannels({ ChimeBearer: alice, Fields: [{ Key: "MEMBERS", Operator, Values: [alice] }] });
    return found.Channels.map((c) => c.Name);
  };
  t.keeps("SearchChannels", "channels with a member, and channels with no other member", [await search("INCLUDES"), await search("EQUALS")],
    [["Everyone", "News", "Secret"], ["News", "Secret"]]);
}

async function readMarker(t, of) {
  const { client } = t;
  await client.sendChannelMessage({ ...of, Content: "hello", Type: "STANDARD", Persistence: "PERSISTENT" });
  const own = { ...of, AppInstanceUserArn: of.ChimeBearer };
  const mine = async () => (await client.describeChannelMembershipForAppInstanceUser(own)).ChannelMembership;
  const before = await mine();
  const { ChannelArn } = await client.updateChannelReadMarker(of);
  const after = await mine();
  const marker = (m) => m.AppInstanceUserMembershipSummary.ReadMarkerTimestamp;
  t.keeps("UpdateChannelReadMarker", "when the bearer read the channel",
    [ChannelArn, marker(before) ?? null, marker(after) >= after.ChannelSummary.LastMessageTimestamp], [of.ChannelArn, null, true]);
}

// subChannels creates a channel whose members are spread over sub-channels.
async function subChannels(t, { alice, bob }) {
  const { client, appInstance: AppInstanceArn } = t;
  const ElasticChannelConfiguration = { MaximumSubChannels: 2, TargetMembershipsPerSubChannel: 2, MinimumMembershipPercentage: 40 };
  const { ChannelArn } = await client.createChannel({
    AppInstanceArn, ChimeBearer: alice, Name: "Arena", Mode: "RESTRICTED", ElasticChannelConfiguration,
  });
  const { Channel } = await client.describeChannel({ ChannelArn, ChimeBearer: alice });
  t.keeps("CreateChannel", "how an elastic one grows", Channel.ElasticChannelConfiguration, ElasticChannelConfiguration);
  const { SubChannelId } = await client.createChannelMembership({ ChannelArn, ChimeBearer: alice, MemberArn: bob, Type: "DEFAULT" });
  const { SubChannels } = await client.listSubChannels({ ChannelArn, ChimeBearer: alice });
  t.keeps("ListSubChannels", "lists that of a member, and its number of members", SubChannels, [{ SubChannelId, MembershipCount: 1 }]);
}
