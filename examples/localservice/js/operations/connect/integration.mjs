export default async function integration(t) {
  const { client } = t;
  const InstanceId = await t.instance();
  const listed = async (which) => (await client.listIntegrationAssociations({ InstanceId, ...which })).IntegrationAssociationSummaryList;
  const event = {
    IntegrationType: "EVENT", IntegrationArn: t.arn("app-integrations", "event-integration/cases"),
    SourceApplicationUrl: "https://crm.example", SourceApplicationName: "crm", SourceType: "SALESFORCE",
  };
  const created = await client.createIntegrationAssociation({ InstanceId, ...event, Tags: { team: "voice" } });
  const { IntegrationAssociationId, IntegrationAssociationArn } = created;
  t.keeps("CreateIntegrationAssociation", "type, ARN and source",
    await listed(), [
    { IntegrationAssociationId, IntegrationAssociationArn, InstanceId, ...event },
  ]);
  const { tags } = await client.listTagsForResource({ resourceArn: IntegrationAssociationArn });
  t.keeps("CreateIntegrationAssociation", "tags", tags, { team: "voice" });
  const IntegrationArn = t.arn("cases", "domain/d-1");
  const cases = await client.createIntegrationAssociation({ InstanceId, IntegrationType: "CASES_DOMAIN", IntegrationArn });
  const ids = (all) => all.map((a) => a.IntegrationAssociationId);
  t.keeps("ListIntegrationAssociations", "lists those of a type or an ARN", [
    ids(await listed({ IntegrationType: "EVENT" })), ids(await listed({ IntegrationArn })),
    ids(await listed({ IntegrationType: "VOICE_ID" })),
  ], [[IntegrationAssociationId], [cases.IntegrationAssociationId], []]);
  const { IntegrationAssociationSummaryList, NextToken } = await client.listIntegrationAssociations({ InstanceId, MaxResults: 1 });
  t.keeps("ListIntegrationAssociations", "page by page",
    [ids(IntegrationAssociationSummaryList), ids(await listed({ MaxResults: 1, NextToken }))], [
    [IntegrationAssociationId], [cases.IntegrationAssociationId],
  ]);

  const useCases = async () => (await client.listUseCases({ InstanceId, IntegrationAssociationId })).UseCaseSummaryList;
  const { UseCaseId, UseCaseArn } = await client.createUseCase({ InstanceId, IntegrationAssociationId, UseCaseType: "RULES_EVALUATION" });
  t.keeps("CreateUseCase", "its type", (await useCases())[0].UseCaseType, "RULES_EVALUATION");
  t.keeps("ListUseCases", "lists the one of the association with its ID and ARN",
    await useCases(), [{ UseCaseId, UseCaseArn, UseCaseType: "RULES_EVALUATION" }]);
  await t.loses("CreateUseCase", "that its association cannot be deleted",
    client.deleteIntegrationAssociation({ InstanceId, IntegrationAssociationId }), "InvalidRequestException");
  await client.deleteUseCase({ InstanceId, IntegrationAssociationId, UseCaseId });
  t.keeps("DeleteUseCase", "the deletion", await useCases(), []);
  await client.deleteIntegrationAssociation({ InstanceId, IntegrationAssociationId });
  t.keeps("DeleteIntegrationAssociation", "the deletion, only of this one", ids(await listed()), [cases.IntegrationAssociationId]);
}
