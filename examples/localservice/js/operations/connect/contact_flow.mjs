// flow returns the content of a flow that says a text and hangs up; without a text it only hangs up.
function flow(Text) {
  const bye = { Identifier: "bye", Type: "DisconnectParticipant", Parameters: {}, Transitions: {} };
  const Errors = [{ ErrorType: "NoMatchingError", NextAction: "bye" }];
  const greet = { Identifier: "greet", Type: "MessageParticipant", Parameters: { Text }, Transitions: { NextAction: "bye", Errors } };
  const Actions = Text ? [greet, bye] : [bye];
  return JSON.stringify({ Version: "2019-10-30", StartAction: Actions[0].Identifier, Actions });
}

export default async function contactFlow(t) {
  const { client } = t;
  const InstanceId = await t.instance();
  const hello = { InstanceId, Name: "Hello", Type: "CONTACT_FLOW", Description: "Greets callers" };
  const { ContactFlowId, ContactFlowArn, FlowContentSha256 } = await client.createContactFlow({
    ...hello, Content: flow("Hello!"), Tags: { team: "voice" },
  });
  const described = async (id = ContactFlowId) => (await client.describeContactFlow({ InstanceId, ContactFlowId: id })).ContactFlow;
  const { Name, Type, Description, Content, Tags, State, Status } = await described();
  t.keeps("CreateContactFlow", "name, type, description, content and tags", { Name, Type, Description, Content, Tags }, {
    Name: "Hello", Type: "CONTACT_FLOW", Description: "Greets callers", Content: flow("Hello!"), Tags: { team: "voice" },
  });
  t.keeps("CreateContactFlow", "active and published", [State, Status], ["ACTIVE", "PUBLISHED"]);
  const invalid = client.createContactFlow({ ...hello, Name: "Broken", Content: flow("Hello!").replaceAll('"bye"', '"end"') + "x" });
  await t.loses("CreateContactFlow", "the flow language is checked", invalid, "InvalidContactFlowException");

  await saved(t, InstanceId, hello, described);
  await changed(t, InstanceId, ContactFlowId, described);
  const now = await described(ContactFlowArn);
  t.keeps("DescribeContactFlow", "accepts the ARN too, and returns ID and time of the last change",
    [now.Id, now.Arn, now.LastModifiedTime instanceof Date],
    [ContactFlowId, ContactFlowArn, true]);
  t.keeps("DescribeContactFlow", "the checksum of the content",
    [FlowContentSha256.length, now.FlowContentSha256 === FlowContentSha256], [64, false]);

  await versions(t, InstanceId, described);
  await client.deleteContactFlow({ InstanceId, ContactFlowId });
  await t.loses("DeleteContactFlow", "the deletion", described());
}

// saved creates a flow that is not published.
async function saved(t, InstanceId, hello, described) {
  const { client } = t;
  const { ContactFlowId } = await client.createContactFlow({ ...hello, Name: "Draft", Content: "to do", Status: "SAVED" });
  await t.loses("DescribeContactFlow", "no draft without $SAVED", described(ContactFlowId), "ContactFlowNotPublishedException");
  t.keeps("DescribeContactFlow", "the draft with $SAVED", (await described(`${ContactFlowId}:$SAVED`)).Content, "to do");
  await client.deleteContactFlow({ InstanceId, ContactFlowId });
}

async function changed(t, InstanceId, ContactFlowId, described) {
  const { client } = t;
  await client.updateContactFlowContent({ InstanceId, ContactFlowId, Content: flow("Good morning!") });
  await client.updateContactFlowContent({ InstanceId, ContactFlowId: `${ContactFlowId}:$SAVED`, Content: flow("Good evening!") });
  const draft = await described(`${ContactFlowId}:$SAVED`);
  t.keeps("UpdateContactFlowContent", "the new content", (await described()).Content, flow("Good morning!"));
  t.keeps("UpdateContactFlowContent", "a draft beside what is published",
    [draft.Content, draft.Status], [flow("Good evening!"), "SAVED"]);

  await client.updateContactFlowName({ InstanceId, ContactFlowId, Name: "Morning", Description: "Greets early callers" });
  const named = await described();
  t.keeps("UpdateContactFlowName", "the new name and description", [named.Name, named.Description], ["Morning", "Greets early callers"]);
  const metadata = { Name: "Dawn", Description: "Greets callers at dawn" };
  await client.updateContactFlowMetadata({ InstanceId, ContactFlowId, ...metadata, ContactFlowState: "ARCHIVED" });
  const { Name, Description, State } = await described();
  t.keeps("UpdateContactFlowMetadata", "name, description and state",
    [Name, Description, State], ["Dawn", "Greets callers at dawn", "ARCHIVED"]);

  const { ContactFlowSummaryList } = await client.listContactFlows({ InstanceId, ContactFlowTypes: ["CONTACT_FLOW"] });
  const { Arn, ...summary } = ContactFlowSummaryList.find((f) => f.Id === ContactFlowId);
  t.keeps("ListContactFlows", "lists it by its new name, with type, state and status", summary, {
    Id: ContactFlowId, Name: "Dawn", ContactFlowType: "CONTACT_FLOW", ContactFlowState: "ARCHIVED", ContactFlowStatus: "PUBLISHED",
  });
  const { ContactFlowSummaryList: whispers } = await client.listContactFlows({ InstanceId, ContactFlowTypes: ["AGENT_WHISPER"] });
  t.keeps("ListContactFlows", "lists only the requested types",
    [...new Set(whispers.map((f) => f.ContactFlowType))], ["AGENT_WHISPER"]);

  const find = (SearchCriteria, SearchFilter) => client.searchContactFlows({ InstanceId, SearchCriteria, SearchFilter });
  const byName = await find({ StringCondition: { FieldName: "name", ComparisonType: "CONTAINS", Value: "daw" } });
  t.keeps("SearchContactFlows", "finds it by its new name, and nothing else",
    [byName.ContactFlows.map((f) => f.Id), byName.ApproximateTotalCount],
    [[ContactFlowId], 1]);
  const conditions = [{ StateCondition: "ARCHIVED" }, { TypeCondition: "CONTACT_FLOW" }, { StatusCondition: "PUBLISHED" }];
  const byState = await find({ AndConditions: conditions });
  const byTag = await find(undefined, { TagFilter: { TagCondition: { TagKey: "team", TagValue: "voice" } } });
  t.keeps("SearchContactFlows", "by state, type, status and tag",
    [byState, byTag].map((out) => out.ContactFlows.map((f) => f.Name)), [["Dawn"], ["Dawn"]]);
}

// versions creates versions, which only flows of outbound campaigns can have.
async function versions(t, InstanceId, described) {
  const { client } = t;
  const journey = JSON.stringify({ Version: "2019-10-30", StartAction: "end", Actions: [
    { Identifier: "end", Type: "EndFlowExecution", Parameters: {}, Transitions: {} },
  ] });
  const { ContactFlowId, ContactFlowArn, FlowContentSha256 } = await client.createContactFlow({
    InstanceId, Name: "Journey", Type: "CAMPAIGN", Content: journey,
  });
  const first = await client.createContactFlowVersion({ InstanceId, ContactFlowId, FlowContentSha256, Description: "For spring" });
  await client.createContactFlowVersion({ InstanceId, ContactFlowId, Description: "For summer" });
  const version = await described(`${ContactFlowArn}:${first.Version}`);
  t.keeps("CreateContactFlowVersion", "content and description under a number",
    [version.Version, version.VersionDescription, version.Content], [1, "For spring", journey]);
  const changed = client.createContactFlowVersion({ InstanceId, ContactFlowId, FlowContentSha256: "0".repeat(64) });
  await t.loses("CreateContactFlowVersion", "refuses a checksum that does not match", changed, "InvalidParameterException");

  const list = (page) => client.listContactFlowVersions({ InstanceId, ContactFlowId, MaxResults: 1, ...page });
  const page = await list();
  const rest = await list({ NextToken: page.NextToken });
  t.keeps("ListContactFlowVersions", "lists both, in pages",
    [...page.ContactFlowVersionSummaryList, ...rest.ContactFlowVersionSummaryList], [
    { Arn: `${ContactFlowArn}:1`, Version: 1, VersionDescription: "For spring" },
    { Arn: `${ContactFlowArn}:2`, Version: 2, VersionDescription: "For summer" },
  ]);
  await client.deleteContactFlowVersion({ InstanceId, ContactFlowId, ContactFlowVersion: 1 });
  const { ContactFlowVersionSummaryList } = await client.listContactFlowVersions({ InstanceId, ContactFlowId });
  t.keeps("DeleteContactFlowVersion", "the deletion, only of this one", ContactFlowVersionSummaryList.map((v) => v.Version), [2]);
}
