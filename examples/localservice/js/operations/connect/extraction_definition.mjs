export default async function extractionDefinition(t) {
  const { client } = t;
  const InstanceId = await t.instance();
  const order = {
    Name: "order number",
    ExtractionConfiguration: {
      PromptHint: "The number of the order", NotFoundBehavior: { Behavior: "USE_DEFAULT_VALUE", DefaultValue: "none" },
    },
  };
  const { ExtractionDefinitionId, ExtractionDefinitionArn } = await client.createExtractionDefinition({
    InstanceId, ...order, Tags: { team: "voice" },
  });
  const one = { InstanceId, ExtractionDefinitionId };
  const described = async () => (await client.describeExtractionDefinition(one)).ExtractionDefinition;
  const first = await described();
  t.keeps("CreateExtractionDefinition", "name, configuration and tags", [first.Name, first.ExtractionConfiguration, first.Tags], [
    order.Name, order.ExtractionConfiguration, { team: "voice" },
  ]);

  const ExtractionConfiguration = { PromptHint: "The last order" };
  await client.updateExtractionDefinition({ ...one, Name: "last order", ExtractionConfiguration });
  const updated = await described();
  t.keeps("UpdateExtractionDefinition", "the new name and configuration", [updated.Name, updated.ExtractionConfiguration], [
    "last order", ExtractionConfiguration,
  ]);
  t.keeps("DescribeExtractionDefinition", "returns the ARN, and when it was created and changed", [
    updated.ExtractionDefinitionArn, updated.CreatedTime, updated.LastUpdatedTime >= first.LastUpdatedTime,
  ], [ExtractionDefinitionArn, first.CreatedTime, true]);

  await client.createExtractionDefinition({ InstanceId, ...order });
  const names = [];
  let page;
  do {
    page = await client.listExtractionDefinitions({ InstanceId, MaxResults: 1, NextToken: page?.NextToken });
    names.push(page.ExtractionDefinitionSummaryList.map((d) => d.Name));
  } while (page.NextToken);
  t.keeps("ListExtractionDefinitions", "lists them by name, in pages", names, [["last order"], ["order number"]]);

  await client.deleteExtractionDefinition(one);
  await t.loses("DeleteExtractionDefinition", "the deletion", described());
}
