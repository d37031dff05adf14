export default async function securityProfile(t) {
  const { client } = t;
  const InstanceId = await t.instance();
  await client.updateUserHierarchyStructure({ InstanceId, HierarchyStructure: { LevelOne: { Name: "Area" } } });
  const { HierarchyGroupId } = await client.createUserHierarchyGroup({ InstanceId, Name: "North" });
  const agent = { Arn: t.arn("wisdom", "ai-agent/assistant/agent"), Type: "THIRD_PARTY" };
  const application = { Namespace: "crm", ApplicationPermissions: ["ACCESS"], Type: "THIRD_PARTY_APPLICATION" };
  const module = { FlowModuleId: "11111111-2222-3333-4444-555555555555", Type: "MCP" };
  const restricted = {
    AllowedAccessControlTags: { team: "voice" }, TagRestrictedResources: ["Queue"], HierarchyRestrictedResources: ["User"],
    AllowedAccessControlHierarchyGroupId: HierarchyGroupId,
  };
  const { SecurityProfileId, SecurityProfileArn } = await client.createSecurityProfile({
    InstanceId, SecurityProfileName: "Auditors", Description: "They look", Permissions: ["Users.View", "Queues.View", "Rules.View"],
    Applications: [application], AllowedFlowModules: [module], AllowedAIAgents: [agent], Tags: { team: "audit" }, ...restricted,
  });
  const described = async () => (await client.describeSecurityProfile({ InstanceId, SecurityProfileId })).SecurityProfile;
  const created = await described();
  t.keeps("CreateSecurityProfile", "name, description and tags", [created.SecurityProfileName, created.Description, created.Tags],
    ["Auditors", "They look", { team: "audit" }]);
  t.keeps("CreateSecurityProfile", "the limits by tags and by hierarchy",
    Object.fromEntries(Object.keys(restricted).map((member) => [member, created[member]])), restricted);
  const permissions = async (page) => client.listSecurityProfilePermissions({ InstanceId, SecurityProfileId, ...page });
  const first = await permissions({ MaxResults: 2 });
  const second = await permissions({ MaxResults: 2, NextToken: first.NextToken });
  t.keeps("ListSecurityProfilePermissions", "lists them, page by page",
    [first.Permissions, second.Permissions], [["Users.View", "Queues.View"], ["Rules.View"]]);
  const { Applications } = await client.listSecurityProfileApplications({ InstanceId, SecurityProfileId });
  t.keeps("ListSecurityProfileApplications", "lists them with what they allow", Applications, [application]);
  const { AllowedFlowModules } = await client.listSecurityProfileFlowModules({ InstanceId, SecurityProfileId });
  t.keeps("ListSecurityProfileFlowModules", "lists the modules that AI agents may invoke", AllowedFlowModules, [module]);
  const { AllowedAIAgents } = await client.listSecurityProfileAIAgents({ InstanceId, SecurityProfileId });
  t.keeps("ListSecurityProfileAIAgents", "lists the AI agents that it gives access to", AllowedAIAgents, [agent]);

  await t.loses("CreateSecurityProfile", "refuses permissions that AWS does not list",
    client.createSecurityProfile({ InstanceId, SecurityProfileName: "Gods", Permissions: ["Everything"] }), "InvalidParameterException");
  const change = { Description: "They only look", Permissions: ["Users.View"] };
  await client.updateSecurityProfile({ InstanceId, SecurityProfileId, ...change });
  const updated = await described();
  t.keeps("UpdateSecurityProfile", "the new description and permissions", [updated.Description, (await permissions()).Permissions],
    ["They only look", ["Users.View"]]);
  t.keeps("DescribeSecurityProfile", "returns the instance, the ARN and when it changed",
    [updated.OrganizationResourceId, updated.Arn, updated.LastModifiedTime instanceof Date], [InstanceId, SecurityProfileArn, true]);

  const { SecurityProfileSummaryList } = await client.listSecurityProfiles({ InstanceId });
  t.keeps("ListSecurityProfiles", "lists it after the four that a new instance has", SecurityProfileSummaryList.map((p) => p.Name),
    ["Admin", "Agent", "CallCenterManager", "QualityAnalyst", "Auditors"]);
  const SearchCriteria = { StringCondition: { FieldName: "name", ComparisonType: "CONTAINS", Value: "audit" } };
  const { SecurityProfiles, ApproximateTotalCount } = await client.searchSecurityProfiles({ InstanceId, SearchCriteria });
  t.keeps("SearchSecurityProfiles", "finds it by part of its name, and nothing else",
    [SecurityProfiles.map((p) => p.SecurityProfileName), ApproximateTotalCount], [["Auditors"], 1]);

  await ofAgent(t, InstanceId, SecurityProfileId, agent.Arn);

  await client.deleteSecurityProfile({ InstanceId, SecurityProfileId });
  await t.loses("DeleteSecurityProfile", "the deletion", described());
}

// ofAgent gives the security profile to an AI agent.
async function ofAgent(t, InstanceId, Id, EntityArn) {
  const { client } = t;
  const { SecurityProfileSummaryList: [{ Id: other }] } = await client.listSecurityProfiles({ InstanceId });
  const entity = { InstanceId, EntityType: "AI_AGENT", EntityArn };
  const listed = async () => (await client.listEntitySecurityProfiles(entity)).SecurityProfiles;
  await client.associateSecurityProfiles({ ...entity, SecurityProfiles: [{ Id }, { Id: other }] });
  t.keeps("AssociateSecurityProfiles", "the profiles of an AI agent", await listed(), [{ Id }, { Id: other }]);
  await t.loses("AssociateSecurityProfiles", "that the profiles cannot be deleted",
    client.deleteSecurityProfile({ InstanceId, SecurityProfileId: Id }), "ResourceInUseException");
  await client.disassociateSecurityProfiles({ ...entity, SecurityProfiles: [{ Id }] });
  t.keeps("DisassociateSecurityProfiles", "the removal, only of this one", await listed(), [{ Id: other }]);
  await client.disassociateSecurityProfiles({ ...entity, SecurityProfiles: [{ Id: other }] });
  t.keeps("ListEntitySecurityProfiles", "lists none after all were removed", await listed(), []);
}
