export default async function instance(t) {
  const { client } = t;
  const alias = { IdentityManagementType: "CONNECT_MANAGED", InstanceAlias: "op-instance-support" };
  const calls = { InboundCallsEnabled: true, OutboundCallsEnabled: false };
  const { Id: InstanceId, Arn } = await client.createInstance({ ...alias, ...calls, Tags: { team: "voice" } });
  const described = async (id = InstanceId) => client.describeInstance({ InstanceId: id });
  const { Instance } = await described();
  const { IdentityManagementType, InstanceAlias, InboundCallsEnabled, OutboundCallsEnabled, Tags } = Instance;
  t.keeps("CreateInstance", "alias, directory type, kinds of calls and tags",
    { IdentityManagementType, InstanceAlias, InboundCallsEnabled, OutboundCallsEnabled, Tags },
    { ...alias, ...calls, Tags: { team: "voice" } });
  t.keeps("DescribeInstance", "returns that it is active, its ARN and its address",
    [Instance.InstanceStatus, Instance.Arn, Instance.InstanceAccessUrl],
    ["ACTIVE", Arn, "https://op-instance-support.my.connect.aws"]);
  const saml = await client.createInstance({ IdentityManagementType: "SAML", InstanceAlias: "op-instance-saml", ...calls });
  const first = await client.listInstances({ MaxResults: 1 });
  const second = await client.listInstances({ MaxResults: 1, NextToken: first.NextToken });
  const aliases = [first, second].flatMap((page) => page.InstanceSummaryList.map((i) => i.InstanceAlias));
  t.keeps("ListInstances", "lists both instances, one on each page",
    [aliases, second.NextToken], [["op-instance-support", "op-instance-saml"], undefined]);

  await attributes(t, InstanceId);
  await origins(t, InstanceId);
  await lambdaFunctions(t, InstanceId);
  await securityKeys(t, InstanceId);
  await authenticationProfiles(t, InstanceId);
  await sessions(t, InstanceId);
  await federation(t, saml.Id);
  await replica(t, InstanceId);

  await client.deleteInstance({ InstanceId: saml.Id });
  await t.loses("DeleteInstance", "the deletion, with everything in it", client.listUsers({ InstanceId: saml.Id }));
}

async function attributes(t, InstanceId) {
  const { client } = t;
  const of = async (AttributeType) => (await client.describeInstanceAttribute({ InstanceId, AttributeType })).Attribute.Value;
  t.keeps("DescribeInstanceAttribute", "returns which kinds of calls it was created with",
    [await of("INBOUND_CALLS"), await of("OUTBOUND_CALLS")], ["true", "false"]);
  await client.updateInstanceAttribute({ InstanceId, AttributeType: "CONTACTFLOW_LOGS", Value: "true" });
  t.keeps("UpdateInstanceAttribute", "the new value", await of("CONTACTFLOW_LOGS"), "true");
  await client.updateInstanceAttribute({ InstanceId, AttributeType: "OUTBOUND_CALLS", Value: "true" });
  const { Instance } = await client.describeInstance({ InstanceId });
  t.keeps("UpdateInstanceAttribute", "whether calls can be made, which the instance shows", Instance.OutboundCallsEnabled, true);
  const all = new Map();
  for (let NextToken; ;) {
    const page = await client.listInstanceAttributes({ InstanceId, MaxResults: 5, NextToken });
    page.Attributes.forEach((a) => all.set(a.AttributeType, a.Value));
    NextToken = page.NextToken;
    if (!NextToken) break;
  }
  const values = ["CONTACTFLOW_LOGS", "OUTBOUND_CALLS", "MULTI_PARTY_CONFERENCE"].map((kind) => all.get(kind));
  t.keeps("ListInstanceAttributes", "lists all of them with their new values, page by page", values, ["true", "true", "false"]);
}

async function origins(t, InstanceId) {
  const { client } = t;
  const listed = async (page) => client.listApprovedOrigins({ InstanceId, ...page });
  const [one, two] = ["https://one.example", "https://two.example"];
  await client.associateApprovedOrigin({ InstanceId, Origin: one });
  t.keeps("AssociateApprovedOrigin", "the origin", (await listed()).Origins, [one]);
  await client.associateApprovedOrigin({ InstanceId, Origin: two });
  const page = await listed({ MaxResults: 1 });
  const next = await listed({ MaxResults: 1, NextToken: page.NextToken });
  t.keeps("ListApprovedOrigins", "lists both, one on each page", [page.Origins, next.Origins], [[one], [two]]);
  await client.disassociateApprovedOrigin({ InstanceId, Origin: one });
  t.keeps("DisassociateApprovedOrigin", "the removal, only of this one", (await listed()).Origins, [two]);
}

async function lambdaFunctions(t, InstanceId) {
  const { client } = t;
  const listed = async () => (await client.listLambdaFunctions({ InstanceId })).LambdaFunctions;
  const [one, two] = ["one", "two"].map((name) => t.arn("lambda", `function:${name}`));
  await client.associateLambdaFunction({ InstanceId, FunctionArn: one });
  t.keeps("AssociateLambdaFunction", "the ARN of the function", await listed(), [one]);
  await client.associateLambdaFunction({ InstanceId, FunctionArn: two });
  t.keeps("ListLambdaFunctions", "lists the functions in the order in which they were added", await listed(), [one, two]);
  await client.disassociateLambdaFunction({ InstanceId, FunctionArn: one });
  t.keeps("DisassociateLambdaFunction", "the removal, only of this one", await listed(), [two]);
}

async function securityKeys(t, InstanceId) {
  const { client } = t;
  const listed = async () => (await client.listSecurityKeys({ InstanceId })).SecurityKeys;
  const Key = "-----BEGIN PUBLIC KEY-----\nb25l\n-----END PUBLIC KEY-----\n";
  const { AssociationId } = await client.associateSecurityKey({ InstanceId, Key });
  const [key] = await listed();
  t.keeps("AssociateSecurityKey", "the key", key.Key, Key);
  t.keeps("ListSecurityKeys", "returns the ID of the association and when it was created",
    [key.AssociationId, key.CreationTime instanceof Date], [AssociationId, true]);
  await client.disassociateSecurityKey({ InstanceId, AssociationId });
  t.keeps("DisassociateSecurityKey", "the removal", await listed(), []);
}

async function authenticationProfiles(t, InstanceId) {
  const { client } = t;
  const listed = async () => (await client.listAuthenticationProfiles({ InstanceId })).AuthenticationProfileSummaryList;
  const [{ Id: AuthenticationProfileId, IsDefault }] = await listed();
  const change = {
    Name: "Office only", Description: "Not from home", AllowedIps: ["192.0.2.0/24"], BlockedIps: ["192.0.2.7"], PeriodicSessionDuration: 20,
    SessionInactivityDuration: 30, SessionInactivityHandlingEnabled: true,
  };
  await client.updateAuthenticationProfile({ InstanceId, AuthenticationProfileId, ...change });
  const { AuthenticationProfile } = await client.describeAuthenticationProfile({ InstanceId, AuthenticationProfileId });
  const kept = Object.fromEntries(Object.keys(change).map((member) => [member, AuthenticationProfile[member]]));
  t.keeps("UpdateAuthenticationProfile", "name, description, addresses and the times after which users must sign in again", kept, change);
  const { MaxSessionDuration, LastModifiedTime } = AuthenticationProfile;
  t.keeps("DescribeAuthenticationProfile", "returns how long a session lasts and when the profile changed",
    [MaxSessionDuration, LastModifiedTime instanceof Date], [720, true]);
  const names = (await listed()).map((p) => p.Name);
  t.keeps("ListAuthenticationProfiles", "lists the default profile by its new name", [IsDefault, names], [true, ["Office only"]]);
}

async function sessions(t, InstanceId) {
  const { client } = t;
  const Scope = { EntityType: "CUSTOMER_PROFILE", EntityId: "profile-1", DomainName: "customers" };
  const created = await client.createAuthCode({ InstanceId, Scope, SessionInactivityDurationMinutes: 1440 });
  const { AuthCode, SessionId, EntityType, EntityId } = created;
  t.keeps("CreateAuthCode", "a code that nothing accepts, and its owner",
    [typeof AuthCode, EntityType, EntityId], ["string", "CUSTOMER_PROFILE", "profile-1"]);
  await client.deleteSession({ InstanceId, SessionId });
  await t.loses("DeleteSession", "the end of the session of a code", client.deleteSession({ InstanceId, SessionId }));
}

async function federation(t, InstanceId) {
  const { client } = t;
  const { RoutingProfileSummaryList: [{ Id: RoutingProfileId }] } = await client.listRoutingProfiles({ InstanceId });
  const { SecurityProfileSummaryList: [{ Id: profile }] } = await client.listSecurityProfiles({ InstanceId });
  const { UserId, UserArn } = await client.createUser({
    InstanceId, Username: "jane", RoutingProfileId, SecurityProfileIds: [profile], PhoneConfig: { PhoneType: "SOFT_PHONE" },
    IdentityInfo: { FirstName: "Jane", LastName: "Doe" },
  });
  const token = await client.getFederationToken({ InstanceId });
  const { AccessTokenExpiration, RefreshTokenExpiration } = token.Credentials;
  t.keeps("GetFederationToken", "tokens of the oldest user of an instance with SAML, which nothing accepts", [
    token.UserId, token.UserArn, token.SignInUrl, AccessTokenExpiration < RefreshTokenExpiration,
  ], [UserId, UserArn, "https://op-instance-saml.my.connect.aws/auth/sign-in", true]);
}

async function replica(t, InstanceId) {
  const { client, region } = t;
  const ReplicaRegion = region === "us-west-2" ? "us-east-1" : "us-west-2";
  const { Id, Arn } = await client.replicateInstance({ InstanceId, ReplicaRegion, ReplicaAlias: "op-instance-copy" });
  const { ReplicationConfiguration } = await client.describeInstance({ InstanceId });
  t.keeps("ReplicateInstance", "the Region of the replica, whose ID is that of the instance", [
    Id, Arn, ReplicationConfiguration.SourceRegion, ReplicationConfiguration.ReplicationStatusSummaryList,
  ], [
    InstanceId, `arn:aws:connect:${ReplicaRegion}:${t.account}:instance/${InstanceId}`, region,
    [{ Region: ReplicaRegion, ReplicationStatus: "INSTANCE_REPLICATION_COMPLETE" }],
  ]);
  const isolated = async () => (await client.getCrossRegionRouting({ InstanceId })).IsolatedRegions;
  t.keeps("GetCrossRegionRouting", "no Region is isolated at first", await isolated(), []);
  await client.updateCrossRegionRouting({ InstanceId, IsolatedAll: true });
  t.keeps("UpdateCrossRegionRouting", "that both Regions are isolated", await isolated(), [region, ReplicaRegion]);
}
