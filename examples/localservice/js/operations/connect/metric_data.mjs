import { contactCentre } from "../../contacts.mjs";

const minute = 60_000;

export default async function metricData(t) {
  const { client } = t;
  const { InstanceId, InstanceArn, QueueId, QueueArn, user, queued, externalCall } = await contactCentre(t);
  const UserId = await user("jane");
  const { AgentStatusSummaryList } = await client.listAgentStatuses({ InstanceId });
  const available = AgentStatusSummaryList.find((s) => s.Name === "Available");
  await client.putUserStatus({ InstanceId, UserId, AgentStatusId: available.Id });
  const first = await queued();
  const second = await queued();
  const taken = await queued();
  const busy = await externalCall(UserId);
  await client.stopContact({ InstanceId, ContactId: taken });

  const place = async (ContactId) => {
    const { MetricResults } = await client.getContactMetrics({ InstanceId, ContactId, Metrics: [{ Name: "POSITION_IN_QUEUE" }] });
    return MetricResults;
  };
  t.keeps("GetContactMetrics", "the position in the queue", [await place(first), await place(second)], [
    [{ Name: "POSITION_IN_QUEUE", Value: { Number: 1 } }], [{ Name: "POSITION_IN_QUEUE", Value: { Number: 2 } }],
  ]);
  await client.updateContactRoutingData({ InstanceId, ContactId: second, QueuePriority: 1 });
  t.keeps("GetContactMetrics", "the position after a change of priority", (await place(second))[0].Value, { Number: 1 });

  const now = await client.getCurrentMetricData({
    InstanceId, Filters: { Queues: [QueueId], Channels: ["TASK", "VOICE"] }, Groupings: ["QUEUE"],
    CurrentMetrics: ["CONTACTS_IN_QUEUE", "AGENTS_ONLINE", "AGENTS_ON_CONTACT"].map((Name) => ({ Name, Unit: "COUNT" })),
  });
  t.keeps("GetCurrentMetricData", "waiting contacts and online agents", now.MetricResults.map((r) => [
    r.Dimensions.Queue, r.Collections.map((c) => [c.Metric.Name, c.Value]),
  ]), [[{ Id: QueueId, Arn: QueueArn }, [["CONTACTS_IN_QUEUE", 2], ["AGENTS_ONLINE", 1], ["AGENTS_ON_CONTACT", 1]]]]);

  const users = await client.getCurrentUserData({ InstanceId, Filters: { Agents: [UserId] } });
  t.keeps("GetCurrentUserData", "status and contacts of an agent", users.UserDataList.map((u) => [
    u.User.Id, u.Status.StatusName, u.Contacts.map((c) => [c.ContactId, c.AgentContactState]),
  ]), [[UserId, "Available", [[busy, "CONNECTED"]]]]);

  const start = new Date(Math.floor(Date.now() / (5 * minute)) * 5 * minute - 5 * minute);
  const end = new Date(start.getTime() + 15 * minute);
  const day = await client.getMetricData({
    InstanceId, StartTime: start, EndTime: end, Filters: { Queues: [QueueId] }, Groupings: ["QUEUE"],
    HistoricalMetrics: [
      { Name: "CONTACTS_QUEUED", Unit: "COUNT", Statistic: "SUM" }, { Name: "CONTACTS_ABANDONED", Unit: "COUNT", Statistic: "SUM" },
    ],
  });
  t.keeps("GetMetricData", "contacts that entered a queue, and those that ended there", day.MetricResults.map((r) => [
    r.Dimensions.Queue.Id, r.Collections.map((c) => [c.Metric.Name, c.Value]),
  ]), [[QueueId, [["CONTACTS_QUEUED", 3], ["CONTACTS_ABANDONED", 1]]]]);

  const history = await client.getMetricDataV2({
    ResourceArn: InstanceArn, StartTime: start, EndTime: end, Interval: { IntervalPeriod: "TOTAL", TimeZone: "UTC" },
    Filters: [{ FilterKey: "QUEUE", FilterValues: [QueueId] }], Groupings: ["QUEUE", "CHANNEL"],
    Metrics: [{ Name: "CONTACTS_QUEUED" }, { Name: "CONTACTS_ABANDONED" }],
  });
  t.keeps("GetMetricDataV2", "such contacts by queue and channel, for an interval", history.MetricResults.map((r) => [
    r.Dimensions, r.MetricInterval, r.Collections.map((c) => [c.Metric.Name, c.Value]),
  ]), [[
    { QUEUE: QueueId, QUEUE_ARN: QueueArn, CHANNEL: "TASK" }, { Interval: "TOTAL", StartTime: start, EndTime: end },
    [["CONTACTS_QUEUED", 3], ["CONTACTS_ABANDONED", 1]],
  ]]);
}
