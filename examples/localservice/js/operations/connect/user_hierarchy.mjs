export default async function userHierarchy(t) {
  const { client } = t;
  const InstanceId = await t.instance();
  const structure = async () => (await client.describeUserHierarchyStructure({ InstanceId })).HierarchyStructure;
  const names = (levels) => Object.entries(levels).map(([place, level]) => [place, level.Name]).sort();
  const sites = { LevelOne: { Name: "Site" }, LevelTwo: { Name: "Team" }, LevelThree: { Name: "Shift" } };
  await client.updateUserHierarchyStructure({ InstanceId, HierarchyStructure: sites });
  const { LevelThree, ...two } = sites;
  const before = await structure();
  await client.updateUserHierarchyStructure({ InstanceId, HierarchyStructure: { ...two, LevelOne: { Name: "City" } } });
  const after = await structure();
  t.keeps("UpdateUserHierarchyStructure", "the names of levels; an omitted level is removed", [names(before), names(after)],
    [[["LevelOne", "Site"], ["LevelThree", "Shift"], ["LevelTwo", "Team"]], [["LevelOne", "City"], ["LevelTwo", "Team"]]]);
  const { Id, Arn, LastModifiedTime, LastModifiedRegion } = after.LevelOne;
  t.keeps("DescribeUserHierarchyStructure", "returns ID, ARN and when a level changed; a new name keeps the ID",
    [Id, Arn.endsWith(`/agent-group-level/${Id}`), LastModifiedTime instanceof Date, LastModifiedRegion],
    [before.LevelOne.Id, true, true, t.region]);

  const { HierarchyGroupId: city } = await client.createUserHierarchyGroup({ InstanceId, Name: "Berlin" });
  const { HierarchyGroupId, HierarchyGroupArn } = await client.createUserHierarchyGroup({
    InstanceId, Name: "Orders", ParentGroupId: city, Tags: { team: "sales" },
  });
  const one = { InstanceId, HierarchyGroupId };
  const described = async () => (await client.describeUserHierarchyGroup(one)).HierarchyGroup;
  const group = await described();
  t.keeps("CreateUserHierarchyGroup", "name, level and tags",
    [group.Name, group.LevelId, group.Tags], ["Orders", after.LevelTwo.Id, { team: "sales" }]);
  const path = Object.entries(group.HierarchyPath).map(([place, above]) => [place, above.Id, above.Name]);
  t.keeps("DescribeUserHierarchyGroup", "returns ARN and the groups above it", [group.Arn, path],
    [HierarchyGroupArn, [["LevelOne", city, "Berlin"], ["LevelTwo", HierarchyGroupId, "Orders"]]]);
  await client.updateUserHierarchyGroupName({ ...one, Name: "Returns" });
  const renamed = await described();
  t.keeps("UpdateUserHierarchyGroupName", "the new name, also in the path",
    [renamed.Name, renamed.HierarchyPath.LevelTwo.Name], ["Returns", "Returns"]);

  const first = await client.listUserHierarchyGroups({ InstanceId, MaxResults: 1 });
  const second = await client.listUserHierarchyGroups({ InstanceId, MaxResults: 1, NextToken: first.NextToken });
  const listed = [...first.UserHierarchyGroupSummaryList, ...second.UserHierarchyGroupSummaryList].map((g) => g.Name);
  t.keeps("ListUserHierarchyGroups", "lists it by its new name, a page for each",
    [listed, second.NextToken], [["Berlin", "Returns"], undefined]);
  const StringCondition = { FieldName: "parentId", ComparisonType: "EXACT", Value: city };
  const SearchCriteria = { StringCondition };
  const { UserHierarchyGroups, ApproximateTotalCount } = await client.searchUserHierarchyGroups({ InstanceId, SearchCriteria });
  t.keeps("SearchUserHierarchyGroups", "finds it by the group above, and nothing else",
    [UserHierarchyGroups.map((g) => g.Name), ApproximateTotalCount], [["Returns"], 1]);

  const above = await client.deleteUserHierarchyGroup({ InstanceId, HierarchyGroupId: city }).catch((error) => error.name);
  await client.deleteUserHierarchyGroup(one);
  t.keeps("DeleteUserHierarchyGroup", "refuses a group with others below it", above, "ResourceInUseException");
  await t.loses("DeleteUserHierarchyGroup", "the deletion of the other one", described());
}
