export default async function metric(t) {
  const { client } = t;
  const InstanceId = await t.instance();
  const formula = (MetricName) => ({ CalculationComponents: [{ Alias: "M1", MetricName }], Calculation: "SUM(M1)" });
  const handled = {
    Name: "Handled", Description: "Calls that were taken", Unit: "INTEGER", PositiveTrendIndicator: "POSITIVE",
    MetricCalculation: formula("CONTACTS_HANDLED"),
  };
  const { MetricId, MetricArn } = await client.createMetric({ InstanceId, ...handled, Status: "PUBLISHED", Tags: { team: "voice" } });
  const described = async (qualifier = "") => (await client.describeMetric({ InstanceId, MetricId: MetricId + qualifier })).Metric;
  const first = await described();
  const { Name, Description, Unit, PositiveTrendIndicator, MetricCalculation, Status, Tags } = first;
  t.keeps("CreateMetric", "name, description, unit, trend and formula", {
    Name, Description, Unit, PositiveTrendIndicator, MetricCalculation,
  }, handled);
  t.keeps("CreateMetric", "status and tags", [Status, Tags], ["PUBLISHED", { team: "voice" }]);
  t.keeps("DescribeMetric", "returns ARN, type and creator", [first.Arn, first.Type, first.CreatedUser], [
    MetricArn, "CUSTOMER_MANAGED", { AWSIdentityArn: "Amazon Connect API" },
  ]);
  t.keeps("DescribeMetric", "accepts an ID with $LATEST", (await described(":$LATEST")).Name, "Handled");

  await client.updateMetricContent({
    InstanceId, MetricId, MetricCalculation: formula("CONTACTS_QUEUED"), Unit: "SECONDS", PositiveTrendIndicator: "NEGATIVE",
  });
  const content = await described();
  t.keeps("UpdateMetricContent", "the new formula, unit and trend", [
    content.MetricCalculation, content.Unit, content.PositiveTrendIndicator, content.Name,
  ], [formula("CONTACTS_QUEUED"), "SECONDS", "NEGATIVE", "Handled"]);
  await client.updateMetricMetadata({ InstanceId, MetricId, Name: "Queued", Description: "Calls that waited" });
  const metadata = await described();
  t.keeps("UpdateMetricMetadata", "the new name and description", [metadata.Name, metadata.Description, metadata.Unit], [
    "Queued", "Calls that waited", "SECONDS",
  ]);

  await client.createMetric({ InstanceId, ...handled });
  const names = [];
  let page;
  do {
    page = await client.listMetrics({ InstanceId, Type: "CUSTOMER_MANAGED", MaxResults: 1, NextToken: page?.NextToken });
    names.push(page.MetricSummaryList.map((m) => m.Name));
  } while (page.NextToken);
  t.keeps("ListMetrics", "lists custom ones, in pages", names, [["Queued"], ["Handled"]]);
  const { Metrics, ApproximateTotalCount } = await client.searchMetrics({
    InstanceId, SearchCriteria: { StringCondition: { FieldName: "name", ComparisonType: "CONTAINS", Value: "queue" } },
  });
  t.keeps("SearchMetrics", "finds it by its new name, and nothing else", [Metrics.map((m) => m.Id), ApproximateTotalCount], [
    [MetricId], 1,
  ]);

  await client.deleteMetric({ InstanceId, MetricId });
  await t.loses("DeleteMetric", "the deletion", described());
}
