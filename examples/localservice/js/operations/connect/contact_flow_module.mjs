// steps returns the content of a module that says a text and returns.
function steps(Text) {
  const Errors = [{ ErrorType: "NoMatchingError", NextAction: "return" }];
  const Settings = { InputParameters: [], OutputParameters: [], Transitions: [] };
  return JSON.stringify({ Version: "2019-10-30", StartAction: "greet", Settings, Actions: [
    { Identifier: "greet", Type: "MessageParticipant", Parameters: { Text }, Transitions: { NextAction: "return", Errors } },
    { Identifier: "return", Type: "EndFlowModuleExecution", Parameters: {}, Transitions: {} },
  ] });
}

// Settings is the contract of the module, whose input is a name.
const Settings = JSON.stringify({ input: { schema: { type: "object", properties: { name: { type: "string" } } } } });

export default async function contactFlowModule(t) {
  const { client } = t;
  const InstanceId = await t.instance();
  const { Id, Arn } = await client.createContactFlowModule({
    InstanceId, Name: "Greeting", Description: "Greets callers", Content: steps("Hello!"), Settings, Tags: { team: "voice" },
    ExternalInvocationConfiguration: { Enabled: true },
  });
  const of = { InstanceId, ContactFlowModuleId: Id };
  const described = async (qualifier = "") =>
    (await client.describeContactFlowModule({ InstanceId, ContactFlowModuleId: Id + qualifier })).ContactFlowModule;
  const { Name, Description, Content, Tags, State, Status, ...more } = await described();
  t.keeps("CreateContactFlowModule", "name, description, content and tags", { Name, Description, Content, Tags }, {
    Name: "Greeting", Description: "Greets callers", Content: steps("Hello!"), Tags: { team: "voice" },
  });
  t.keeps("CreateContactFlowModule", "its contract, and that others may invoke it", [more.Settings, more.ExternalInvocationConfiguration],
    [Settings, { Enabled: true }]);
  t.keeps("CreateContactFlowModule", "active and published", [State, Status], ["ACTIVE", "PUBLISHED"]);

  await versions(t, of, Arn, described);
  await aliases(t, of, Arn, described);
  await changed(t, of, described);
  const { ContactFlowModule } = await client.describeContactFlowModule({ InstanceId, ContactFlowModuleId: Arn });
  t.keeps("DescribeContactFlowModule", "accepts the ARN, and returns ID, ARN and checksum",
    [ContactFlowModule.Id, ContactFlowModule.Arn, ContactFlowModule.FlowModuleContentSha256.length], [Id, Arn, 64]);

  await client.deleteContactFlowModule(of);
  await t.loses("DeleteContactFlowModule", "the deletion", described());
}

async function versions(t, of, Arn, described) {
  const { client } = t;
  const { FlowModuleContentSha256 } = await described();
  const first = await client.createContactFlowModuleVersion({ ...of, FlowModuleContentSha256, Description: "As it began" });
  await client.updateContactFlowModuleContent({ ...of, Content: steps("Good morning!") });
  t.keeps("UpdateContactFlowModuleContent", "the new content", (await described()).Content, steps("Good morning!"));
  await client.createContactFlowModuleVersion({ ...of, Description: "For mornings" });
  await client.createContactFlowModuleVersion({ ...of, Description: "Never used" });
  const version = await described(`:${first.Version}`);
  t.keeps("CreateContactFlowModuleVersion", "the content of before, under a number, with its description",
    [version.Version, version.VersionDescription, version.Content], [1, "As it began", steps("Hello!")]);

  const list = (page) => client.listContactFlowModuleVersions({ ...of, ...page });
  const page = await list({ MaxResults: 2 });
  const rest = await list({ MaxResults: 2, NextToken: page.NextToken });
  t.keeps("ListContactFlowModuleVersions", "lists all, in pages",
    [...page.ContactFlowModuleVersionSummaryList, ...rest.ContactFlowModuleVersionSummaryList], [
      { Arn: `${Arn}:1`, Version: 1, VersionDescription: "As it began" },
      { Arn: `${Arn}:2`, Version: 2, VersionDescription: "For mornings" },
      { Arn: `${Arn}:3`, Version: 3, VersionDescription: "Never used" },
    ]);
  await client.deleteContactFlowModuleVersion({ ...of, ContactFlowModuleVersion: 3 });
  const { ContactFlowModuleVersionSummaryList } = await list();
  t.keeps("DeleteContactFlowModuleVersion", "the deletion, only of this one",
    ContactFlowModuleVersionSummaryList.map((v) => v.Version), [1, 2]);
}

async function aliases(t, of, Arn, described) {
  const { client } = t;
  const created = await client.createContactFlowModuleAlias({
    ...of, AliasName: "live", Description: "What callers hear", ContactFlowModuleVersion: 1,
  });
  const alias = { ...of, AliasId: created.Id };
  const read = async () => (await client.describeContactFlowModuleAlias(alias)).ContactFlowModuleAlias;
  const { LastModifiedTime, LastModifiedRegion, ...info } = await read();
  t.keeps("CreateContactFlowModuleAlias", "name, description and version", info, {
    ContactFlowModuleId: of.ContactFlowModuleId, ContactFlowModuleArn: Arn, AliasId: created.Id,
    Name: "live", Description: "What callers hear", Version: 1,
  });
  t.keeps("DescribeContactFlowModuleAlias", "returns when and in which Region it changed",
    [LastModifiedTime instanceof Date, LastModifiedRegion], [true, t.region]);

  await client.updateContactFlowModuleAlias({ ...alias, Name: "prod", Description: "What all hear", ContactFlowModuleVersion: 2 });
  const { Name, Description, Version } = await read();
  t.keeps("UpdateContactFlowModuleAlias", "the new name, description and version",
    [Name, Description, Version], ["prod", "What all hear", 2]);
  t.keeps("DescribeContactFlowModule", "the version that an alias names", (await described(":prod")).Version, 2);
  const { ContactFlowModuleAliasSummaryList } = await client.listContactFlowModuleAliases(of);
  t.keeps("ListContactFlowModuleAliases", "lists it by its new name and version",
    ContactFlowModuleAliasSummaryList.map((a) => [a.AliasId, a.Arn, a.AliasName, a.AliasDescription, a.Version]),
    [[created.Id, `${Arn}:prod`, "prod", "What all hear", 2]]);
  await client.deleteContactFlowModuleAlias(alias);
  await t.loses("DeleteContactFlowModuleAlias", "the deletion", read());
}

async function changed(t, of, described) {
  const { client } = t;
  const { InstanceId, ContactFlowModuleId } = of;
  const draftOf = { InstanceId, ContactFlowModuleId: `${ContactFlowModuleId}:$SAVED` };
  await client.updateContactFlowModuleContent({ ...draftOf, Content: steps("Good evening!") });
  const draft = await described(":$SAVED");
  t.keeps("UpdateContactFlowModuleContent", "a draft beside what is published",
    [draft.Content, draft.Status, (await described()).Content],
    [steps("Good evening!"), "SAVED", steps("Good morning!")]);

  await client.updateContactFlowModuleMetadata({ ...of, Name: "Welcome", Description: "Greets all", State: "ARCHIVED" });
  const { Name, Description, State } = await described();
  t.keeps("UpdateContactFlowModuleMetadata", "name, description and state",
    [Name, Description, State], ["Welcome", "Greets all", "ARCHIVED"]);

  const list = async (ContactFlowModuleState) => {
    const { ContactFlowModulesSummaryList } = await client.listContactFlowModules({ InstanceId, ContactFlowModuleState });
    return ContactFlowModulesSummaryList.map((m) => [m.Id, m.Name, m.State]);
  };
  t.keeps("ListContactFlowModules", "lists it by its new name if its state is requested",
    [await list("ARCHIVED"), await list("ACTIVE")], [[[ContactFlowModuleId, "Welcome", "ARCHIVED"]], []]);
  const { ContactFlowModules, ApproximateTotalCount } = await client.searchContactFlowModules({
    InstanceId, SearchCriteria: { AndConditions: [
      { StringCondition: { FieldName: "name", ComparisonType: "STARTS_WITH", Value: "wel" } },
      { StateCondition: "ARCHIVED" }, { StatusCondition: "PUBLISHED" },
    ] },
    SearchFilter: { TagFilter: { TagCondition: { TagKey: "team", TagValue: "voice" } } },
  });
  t.keeps("SearchContactFlowModules", "finds it by name, state, status and tag",
    [ContactFlowModules.map((m) => m.Id), ApproximateTotalCount],
    [[ContactFlowModuleId], 1]);
}
