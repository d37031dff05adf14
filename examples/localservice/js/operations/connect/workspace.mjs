export default async function workspace(t) {
  const { client } = t;
  const InstanceId = await t.instance();
  const Theme = { Light: { Palette: { Header: { Background: "#112233", InvertActionsColors: false } } } };
  const sales = { Name: "Sales", Description: "For sellers", Title: "Sell", Theme, Tags: { team: "sales" } };
  const { WorkspaceId, WorkspaceArn } = await client.createWorkspace({ InstanceId, ...sales });
  const workspace = { InstanceId, WorkspaceId };
  const described = async (id = WorkspaceId) => (await client.describeWorkspace({ InstanceId, WorkspaceId: id })).Workspace;
  const created = await described();
  const wanted = (w) => Object.fromEntries(Object.keys(sales).map((name) => [name, w[name]]));
  t.keeps("CreateWorkspace", "name, description, title, theme and tags", wanted(created), sales);
  t.keeps(
    "DescribeWorkspace",
    "returns the ARN, that nobody sees it at first, and when it changed",
    [created.Arn, created.Visibility, created.LastModifiedTime instanceof Date],
    [WorkspaceArn, "NONE", true],
  );

  await client.updateWorkspaceMetadata({ ...workspace, Name: "Shop", Description: "For the shop", Title: "Orders" });
  const { Name, Description, Title } = await described();
  t.keeps(
    "UpdateWorkspaceMetadata",
    "the new name, description and title",
    [Name, Description, Title],
    ["Shop", "For the shop", "Orders"],
  );
  await client.updateWorkspaceTheme({ ...workspace, Theme: { Dark: { Typography: { FontFamily: { Default: "Arial" } } } } });
  t.keeps("UpdateWorkspaceTheme", "the new theme, and nothing of the old one", (await described()).Theme, {
    Dark: { Typography: { FontFamily: { Default: "Arial" } } },
  });
  await client.updateWorkspaceVisibility({ ...workspace, Visibility: "ASSIGNED" });
  t.keeps("UpdateWorkspaceVisibility", "who can see it", (await described()).Visibility, "ASSIGNED");

  const other = await client.createWorkspace({ InstanceId, Name: "Support" });
  const first = await client.listWorkspaces({ InstanceId, MaxResults: 1 });
  const second = await client.listWorkspaces({ InstanceId, MaxResults: 1, NextToken: first.NextToken });
  t.keeps(
    "ListWorkspaces",
    "lists both, in pages",
    [first, second].map((page) => page.WorkspaceSummaryList.map((w) => [w.Name, w.Arn])),
    [[["Shop", WorkspaceArn]], [["Support", other.WorkspaceArn]]],
  );
  const found = await client.searchWorkspaces({
    InstanceId,
    SearchCriteria: { StringCondition: { FieldName: "visibility", ComparisonType: "EXACT", Value: "ASSIGNED" } },
    SearchFilter: { AttributeFilter: { TagCondition: { TagKey: "team", TagValue: "sales" } } },
  });
  t.keeps(
    "SearchWorkspaces",
    "finds it by visibility and tag, and nothing else; returns when it was created",
    [found.Workspaces.map((w) => [w.Id, w.CreatedAt instanceof Date]), found.ApproximateTotalCount],
    [[[WorkspaceId, true]], 1],
  );

  await pages(t, workspace);
  await media(t, workspace);
  await associations(t, workspace);

  await client.deleteWorkspace({ InstanceId, WorkspaceId: other.WorkspaceId });
  await t.loses("DeleteWorkspace", "the deletion", described(other.WorkspaceId));
}

async function pages(t, workspace) {
  const { client } = t;
  const { InstanceId } = workspace;
  const { View } = await client.createView({ InstanceId, Name: "Order", Status: "PUBLISHED", Content: { Template: "{}" } });
  const home = { ResourceArn: View.Arn, Page: "HOME", Slug: "home", InputData: '{"greeting":"Hello"}' };
  await client.createWorkspacePage({ ...workspace, ...home });
  await client.createWorkspacePage({ ...workspace, ResourceArn: View.Arn, Page: "Orders" });
  const listed = async (input) => client.listWorkspacePages({ ...workspace, ...input });
  t.keeps("CreateWorkspacePage", "view, name, slug and input", (await listed()).WorkspacePageList[0], home);
  const first = await listed({ MaxResults: 1 });
  const second = await listed({ MaxResults: 1, NextToken: first.NextToken });
  t.keeps(
    "ListWorkspacePages",
    "lists both, in pages",
    [first, second].map((page) => page.WorkspacePageList.map((p) => p.Page)),
    [["HOME"], ["Orders"]],
  );
  await client.updateWorkspacePage({ ...workspace, Page: "Orders", NewPage: "Returns", Slug: "returns" });
  const updated = (await listed()).WorkspacePageList.map((p) => [p.Page, p.Slug, p.ResourceArn]);
  t.keeps("UpdateWorkspacePage", "the new name and slug; the view stays", updated, [
    ["HOME", "home", View.Arn],
    ["Returns", "returns", View.Arn],
  ]);
  await client.deleteWorkspacePage({ ...workspace, Page: "HOME" });
  t.keeps(
    "DeleteWorkspacePage",
    "the deletion",
    (await listed()).WorkspacePageList.map((p) => p.Page),
    ["Returns"],
  );
}

async function media(t, workspace) {
  const { client } = t;
  const logo = { Type: "IMAGE_LOGO_LIGHT_FAVICON", Source: "https://images.example.com/logo.png" };
  await client.importWorkspaceMedia({ ...workspace, MediaType: logo.Type, MediaSource: logo.Source });
  const listed = async () => (await client.listWorkspaceMedia(workspace)).Media;
  t.keeps("ImportWorkspaceMedia", "type and source", await listed(), [logo]);
  await client.importWorkspaceMedia({ ...workspace, MediaType: logo.Type, MediaSource: "https://images.example.com/new.png" });
  t.keeps(
    "ListWorkspaceMedia",
    "lists one image of each type",
    (await listed()).map((m) => m.Source),
    ["https://images.example.com/new.png"],
  );
  await client.deleteWorkspaceMedia({ ...workspace, MediaType: logo.Type });
  t.keeps("DeleteWorkspaceMedia", "the deletion", await listed(), []);
}

async function associations(t, workspace) {
  const { client } = t;
  const { InstanceId } = workspace;
  const {
    RoutingProfileSummaryList: [profile],
  } = await client.listRoutingProfiles({ InstanceId });
  const {
    QueueSummaryList: [queue],
  } = await client.listQueues({ InstanceId });
  const { SuccessfulList, FailedList } = await client.associateWorkspace({ ...workspace, ResourceArns: [profile.Arn, queue.Arn] });
  t.keeps(
    "AssociateWorkspace",
    "lists resources that cannot have a workspace as failed",
    [SuccessfulList.map((s) => s.ResourceArn), FailedList.map((f) => f.ResourceArn)],
    [[profile.Arn], [queue.Arn]],
  );
  const StringCondition = (FieldName, Value) => ({ StringCondition: { FieldName, ComparisonType: "EXACT", Value } });
  const search = (SearchCriteria) => client.searchWorkspaceAssociations({ InstanceId, SearchCriteria });
  const {
    WorkspaceAssociations: [found],
    ApproximateTotalCount,
  } = await search(StringCondition("workspaceId", workspace.WorkspaceId));
  t.keeps(
    "AssociateWorkspace",
    "the routing profile that it is assigned to",
    [found.ResourceArn, found.ResourceName],
    [profile.Arn, profile.Name],
  );
  const users = await search(StringCondition("resourceType", "USER"));
  t.keeps(
    "SearchWorkspaceAssociations",
    "finds it by workspace and by type of resource",
    [ApproximateTotalCount, found.ResourceType, users.ApproximateTotalCount],
    [1, "ROUTING_PROFILE", 0],
  );
  const unknown = await search(StringCondition("colour", "red")).catch((error) => error.name);
  t.keeps("SearchWorkspaceAssociations", "refuses unknown fields", unknown, "InvalidParameterException");
  await client.disassociateWorkspace({ ...workspace, ResourceArns: [profile.Arn] });
  t.keeps(
    "DisassociateWorkspace",
    "that it is not assigned",
    (await search(StringCondition("workspaceId", workspace.WorkspaceId))).WorkspaceAssociations,
    [],
  );
}
