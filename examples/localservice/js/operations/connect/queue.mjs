const ids = (list, member = "Id") => list.map((entry) => entry[member]);

export default async function queue(t) {
  const { client } = t;
  const InstanceId = await t.instance();
  const [{ Id: hours }] = (await client.listHoursOfOperations({ InstanceId })).HoursOfOperationSummaryList;
  const orders = { Name: "Orders", Description: "They buy", HoursOfOperationId: hours, MaxContacts: 50, Tags: { team: "sales" } };
  const [phone, support] = [await quickConnect(client, InstanceId, "Warehouse"), await quickConnect(client, InstanceId, "Support")];
  const [sales, info] = [await address(client, InstanceId, "sales@example.com"), await address(client, InstanceId, "info@example.com")];
  const outbound = { OutboundCallerConfig: { OutboundCallerIdName: "Shop" }, OutboundEmailConfig: { OutboundEmailAddressId: sales } };
  const { QueueId, QueueArn } = await client.createQueue({
    InstanceId, ...orders, ...outbound, QuickConnectIds: [phone], EmailAddressesConfig: [{ EmailAddressId: sales }],
  });
  const one = { InstanceId, QueueId };
  const described = async () => (await client.describeQueue(one)).Queue;
  const connects = async () => ids((await client.listQueueQuickConnects(one)).QuickConnectSummaryList);
  const addresses = async () => (await client.listQueueEmailAddresses(one)).EmailAddressMetadataList;
  const { QueueArn: arn, QueueId: id, LastModifiedTime, LastModifiedRegion, ...kept } = await described();
  t.keeps("CreateQueue", "all members, with quick connects and email addresses", [kept, await connects(), ids(await addresses())], [
    { ...orders, ...outbound, Status: "ENABLED" },
    [phone], [sales],
  ]);
  t.keeps("DescribeQueue", "returns ARN, ID and when it changed", [arn, id, LastModifiedTime instanceof Date, LastModifiedRegion],
    [QueueArn, QueueId, true, t.region]);

  await changes(t, one, described);
  await finds(t, InstanceId, QueueArn);

  await client.associateQueueQuickConnects({ ...one, QuickConnectIds: [support] });
  t.keeps("AssociateQueueQuickConnects", "the quick connect, in addition to the previous ones", await connects(), [phone, support]);
  const { QuickConnectSummaryList } = await client.listQueueQuickConnects(one);
  t.keeps("ListQueueQuickConnects", "returns name and type of each", QuickConnectSummaryList.map((q) => [q.Name, q.QuickConnectType]),
    [["Warehouse", "PHONE_NUMBER"], ["Support", "PHONE_NUMBER"]]);
  await client.disassociateQueueQuickConnects({ ...one, QuickConnectIds: [phone] });
  t.keeps("DisassociateQueueQuickConnects", "the removal, only of this one", await connects(), [support]);

  await client.associateQueueEmailAddresses({ ...one, EmailAddressesConfig: [{ EmailAddressId: info }] });
  t.keeps("AssociateQueueEmailAddresses", "the address, in addition to the previous ones", ids(await addresses()), [sales, info]);
  await client.updateQueueOutboundEmailConfig({ ...one, OutboundEmailConfig: { OutboundEmailAddressId: info } });
  const isDefault = (await addresses()).map((a) => [a.Id, a.IsDefaultOutboundEmail ?? false]);
  t.keeps("UpdateQueueOutboundEmailConfig", "the address for outbound email",
    (await described()).OutboundEmailConfig, { OutboundEmailAddressId: info });
  t.keeps("ListQueueEmailAddresses", "shows which one is for outbound email", isDefault, [[sales, false], [info, true]]);
  await client.disassociateQueueEmailAddresses({ ...one, EmailAddressesId: [sales] });
  t.keeps("DisassociateQueueEmailAddresses", "the removal, only of this one", ids(await addresses()), [info]);

  await client.deleteQueue(one);
  await t.loses("DeleteQueue", "the deletion", described());
}

async function quickConnect(client, InstanceId, Name) {
  const QuickConnectConfig = { QuickConnectType: "PHONE_NUMBER", PhoneConfig: { PhoneNumber: "+12065550100" } };
  return (await client.createQuickConnect({ InstanceId, Name, QuickConnectConfig })).QuickConnectId;
}

async function address(client, InstanceId, EmailAddress) {
  return (await client.createEmailAddress({ InstanceId, EmailAddress })).EmailAddressId;
}

// changes changes each part of a queue.
async function changes(t, one, described) {
  const { client } = t;
  const { InstanceId } = one;
  await client.updateQueueName({ ...one, Name: "Sales" });
  const renamed = await described();
  t.keeps("UpdateQueueName", "the new name; the description stays", [renamed.Name, renamed.Description], ["Sales", "They buy"]);
  await client.updateQueueStatus({ ...one, Status: "DISABLED" });
  t.keeps("UpdateQueueStatus", "the new status", (await described()).Status, "DISABLED");
  await client.updateQueueMaxContacts({ ...one, MaxContacts: 5 });
  const { MaxContacts } = await described();
  await client.updateQueueMaxContacts(one);
  t.keeps("UpdateQueueMaxContacts", "the new limit, and none if none is given",
    [MaxContacts, (await described()).MaxContacts], [5, undefined]);
  const { HoursOfOperationId } = await client.createHoursOfOperation({ InstanceId, Name: "Never", TimeZone: "UTC", Config: [] });
  await client.updateQueueHoursOfOperation({ ...one, HoursOfOperationId });
  t.keeps("UpdateQueueHoursOfOperation", "the new hours", (await described()).HoursOfOperationId, HoursOfOperationId);
  const { ContactFlowSummaryList } = await client.listContactFlows({ InstanceId, ContactFlowTypes: ["OUTBOUND_WHISPER"] });
  const OutboundFlowId = ContactFlowSummaryList[0].Id;
  await client.updateQueueOutboundCallerConfig({ ...one, OutboundCallerConfig: { OutboundCallerIdName: "Store", OutboundFlowId } });
  t.keeps("UpdateQueueOutboundCallerConfig", "the new name and flow of outbound calls", (await described()).OutboundCallerConfig,
    { OutboundCallerIdName: "Store", OutboundFlowId });
}

// finds lists queues and searches for them. A new instance already has one, and each user has one too.
async function finds(t, InstanceId, arn) {
  const { client } = t;
  const [{ Id: RoutingProfileId }] = (await client.listRoutingProfiles({ InstanceId })).RoutingProfileSummaryList;
  const [{ Id: security }] = (await client.listSecurityProfiles({ InstanceId })).SecurityProfileSummaryList;
  const { UserId } = await client.createUser({
    InstanceId, Username: "jane", Password: "Correct-Horse-7", IdentityInfo: { FirstName: "Jane", LastName: "Doe" }, RoutingProfileId,
    SecurityProfileIds: [security],
  });
  const first = await client.listQueues({ InstanceId, MaxResults: 2 });
  const second = await client.listQueues({ InstanceId, MaxResults: 2, NextToken: first.NextToken });
  const all = [...first.QueueSummaryList, ...second.QueueSummaryList].map((q) => [q.QueueType, q.Name ?? q.Id]);
  const { QueueSummaryList } = await client.listQueues({ InstanceId, QueueTypes: ["STANDARD"] });
  t.keeps("ListQueues", "lists it by its new name, and those of users, two on a page",
    [all, ids(QueueSummaryList, "Arn")[1], second.NextToken],
    [[["STANDARD", "BasicQueue"], ["STANDARD", "Sales"], ["AGENT", UserId]], arn, undefined]);
  const StringCondition = { FieldName: "description", ComparisonType: "CONTAINS", Value: "BUY" };
  const { Queues, ApproximateTotalCount } = await client.searchQueues({
    InstanceId, SearchCriteria: { AndConditions: [{ StringCondition }, { QueueTypeCondition: "STANDARD" }] },
    SearchFilter: { TagFilter: { TagCondition: { TagKey: "team", TagValue: "sales" } } },
  });
  t.keeps("SearchQueues", "finds it by description, type and tag, and nothing else",
    [ids(Queues, "Name"), ApproximateTotalCount], [["Sales"], 1]);
}
