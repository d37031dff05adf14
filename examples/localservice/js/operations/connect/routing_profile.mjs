export default async function routingProfile(t) {
  const { client } = t;
  const InstanceId = await t.instance();
  const [{ Id: orders }] = (await client.listQueues({ InstanceId, QueueTypes: ["STANDARD"] })).QueueSummaryList;
  const [{ Id: HoursOfOperationId }] = (await client.listHoursOfOperations({ InstanceId })).HoursOfOperationSummaryList;
  const { QueueId: returns } = await client.createQueue({ InstanceId, Name: "Returns", HoursOfOperationId });
  const chats = {
    Name: "Chats", Description: "Only chats", DefaultOutboundQueueId: orders, AgentAvailabilityTimer: "TIME_SINCE_LAST_INBOUND",
    MediaConcurrencies: [{ Channel: "CHAT", Concurrency: 2, CrossChannelBehavior: { BehaviorType: "ROUTE_ANY_CHANNEL" } }],
    Tags: { team: "web" },
  };
  const entry = (QueueId, Priority, Delay) => ({ QueueReference: { QueueId, Channel: "CHAT" }, Priority, Delay });
  const { RoutingProfileId, RoutingProfileArn } = await client.createRoutingProfile({
    InstanceId, ...chats, QueueConfigs: [entry(orders, 1, 5)],
  });
  const one = { InstanceId, RoutingProfileId };
  const described = async () => (await client.describeRoutingProfile(one)).RoutingProfile;
  const queues = async () => (await client.listRoutingProfileQueues(one)).RoutingProfileQueueConfigSummaryList;
  const manual = async () => {
    const { RoutingProfileManualAssignmentQueueConfigSummaryList } = await client.listRoutingProfileManualAssignmentQueues(one);
    return RoutingProfileManualAssignmentQueueConfigSummaryList;
  };
  const brief = (list) => list.map((q) => [q.QueueName, q.Priority, q.Delay]);
  const { Name, Description, DefaultOutboundQueueId, AgentAvailabilityTimer, MediaConcurrencies, Tags, ...rest } = await described();
  t.keeps("CreateRoutingProfile", "all members, with its queues",
    [{ Name, Description, DefaultOutboundQueueId, AgentAvailabilityTimer, MediaConcurrencies, Tags }, brief(await queues())],
    [chats, [["BasicQueue", 1, 5]]]);

  await client.associateRoutingProfileQueues({
    ...one, QueueConfigs: [entry(returns, 2, 0)],
    ManualAssignmentQueueConfigs: [{ QueueReference: { QueueId: returns, Channel: "TASK" } }],
  });
  t.keeps("AssociateRoutingProfileQueues", "the queues, in addition to the previous ones",
    [brief(await queues()), (await manual()).map((q) => q.QueueName)],
    [[["BasicQueue", 1, 5], ["Returns", 2, 0]], ["Returns"]]);
  const { QueueArn } = (await client.describeQueue({ InstanceId, QueueId: returns })).Queue;
  t.keeps("ListRoutingProfileQueues", "returns name, ARN, channel, priority and delay of each", (await queues())[1],
    { QueueId: returns, QueueArn, QueueName: "Returns", Priority: 2, Delay: 0, Channel: "CHAT" });
  t.keeps("ListRoutingProfileManualAssignmentQueues", "returns name, ARN and channel of each", await manual(),
    [{ QueueId: returns, QueueArn, QueueName: "Returns", Channel: "TASK" }]);
  await client.updateRoutingProfileQueues({ ...one, QueueConfigs: [entry(orders, 3, 10)] });
  t.keeps("UpdateRoutingProfileQueues", "the new priority and delay", brief(await queues())[0], ["BasicQueue", 3, 10]);
  const { NumberOfAssociatedQueues, NumberOfAssociatedManualAssignmentQueues, NumberOfAssociatedUsers } = await described();
  t.keeps("DescribeRoutingProfile", "returns ARN, when it changed, and how many queues and users it has",
    [rest.RoutingProfileArn, rest.LastModifiedTime instanceof Date, NumberOfAssociatedQueues, NumberOfAssociatedManualAssignmentQueues,
      NumberOfAssociatedUsers],
    [RoutingProfileArn, true, 2, 1, 0]);

  await changes(t, one, described, returns);
  await finds(t, InstanceId, [orders, returns]);

  await client.disassociateRoutingProfileQueues({
    ...one, QueueReferences: [{ QueueId: orders, Channel: "CHAT" }],
    ManualAssignmentQueueReferences: [{ QueueId: returns, Channel: "TASK" }],
  });
  t.keeps("DisassociateRoutingProfileQueues", "the removal", [brief(await queues()), await manual()], [[["Returns", 2, 0]], []]);
  await client.deleteRoutingProfile(one);
  await t.loses("DeleteRoutingProfile", "the deletion", described());
}

// changes changes each part of a profile.
async function changes(t, one, described, DefaultOutboundQueueId) {
  const { client } = t;
  await client.updateRoutingProfileName({ ...one, Name: "Web" });
  const renamed = await described();
  t.keeps("UpdateRoutingProfileName", "the new name; the description stays", [renamed.Name, renamed.Description], ["Web", "Only chats"]);
  const MediaConcurrencies = [{ Channel: "VOICE", Concurrency: 1 }, { Channel: "CHAT", Concurrency: 4 }];
  await client.updateRoutingProfileConcurrency({ ...one, MediaConcurrencies });
  t.keeps("UpdateRoutingProfileConcurrency", "the new channels", (await described()).MediaConcurrencies, MediaConcurrencies);
  await client.updateRoutingProfileDefaultOutboundQueue({ ...one, DefaultOutboundQueueId });
  t.keeps("UpdateRoutingProfileDefaultOutboundQueue", "the new queue", (await described()).DefaultOutboundQueueId, DefaultOutboundQueueId);
  const AgentAvailabilityTimer = "TIME_SINCE_LAST_ACTIVITY";
  await client.updateRoutingProfileAgentAvailabilityTimer({ ...one, AgentAvailabilityTimer });
  t.keeps("UpdateRoutingProfileAgentAvailabilityTimer", "the new timer",
    (await described()).AgentAvailabilityTimer, AgentAvailabilityTimer);
}

// finds lists profiles and searches for them. A new instance already has one.
async function finds(t, InstanceId, queues) {
  const { client } = t;
  const first = await client.listRoutingProfiles({ InstanceId, MaxResults: 1 });
  const second = await client.listRoutingProfiles({ InstanceId, MaxResults: 1, NextToken: first.NextToken });
  const names = [...first.RoutingProfileSummaryList, ...second.RoutingProfileSummaryList].map((p) => p.Name);
  t.keeps("ListRoutingProfiles", "lists it by its new name, a page for each", [names, second.NextToken],
    [["Basic Routing Profile", "Web"], undefined]);
  const StringCondition = { FieldName: "associatedQueueIds", ComparisonType: "EXACT", Value: queues[1] };
  const SearchCriteria = { StringCondition };
  const { RoutingProfiles, ApproximateTotalCount } = await client.searchRoutingProfiles({ InstanceId, SearchCriteria });
  t.keeps("SearchRoutingProfiles", "finds it by a queue, and nothing else; returns the queues",
    [RoutingProfiles.map((p) => [p.Name, p.AssociatedQueueIds]), ApproximateTotalCount], [[["Web", queues]], 1]);
}
