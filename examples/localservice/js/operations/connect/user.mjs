const ids = (list, member) => list.map((entry) => entry[member]);

export default async function user(t) {
  const { client } = t;
  const InstanceId = await t.instance();
  const { RoutingProfileSummaryList } = await client.listRoutingProfiles({ InstanceId });
  const { SecurityProfileSummaryList } = await client.listSecurityProfiles({ InstanceId });
  const profile = (name) => SecurityProfileSummaryList.find((p) => p.Name === name).Id;
  const jane = {
    Username: "jane", IdentityInfo: { FirstName: "Jane", LastName: "Doe", Email: "jane@example.com" },
    PhoneConfig: { PhoneType: "SOFT_PHONE", AutoAccept: true, AfterContactWorkTimeLimit: 30 },
    RoutingProfileId: RoutingProfileSummaryList[0].Id, SecurityProfileIds: [profile("Agent")], Tags: { team: "orders" },
  };
  const { UserId, UserArn } = await client.createUser({ InstanceId, Password: "Correct-Horse-7", ...jane });
  const one = { InstanceId, UserId };
  const described = async () => (await client.describeUser(one)).User;
  const { Id, Arn, LastModifiedTime, LastModifiedRegion, ...kept } = await described();
  t.keeps("CreateUser", "names, phone, profiles and tags; not the password", kept, jane);
  t.keeps("DescribeUser", "returns ID, ARN and when it changed", [Id, Arn, LastModifiedTime instanceof Date, LastModifiedRegion],
    [UserId, UserArn, true, t.region]);

  await changes(t, one, described, profile("Admin"));
  await finds(t, one, UserArn);
  await proficiencies(t, one);
  await statuses(t, one);
  await notifications(t, one, UserArn);

  await client.deleteUser(one);
  await t.loses("DeleteUser", "the deletion", described());
}

// changes changes each part of a user.
async function changes(t, one, described, admin) {
  const { client } = t;
  const { InstanceId } = one;
  const IdentityInfo = { FirstName: "Janet", LastName: "Dow", SecondaryEmail: "janet@example.com", Mobile: "+12065550101" };
  await client.updateUserIdentityInfo({ ...one, IdentityInfo });
  t.keeps("UpdateUserIdentityInfo", "the new names, address and number", (await described()).IdentityInfo, IdentityInfo);

  const byChannel = {
    AutoAcceptConfigs: [{ Channel: "CHAT", AutoAccept: true }],
    AfterContactWorkConfigs: [{ Channel: "CHAT", AfterContactWorkConfig: { AfterContactWorkTimeLimit: 20 } }],
    PhoneNumberConfigs: [{ Channel: "VOICE", PhoneType: "DESK_PHONE", PhoneNumber: "+12065550100" }],
    PersistentConnectionConfigs: [{ Channel: "VOICE", PersistentConnection: true }],
    VoiceEnhancementConfigs: [{ Channel: "VOICE", VoiceEnhancementMode: "NOISE_SUPPRESSION" }],
  };
  await client.updateUserConfig({ ...one, ...byChannel });
  const configured = await described();
  const shown = Object.fromEntries(Object.keys(byChannel).map((member) => [member, configured[member]]));
  t.keeps("UpdateUserConfig", "the settings by channel", shown, byChannel);

  const PhoneConfig = {
    PhoneType: "DESK_PHONE", AutoAccept: true, AfterContactWorkTimeLimit: 60, DeskPhoneNumber: "+12065550100", PersistentConnection: false,
  };
  await client.updateUserPhoneConfig({ ...one, PhoneConfig });
  const phoned = await described();
  t.keeps("UpdateUserPhoneConfig", "the settings for all channels; limits by channel are removed",
    [phoned.PhoneConfig, phoned.AfterContactWorkConfigs], [PhoneConfig, undefined]);

  const { QueueSummaryList } = await client.listQueues({ InstanceId, QueueTypes: ["STANDARD"] });
  const { RoutingProfileId } = await client.createRoutingProfile({
    InstanceId, Name: "Chats", Description: "Only chats", DefaultOutboundQueueId: QueueSummaryList[0].Id,
    MediaConcurrencies: [{ Channel: "CHAT", Concurrency: 2 }],
  });
  await client.updateUserRoutingProfile({ ...one, RoutingProfileId });
  t.keeps("UpdateUserRoutingProfile", "the new profile", (await described()).RoutingProfileId, RoutingProfileId);
  await client.updateUserSecurityProfiles({ ...one, SecurityProfileIds: [admin] });
  t.keeps("UpdateUserSecurityProfiles", "the new profiles", (await described()).SecurityProfileIds, [admin]);

  await client.updateUserHierarchyStructure({ InstanceId, HierarchyStructure: { LevelOne: { Name: "Site" } } });
  const { HierarchyGroupId } = await client.createUserHierarchyGroup({ InstanceId, Name: "Berlin" });
  await client.updateUserHierarchy({ ...one, HierarchyGroupId });
  const placed = (await described()).HierarchyGroupId;
  await client.updateUserHierarchy(one);
  t.keeps("UpdateUserHierarchy", "the group, and none if none is given", [placed, (await described()).HierarchyGroupId],
    [HierarchyGroupId, undefined]);
}

// finds lists users and searches for them.
async function finds(t, one, arn) {
  const { client } = t;
  const { InstanceId } = one;
  const { User } = await client.describeUser(one);
  await client.createUser({
    InstanceId, Username: "john", Password: "Correct-Horse-8", IdentityInfo: { FirstName: "John", LastName: "Doe" },
    RoutingProfileId: User.RoutingProfileId, SecurityProfileIds: User.SecurityProfileIds,
  });
  const first = await client.listUsers({ InstanceId, MaxResults: 1 });
  const second = await client.listUsers({ InstanceId, MaxResults: 1, NextToken: first.NextToken });
  const names = ids([...first.UserSummaryList, ...second.UserSummaryList], "Username");
  t.keeps("ListUsers", "lists each, a page for each",
    [names, first.UserSummaryList[0].Arn, second.NextToken], [["jane", "john"], arn, undefined]);
  const StringCondition = { FieldName: "FirstName", ComparisonType: "STARTS_WITH", Value: "jane" };
  const { Users, ApproximateTotalCount } = await client.searchUsers({ InstanceId, SearchCriteria: { StringCondition } });
  t.keeps("SearchUsers", "finds it by its new name, and nothing else; times are in milliseconds",
    [ids(Users, "Username"), ApproximateTotalCount, Users[0].PhoneConfig.AfterContactWorkTimeLimit], [["jane"], 1, 60000]);
}

// proficiencies gives a user a value of an attribute, changes its level and removes it.
async function proficiencies(t, one) {
  const { client } = t;
  const { InstanceId } = one;
  const [AttributeName, AttributeValue] = ["Language", "French"];
  await client.createPredefinedAttribute({ InstanceId, Name: AttributeName, Values: { StringList: [AttributeValue] } });
  const listed = async () => (await client.listUserProficiencies(one)).UserProficiencyList;
  const found = async (MinValue) => {
    const Conditions = [
      { StringCondition: { FieldName: "name", ComparisonType: "EXACT", Value: AttributeName } },
      { NumberCondition: { FieldName: "limit", ComparisonType: "GREATER_OR_EQUAL", MinValue } },
    ];
    const SearchCriteria = { ListCondition: { TargetListType: "PROFICIENCIES", Conditions } };
    return (await client.searchUsers({ InstanceId, SearchCriteria })).ApproximateTotalCount;
  };
  await client.associateUserProficiencies({ ...one, UserProficiencies: [{ AttributeName, AttributeValue, Level: 2 }] });
  t.keeps("AssociateUserProficiencies", "the proficiency, by which a search finds the user",
    [await listed(), await found(2), await found(3)],
    [[{ AttributeName, AttributeValue, Level: 2 }], 1, 0]);
  await client.updateUserProficiencies({ ...one, UserProficiencies: [{ AttributeName, AttributeValue, Level: 4 }] });
  t.keeps("UpdateUserProficiencies", "the new level", ids(await listed(), "Level"), [4]);
  const { LastModifiedTime, LastModifiedRegion } = await client.listUserProficiencies(one);
  t.keeps("ListUserProficiencies", "returns when and in which Region they changed",
    [LastModifiedTime instanceof Date, LastModifiedRegion], [true, t.region]);
  await client.disassociateUserProficiencies({ ...one, UserProficiencies: [{ AttributeName, AttributeValue }] });
  t.keeps("DisassociateUserProficiencies", "the removal", await listed(), []);
}

// statuses creates an agent status and gives it to a user.
async function statuses(t, one) {
  const { client } = t;
  const { InstanceId } = one;
  const lunch = { Name: "Lunch", Description: "Back at one", State: "ENABLED", DisplayOrder: 3, Tags: { paid: "no" } };
  const { AgentStatusId, AgentStatusARN } = await client.createAgentStatus({ InstanceId, ...lunch });
  const described = async () => (await client.describeAgentStatus({ InstanceId, AgentStatusId })).AgentStatus;
  const { Type, AgentStatusARN: arn, AgentStatusId: id, LastModifiedTime, LastModifiedRegion, ...kept } = await described();
  t.keeps("CreateAgentStatus", "name, description, state, order and tags", kept, lunch);
  t.keeps("DescribeAgentStatus", "returns ARN, type and when it changed",
    [arn, id, Type, LastModifiedTime instanceof Date, LastModifiedRegion],
    [AgentStatusARN, AgentStatusId, "CUSTOM", true, t.region]);
  await client.updateAgentStatus({ InstanceId, AgentStatusId, Name: "Break", ResetOrderNumber: true });
  const updated = await described();
  t.keeps("UpdateAgentStatus", "the new name, and no order", [updated.Name, updated.DisplayOrder, updated.Description],
    ["Break", undefined, "Back at one"]);
  const { AgentStatusSummaryList } = await client.listAgentStatuses({ InstanceId, AgentStatusTypes: ["CUSTOM", "OFFLINE"] });
  t.keeps("ListAgentStatuses", "lists those of the requested types", ids(AgentStatusSummaryList, "Name"), ["Offline", "Break"]);
  const StringCondition = { FieldName: "name", ComparisonType: "CONTAINS", Value: "rea" };
  const { AgentStatuses, ApproximateTotalCount } = await client.searchAgentStatuses({ InstanceId, SearchCriteria: { StringCondition } });
  t.keeps("SearchAgentStatuses", "finds it by its new name, and nothing else",
    [ids(AgentStatuses, "Name"), ApproximateTotalCount], [["Break"], 1]);

  await client.putUserStatus({ ...one, AgentStatusId });
  const { UserDataList } = await client.getCurrentUserData({ InstanceId, Filters: { Agents: [one.UserId] } });
  t.keeps("PutUserStatus", "the status of the agent", ids(ids(UserDataList, "Status"), "StatusName"), ["Break"]);
}

// notifications sends a notification to a user, who reads it.
async function notifications(t, one, arn) {
  const { client } = t;
  const { InstanceId, UserId } = one;
  const Content = { en_US: "The phones are down" };
  const { NotificationId } = await client.createNotification({ InstanceId, Recipients: [arn], Content, Priority: "HIGH" });
  const listed = async () => (await client.listUserNotifications(one)).UserNotifications;
  const [{ CreatedAt, ExpiresAt, ...sent }] = await listed();
  t.keeps("ListUserNotifications", "lists the notifications sent to the user, with their content", [sent, CreatedAt < ExpiresAt], [{
    NotificationId, NotificationStatus: "UNREAD", InstanceId, RecipientId: UserId, Content, Priority: "HIGH", Source: "CUSTOMER",
  }, true]);
  await client.updateUserNotificationStatus({ ...one, NotificationId, Status: "READ" });
  t.keeps("UpdateUserNotificationStatus", "that the notification was read", ids(await listed(), "NotificationStatus"), ["READ"]);
}
