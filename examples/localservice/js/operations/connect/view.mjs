export default async function view(t) {
  const { client } = t;
  const InstanceId = await t.instance();
  const content = (text) => ({ Template: JSON.stringify({ text }), Actions: ["Next", "Back"] });
  const order = { InstanceId, Name: "Order", Description: "What was bought", Status: "SAVED", Content: content("one") };
  const { View: created } = await client.createView({ ...order, ClientToken: "first", Tags: { team: "web" } });
  const again = await client.createView({ ...order, ClientToken: "first", Tags: { team: "web" } });
  t.keeps("CreateView", "no second view for the same client token", again.View.Id, created.Id);
  const ViewId = created.Id;
  const described = async (qualifier = "") => (await client.describeView({ InstanceId, ViewId: ViewId + qualifier })).View;
  const saved = await described(":$SAVED");
  t.keeps(
    "CreateView",
    "name, description, status, content and tags",
    [saved.Name, saved.Description, saved.Status, saved.Content.Template, saved.Content.Actions, saved.Tags],
    ["Order", "What was bought", "SAVED", '{"text":"one"}', ["Next", "Back"], { team: "web" }],
  );
  const unpublished = await described().catch((error) => error.name);

  await client.updateViewContent({ InstanceId, ViewId, Status: "PUBLISHED", Content: content("two") });
  await client.updateViewContent({ InstanceId, ViewId, Status: "SAVED", Content: content("three") });
  const contents = [await described(), await described(":$SAVED")].map((v) => v.Content.Template);
  t.keeps("UpdateViewContent", "the content published last, and the content saved last", contents, ['{"text":"two"}', '{"text":"three"}']);
  t.keeps("DescribeView", "nothing without a qualifier before it is published", unpublished, "ResourceNotFoundException");
  await client.updateViewMetadata({ InstanceId, ViewId: created.Arn, Name: "Orders", Description: "All of them" });
  const { Name, Description, Arn, LastModifiedTime, ViewContentSha256 } = await described();
  t.keeps("UpdateViewMetadata", "the new name and description", [Name, Description], ["Orders", "All of them"]);
  t.keeps("DescribeView", "returns the ARN and when it changed", [Arn, LastModifiedTime instanceof Date], [created.Arn, true]);

  await client.createViewVersion({ InstanceId, ViewId, VersionDescription: "first", ViewContentSha256 });
  const same = await client.createViewVersion({ InstanceId, ViewId, VersionDescription: "no change" });
  await client.updateViewContent({ InstanceId, ViewId, Status: "PUBLISHED", Content: content("four") });
  await client.createViewVersion({ InstanceId, ViewId, VersionDescription: "second" });
  const one = await described(":1");
  t.keeps(
    "CreateViewVersion",
    "the published content and a description, once",
    [one.Content.Template, one.VersionDescription, same.View.Version],
    ['{"text":"two"}', "first", 1],
  );
  const stale = await client.createViewVersion({ InstanceId, ViewId, ViewContentSha256 }).catch((error) => error.name);
  t.keeps("CreateViewVersion", "refuses a checksum that does not match", stale, "InvalidParameterException");
  const versions = async (input) => client.listViewVersions({ InstanceId, ViewId, ...input });
  const first = await versions({ MaxResults: 1 });
  const second = await versions({ MaxResults: 1, NextToken: first.NextToken });
  t.keeps(
    "ListViewVersions",
    "lists the newest first, in pages",
    [first, second].map((page) => page.ViewVersionSummaryList.map((v) => v.VersionDescription)),
    [["second"], ["first"]],
  );
  await client.deleteViewVersion({ InstanceId, ViewId, ViewVersion: 1 });
  await t.loses("DeleteViewVersion", "the deletion", described(":1"));

  await client.createView({ InstanceId, Name: "Address", Status: "PUBLISHED", Content: content("street") });
  const listed = async (Type) => (await client.listViews({ InstanceId, Type })).ViewsSummaryList.map((v) => v.Name);
  t.keeps(
    "ListViews",
    "lists those of the instance by name, and those of AWS",
    [await listed("CUSTOMER_MANAGED"), await listed("AWS_MANAGED")],
    [
      ["Address", "Orders"],
      ["Cards", "Confirmation", "Detail", "Form", "List"],
    ],
  );
  const search = async (SearchCriteria) => {
    const { Views, ApproximateTotalCount } = await client.searchViews({ InstanceId, SearchCriteria });
    return [Views.map((v) => v.Id), ApproximateTotalCount];
  };
  const named = { StringCondition: { FieldName: "name", ComparisonType: "CONTAINS", Value: "order" } };
  t.keeps(
    "SearchViews",
    "finds it by name and type, and nothing else",
    await search({ AndConditions: [named, { ViewTypeCondition: "CUSTOMER_MANAGED" }] }),
    [[ViewId], 1],
  );

  await client.deleteView({ InstanceId, ViewId });
  await t.loses("DeleteView", "the deletion, with all of its contents", described(":$SAVED"));
}
