export default async function taskTemplate(t) {
  const { client } = t;
  const InstanceId = await t.instance();
  const {
    ContactFlowSummaryList: [flow, other],
  } = await client.listContactFlows({ InstanceId });
  const id = (Name) => ({ Id: { Name } });
  const Fields = [
    { ...id("Title"), Type: "NAME", Description: "what to do" },
    { ...id("Order"), Type: "NUMBER" },
    { ...id("Reason"), Type: "SINGLE_SELECT", SingleSelectOptions: ["late", "broken"] },
  ];
  const callback = {
    Name: "Call back",
    Description: "For orders",
    ContactFlowId: flow.Id,
    SelfAssignFlowId: other.Id,
    Status: "ACTIVE",
    Fields,
    Constraints: { RequiredFields: [id("Title")], ReadOnlyFields: [id("Order")] },
    Defaults: { DefaultFieldValues: [{ ...id("Reason"), DefaultValue: "late" }] },
  };
  const { Id: TaskTemplateId, Arn } = await client.createTaskTemplate({ InstanceId, ...callback });
  const got = (TemplateId = TaskTemplateId) => client.getTaskTemplate({ InstanceId, TaskTemplateId: TemplateId });
  const kept = async (names) => {
    const template = await got();
    return Object.fromEntries(names.map((name) => [name, template[name]]));
  };
  t.keeps(
    "CreateTaskTemplate",
    "name, description, flows, status, fields, constraints and defaults",
    await kept(Object.keys(callback)),
    callback,
  );
  const unnamed = await client
    .createTaskTemplate({ InstanceId, ...callback, Fields: [Fields[1]] })
    .catch((error) => [error.name, error.PropertyList.map((p) => p.PropertyPath)]);
  t.keeps("CreateTaskTemplate", "lists the problems of an invalid one", unnamed, ["PropertyValidationException", ["Name", "Fields"]]);
  const { InstanceId: of, Arn: arn, CreatedTime, LastModifiedTime } = await got(Arn);
  t.keeps(
    "GetTaskTemplate",
    "returns the instance, the ARN and when it changed",
    [of, arn, CreatedTime instanceof Date, LastModifiedTime instanceof Date],
    [InstanceId, Arn, true, true],
  );

  const changed = {
    ...callback,
    Name: "Call again",
    Status: "INACTIVE",
    Fields: Fields.slice(0, 1),
    Constraints: { RequiredFields: [id("Title")] },
  };
  delete changed.Description;
  delete changed.Defaults;
  const answer = await client.updateTaskTemplate({ InstanceId, TaskTemplateId, ...changed });
  t.keeps(
    "UpdateTaskTemplate",
    "the new name, status and fields, and the removal of omitted members",
    [await kept(Object.keys(callback)), answer.Name],
    [{ ...changed, Description: undefined, Defaults: undefined }, "Call again"],
  );

  await client.createTaskTemplate({ InstanceId, ...callback, Name: "Refund" });
  const listed = async (input) =>
    (await client.listTaskTemplates({ InstanceId, ...input })).TaskTemplates.map((template) => template.Name);
  t.keeps(
    "ListTaskTemplates",
    "lists all, or those with a status or a name",
    [await listed(), await listed({ Status: "INACTIVE" }), await listed({ Name: "Refund" })],
    [["Call again", "Refund"], ["Call again"], ["Refund"]],
  );

  await client.deleteTaskTemplate({ InstanceId, TaskTemplateId });
  await t.loses("DeleteTaskTemplate", "the deletion", got());
}
