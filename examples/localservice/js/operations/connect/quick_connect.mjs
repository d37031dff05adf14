export default async function quickConnect(t) {
  const { client } = t;
  const InstanceId = await t.instance();
  const phone = { QuickConnectType: "PHONE_NUMBER", PhoneConfig: { PhoneNumber: "+12065550100" } };
  const warehouse = { Name: "Warehouse", Description: "Where things are", QuickConnectConfig: phone, Tags: { site: "BER" } };
  const { QuickConnectId, QuickConnectARN } = await client.createQuickConnect({ InstanceId, ...warehouse });
  const one = { InstanceId, QuickConnectId };
  const described = async () => (await client.describeQuickConnect(one)).QuickConnect;
  const { QuickConnectARN: arn, QuickConnectId: id, LastModifiedTime, LastModifiedRegion, ...kept } = await described();
  t.keeps("CreateQuickConnect", "name, description, configuration and tags", kept, warehouse);
  t.keeps("DescribeQuickConnect", "returns ARN, ID and when it changed", [arn, id, LastModifiedTime instanceof Date, LastModifiedRegion],
    [QuickConnectARN, QuickConnectId, true, t.region]);

  await client.updateQuickConnectName({ ...one, Name: "Depot" });
  const renamed = await described();
  t.keeps("UpdateQuickConnectName", "the new name; the description stays",
    [renamed.Name, renamed.Description], ["Depot", "Where things are"]);
  const [{ Id: QueueId }] = (await client.listQueues({ InstanceId, QueueTypes: ["STANDARD"] })).QueueSummaryList;
  const { ContactFlowSummaryList } = await client.listContactFlows({ InstanceId, ContactFlowTypes: ["QUEUE_TRANSFER"] });
  const ContactFlowId = ContactFlowSummaryList[0].Id;
  const queue = { QuickConnectType: "QUEUE", QueueConfig: { QueueId, ContactFlowId } };
  await client.updateQuickConnectConfig({ ...one, QuickConnectConfig: queue });
  t.keeps("UpdateQuickConnectConfig", "the new configuration, of another type", (await described()).QuickConnectConfig, queue);

  await client.createQuickConnect({ InstanceId, Name: "Night", QuickConnectConfig: phone });
  const first = await client.listQuickConnects({ InstanceId, MaxResults: 1 });
  const second = await client.listQuickConnects({ InstanceId, MaxResults: 1, NextToken: first.NextToken });
  const brief = ({ QuickConnectSummaryList }) => QuickConnectSummaryList.map((q) => [q.Name, q.QuickConnectType]);
  const queues = await client.listQuickConnects({ InstanceId, QuickConnectTypes: ["QUEUE"] });
  t.keeps("ListQuickConnects", "lists it by its new name and type, a page for each",
    [brief(first), brief(second), second.NextToken, brief(queues)],
    [[["Depot", "QUEUE"]], [["Night", "PHONE_NUMBER"]], undefined, [["Depot", "QUEUE"]]]);
  const StringCondition = { FieldName: "name", ComparisonType: "STARTS_WITH", Value: "dep" };
  const SearchFilter = { TagFilter: { TagCondition: { TagKey: "site", TagValue: "BER" } } };
  const { QuickConnects, ApproximateTotalCount } = await client.searchQuickConnects({
    InstanceId, SearchCriteria: { StringCondition }, SearchFilter,
  });
  t.keeps("SearchQuickConnects", "finds it by its new name and tag, and nothing else",
    [QuickConnects.map((q) => q.QuickConnectId), ApproximateTotalCount], [[QuickConnectId], 1]);

  await client.associateQueueQuickConnects({ InstanceId, QueueId, QuickConnectIds: [QuickConnectId] });
  await client.deleteQuickConnect(one);
  const left = await client.listQueueQuickConnects({ InstanceId, QueueId });
  t.keeps("DeleteQuickConnect", "the removal from its queue", brief(left), []);
  await t.loses("DeleteQuickConnect", "the deletion", described());
}
