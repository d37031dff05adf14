export default async function channelMembership(t) {
  const { client, appInstance: AppInstanceArn } = t;
  const names = { moe: "Moe", alice: "Alice", bob: "Bob", eve: "Eve", ada: "Ada" };
  const arns = {};
  for (const [id, name] of Object.entries(names)) {
    arns[id] = await t.user(id, { name });
  }
  const { moe, alice, bob, eve, ada } = arns;
  const { ChannelArn } = await client.createChannel({ AppInstanceArn, ChimeBearer: moe, Name: "General" });
  const of = { ChannelArn, ChimeBearer: moe };
  const { Member } = await client.createChannelMembership({ ...of, MemberArn: alice, Type: "DEFAULT" });
  const described = async (MemberArn = alice) => (await client.describeChannelMembership({ ...of, MemberArn })).ChannelMembership;
  const { CreatedTimestamp, LastUpdatedTimestamp, ...membership } = await described();
  const identity = { Arn: alice, Name: "Alice" };
  t.keeps("CreateChannelMembership", "member, type and inviter", [Member, membership],
    [identity, { ChannelArn, Member: identity, Type: "DEFAULT", InvitedBy: { Arn: moe, Name: "Moe" } }]);
  t.keeps("DescribeChannelMembership", "returns the time of creation",
    [CreatedTimestamp instanceof Date, LastUpdatedTimestamp], [true, CreatedTimestamp]);
  await client.createChannelMembership({ ...of, MemberArn: eve, Type: "HIDDEN" });
  t.keeps("CreateChannelMembership", "that it is hidden", (await described(eve)).Type, "HIDDEN");

  await batch(t, of, { alice, bob, ada }, described);
  await lists(t, of, { moe, alice, bob, ada, eve });
  await ofUser(t, of, alice);
  await preferences(t, ChannelArn, alice);

  await client.deleteChannelMembership({ ...of, MemberArn: alice });
  await t.loses("DeleteChannelMembership", "the deletion", described(), "NotFoundException");
}

async function batch(t, of, { alice, bob, ada }, described) {
  const { BatchChannelMemberships, Errors } = await t.client.batchCreateChannelMembership({ ...of, MemberArns: [bob, alice, ada] });
  const { Members, Type, InvitedBy, ChannelArn } = BatchChannelMemberships;
  t.keeps("BatchCreateChannelMembership", "members that were added",
    [ChannelArn, Members, Type, InvitedBy.Name, (await described(ada)).Member.Name],
    [of.ChannelArn, [{ Arn: bob, Name: "Bob" }, { Arn: ada, Name: "Ada" }], "DEFAULT", "Moe", "Ada"]);
  t.keeps("BatchCreateChannelMembership", "members that could not be added, and why",
    Errors.map((e) => [e.MemberArn, e.ErrorCode]), [[alice, "Conflict"]]);
}

async function lists(t, of, { moe, alice, bob, ada, eve }) {
  const list = (more) => t.client.listChannelMemberships({ ...of, ...more });
  const page = await list({ MaxResults: 3 });
  const rest = await list({ MaxResults: 3, NextToken: page.NextToken });
  t.keeps("ListChannelMemberships", "lists them, in pages",
    [page, rest].map((p) => p.ChannelMemberships.map((m) => m.Member.Arn)), [[moe, alice, bob], [ada]]);
  const { ChannelMemberships } = await list({ Type: "HIDDEN" });
  t.keeps("ListChannelMemberships", "hidden ones if they are requested", ChannelMemberships, [{ Member: { Arn: eve, Name: "Eve" } }]);
}

async function ofUser(t, of, alice) {
  const { client, appInstance: AppInstanceArn } = t;
  const own = { Name: "Own", Mode: "UNRESTRICTED", Privacy: "PUBLIC" };
  const { ChannelArn: other } = await client.createChannel({ AppInstanceArn, ChimeBearer: alice, ...own });
  const { ChannelMemberships } = await client.listChannelMembershipsForAppInstanceUser({ ChimeBearer: alice });
  t.keeps("ListChannelMembershipsForAppInstanceUser", "lists the channels of the bearer",
    ChannelMemberships.map((m) => m.ChannelSummary.ChannelArn),
    [of.ChannelArn, other]);
  const { ChannelMembership } = await client.describeChannelMembershipForAppInstanceUser({
    ChannelArn: other, ChimeBearer: alice, AppInstanceUserArn: alice,
  });
  t.keeps("DescribeChannelMembershipForAppInstanceUser", "returns the channel, and the type of the membership", ChannelMembership, {
    ChannelSummary: { ChannelArn: other, ...own }, AppInstanceUserMembershipSummary: { Type: "DEFAULT" },
  });
  const asked = client.listChannelMembershipsForAppInstanceUser({ ChimeBearer: of.ChimeBearer, AppInstanceUserArn: alice });
  await t.loses("ListChannelMembershipsForAppInstanceUser", "lists those of others for administrators only", asked, "ForbiddenException");
}

async function preferences(t, ChannelArn, alice) {
  const mine = { ChannelArn, ChimeBearer: alice, MemberArn: alice };
  const { Preferences: before } = await t.client.getChannelMembershipPreferences(mine);
  t.keeps("GetChannelMembershipPreferences", "all notifications, unless others were set",
    before, { PushNotifications: { AllowNotifications: "ALL" } });
  const PushNotifications = { AllowNotifications: "FILTERED", FilterRule: '{"type":[{"anything-but":["Robots"]}]}' };
  await t.client.putChannelMembershipPreferences({ ...mine, Preferences: { PushNotifications } });
  const { Preferences, Member } = await t.client.getChannelMembershipPreferences(mine);
  t.keeps("PutChannelMembershipPreferences", "which notifications the member wants",
    [Preferences, Member.Arn], [{ PushNotifications }, alice]);
}
