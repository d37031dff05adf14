export default async function analyticsData(t) {
  const { client } = t;
  const InstanceId = await t.instance();
  const TargetAccountId = "111122223333";
  const known = [];
  let page;
  do {
    page = await client.listAnalyticsDataLakeDataSets({ InstanceId, MaxResults: 4, NextToken: page?.NextToken });
    known.push(...page.Results.map((r) => r.DataSetId));
  } while (page.NextToken);
  t.keeps("ListAnalyticsDataLakeDataSets", "datasets, in pages", [known.length, known.includes("contact_record")], [7, true]);

  const one = await client.associateAnalyticsDataSet({ InstanceId, DataSetId: "contact_record", TargetAccountId });
  const shared = async (DataSetId) => (await client.listAnalyticsDataAssociations({ InstanceId, DataSetId })).Results;
  const [first] = await shared();
  t.keeps("AssociateAnalyticsDataSet", "dataset, account and resource share", [
    first.DataSetId, first.TargetAccountId, first.ResourceShareId, first.ResourceShareArn,
  ], ["contact_record", TargetAccountId, one.ResourceShareId, one.ResourceShareArn]);

  const DataSetIds = ["contact_flow_events", "agent_statistic_record"];
  const { Created, Errors } = await client.batchAssociateAnalyticsDataSet({ InstanceId, DataSetIds });
  t.keeps("BatchAssociateAnalyticsDataSet", "the datasets, for the account itself by default", [
    Created.map((c) => [c.DataSetId, c.TargetAccountId]), Errors ?? [], (await shared()).length,
  ], [DataSetIds.map((id) => [id, t.account]), [], 3]);
  t.keeps("ListAnalyticsDataAssociations", "lists them, or those of one dataset", [
    (await shared()).map((a) => a.DataSetId), (await shared("contact_flow_events")).map((a) => a.ResourceShareStatus),
  ], [["contact_record", ...DataSetIds], ["ACTIVE"]]);

  const removed = await client.batchDisassociateAnalyticsDataSet({ InstanceId, DataSetIds: [DataSetIds[0], "contact_record"] });
  t.keeps("BatchDisassociateAnalyticsDataSet", "the removal, and which were not shared with the account", [
    removed.Deleted, removed.Errors.map((e) => e.ErrorCode), (await shared()).map((a) => a.DataSetId),
  ], [[DataSetIds[0]], ["ResourceNotFoundException"], ["contact_record", DataSetIds[1]]]);
  await client.disassociateAnalyticsDataSet({ InstanceId, DataSetId: "contact_record", TargetAccountId });
  t.keeps("DisassociateAnalyticsDataSet", "the removal", await shared("contact_record"), []);
}
