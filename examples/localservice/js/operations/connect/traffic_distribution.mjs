export default async function trafficDistribution(t) {
  const { client, region } = t;
  const InstanceId = await t.instance();
  const ReplicaRegion = region === "us-west-2" ? "us-east-1" : "us-west-2";
  await client.replicateInstance({ InstanceId, ReplicaRegion, ReplicaAlias: "op-traffic-copy" });
  const both = { Name: "Both", Description: "Calls in two Regions" };
  const { Id, Arn } = await client.createTrafficDistributionGroup({ InstanceId, ...both, Tags: { team: "voice" } });
  const described = async (TrafficDistributionGroupId = Id) =>
    (await client.describeTrafficDistributionGroup({ TrafficDistributionGroupId })).TrafficDistributionGroup;
  const { Name, Description, Tags, InstanceArn, Status, IsDefault } = await described();
  t.keeps("CreateTrafficDistributionGroup", "name, description and tags",
    { Name, Description, Tags }, { ...both, Tags: { team: "voice" } });
  t.keeps("DescribeTrafficDistributionGroup", "returns the instance, that it is active, and that it is not the default group",
    [InstanceArn, Status, IsDefault, (await described(Arn)).Id],
    [t.arn("connect", `instance/${InstanceId}`), "ACTIVE", false, Id]);
  const listed = async (what) => client.listTrafficDistributionGroups({ InstanceId, ...what });
  const first = await listed({ MaxResults: 1 });
  const second = await listed({ MaxResults: 1, NextToken: first.NextToken });
  const defaults = [first, second].map((page) => page.TrafficDistributionGroupSummaryList.map((g) => [g.Name, g.IsDefault]));
  t.keeps("ListTrafficDistributionGroups", "lists it after the default group of the replica, one on each page",
    defaults, [[["Default", true]], [["Both", false]]]);

  const share = (home, other) => ({ Distributions: [{ Region: region, Percentage: home }, { Region: ReplicaRegion, Percentage: other }] });
  const distribution = async (Id) => client.getTrafficDistribution({ Id });
  const atFirst = await distribution(Arn);
  t.keeps("GetTrafficDistribution", "accepts the ARN; at first all calls and agents are in the home Region",
    [atFirst.TelephonyConfig, atFirst.AgentConfig, atFirst.Id], [share(100, 0), share(100, 0), Id]);
  await client.updateTrafficDistribution({ Id, TelephonyConfig: share(70, 30), AgentConfig: share(60, 40) });
  const updated = await distribution(Id);
  t.keeps("UpdateTrafficDistribution", "the new shares of calls and agents",
    [updated.TelephonyConfig, updated.AgentConfig], [share(70, 30), share(60, 40)]);
  const SignInConfig = { Distributions: [{ Region: region, Enabled: true }, { Region: ReplicaRegion, Enabled: false }] };
  const [{ Id: DefaultId }] = first.TrafficDistributionGroupSummaryList;
  await client.updateTrafficDistribution({ Id: DefaultId, SignInConfig });
  t.keeps("UpdateTrafficDistribution", "where users of the default group sign in",
    (await distribution(DefaultId)).SignInConfig, SignInConfig);

  await users(t, InstanceId, Id);

  await client.deleteTrafficDistributionGroup({ TrafficDistributionGroupId: Id });
  await t.loses("DeleteTrafficDistributionGroup", "the deletion", described());
}

async function users(t, InstanceId, TrafficDistributionGroupId) {
  const { client } = t;
  const { RoutingProfileSummaryList: [{ Id: RoutingProfileId }] } = await client.listRoutingProfiles({ InstanceId });
  const { SecurityProfileSummaryList: [{ Id: profile }] } = await client.listSecurityProfiles({ InstanceId });
  const create = async (Username) => (await client.createUser({
    InstanceId, Username, RoutingProfileId, SecurityProfileIds: [profile], PhoneConfig: { PhoneType: "SOFT_PHONE" }, Password: "Passw0rd",
    IdentityInfo: { FirstName: "Jane", LastName: "Doe" },
  })).UserId;
  const listed = async () =>
    (await client.listTrafficDistributionGroupUsers({ TrafficDistributionGroupId })).TrafficDistributionGroupUserSummaryList;
  const [jane, john] = [await create("jane"), await create("john")];
  await client.associateTrafficDistributionGroupUser({ TrafficDistributionGroupId, InstanceId, UserId: jane });
  t.keeps("AssociateTrafficDistributionGroupUser", "the user", await listed(), [{ UserId: jane }]);
  await client.associateTrafficDistributionGroupUser({ TrafficDistributionGroupId, InstanceId, UserId: john });
  t.keeps("ListTrafficDistributionGroupUsers", "lists the users in the order in which they were added",
    await listed(), [{ UserId: jane }, { UserId: john }]);
  await client.disassociateTrafficDistributionGroupUser({ TrafficDistributionGroupId, InstanceId, UserId: jane });
  t.keeps("DisassociateTrafficDistributionGroupUser", "the removal, only of this one", await listed(), [{ UserId: john }]);
}
