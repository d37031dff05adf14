export default async function rule(t) {
  const { client } = t;
  const InstanceId = await t.instance();
  const TriggerEventSource = { EventSourceName: "OnPostCallAnalysisAvailable" };
  const Actions = [
    { ActionType: "ASSIGN_CONTACT_CATEGORY", AssignContactCategoryAction: {} },
    { ActionType: "GENERATE_EVENTBRIDGE_EVENT", EventBridgeAction: { Name: "angry" } },
  ];
  const angry = {
    Name: "Angry",
    TriggerEventSource,
    Actions,
    Function: '{"Version":"2022-11-25","RuleFunction":{}}',
    PublishStatus: "PUBLISHED",
    Tags: { team: "quality" },
  };
  const { RuleId, RuleArn } = await client.createRule({ InstanceId, ...angry });
  const described = async () => (await client.describeRule({ InstanceId, RuleId })).Rule;
  const created = await described();
  const kept = Object.fromEntries(Object.keys(angry).map((name) => [name, created[name]]));
  t.keeps("CreateRule", "name, event, conditions, actions, status and tags", kept, angry);
  t.keeps(
    "DescribeRule",
    "returns the ARN, and when it was created and changed",
    [created.RuleArn, created.CreatedTime instanceof Date, created.LastUpdatedTime instanceof Date],
    [RuleArn, true, true],
  );

  const update = {
    InstanceId,
    RuleId,
    Name: "Angry",
    Function: '{"Version":"2022-11-25"}',
    Actions: Actions.slice(1),
    PublishStatus: "DRAFT",
  };
  await client.updateRule(update);
  const updated = await described();
  t.keeps(
    "UpdateRule",
    "the new conditions, actions and status",
    [updated.Function, updated.Actions, updated.PublishStatus],
    [update.Function, update.Actions, "DRAFT"],
  );
  const renamed = await client.updateRule({ ...update, Name: "Furious" }).catch((error) => error.name);
  t.keeps("UpdateRule", "refuses a new name for this event", renamed, "InvalidRequestException");

  await client.createRule({ InstanceId, ...angry, Name: "Happy" });
  const listed = async (input) => client.listRules({ InstanceId, ...input });
  const first = await listed({ MaxResults: 1 });
  const second = await listed({ MaxResults: 1, NextToken: first.NextToken });
  t.keeps(
    "ListRules",
    "lists both, in pages",
    [first, second].map((page) => page.RuleSummaryList.map((r) => r.Name)),
    [["Angry"], ["Happy"]],
  );
  const {
    RuleSummaryList: [draft, ...none],
  } = await listed({ PublishStatus: "DRAFT", EventSourceName: TriggerEventSource.EventSourceName });
  t.keeps(
    "ListRules",
    "lists those with a status and an event, with their actions",
    [draft.Name, draft.ActionSummaries, none],
    ["Angry", [{ ActionType: "GENERATE_EVENTBRIDGE_EVENT" }], []],
  );
  const found = await client.searchRules({
    InstanceId,
    SearchCriteria: { StringCondition: { FieldName: "ActionSummaries", ComparisonType: "EXACT", Value: "ASSIGN_CONTACT_CATEGORY" } },
    SearchFilter: { AttributeFilter: { TagCondition: { TagKey: "team", TagValue: "quality" } } },
  });
  t.keeps(
    "SearchRules",
    "finds one by action and tag, and nothing else",
    [found.Rules.map((r) => r.Name), found.ApproximateTotalCount],
    [["Happy"], 1],
  );

  await client.deleteRule({ InstanceId, RuleId });
  await t.loses("DeleteRule", "the deletion", described());
}
