export default async function emailAddress(t) {
  const { client } = t;
  const InstanceId = await t.instance();
  const help = { EmailAddress: "help@example.com", DisplayName: "Help", Description: "For customers" };
  const { EmailAddressId, EmailAddressArn } = await client.createEmailAddress({ InstanceId, ...help, Tags: { team: "mail" } });
  const described = () => client.describeEmailAddress({ InstanceId, EmailAddressId });
  const { EmailAddress, DisplayName, Description, Tags, ...more } = await described();
  t.keeps("CreateEmailAddress", "address, display name, description and tags",
    { EmailAddress, DisplayName, Description, Tags }, { ...help, Tags: { team: "mail" } });
  t.keeps("DescribeEmailAddress", "returns the ARN, and when it was created and changed",
    [more.EmailAddressArn, more.CreateTimestamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(more.ModifiedTimestamp)],
    [EmailAddressArn, more.ModifiedTimestamp, true]);

  const answer = await client.updateEmailAddressMetadata({ InstanceId, EmailAddressId, DisplayName: "Help desk", Description: "For all" });
  const updated = await described();
  t.keeps("UpdateEmailAddressMetadata", "the new display name and description",
    [updated.DisplayName, updated.Description], ["Help desk", "For all"]);
  t.keeps("UpdateEmailAddressMetadata", "returns ID and ARN",
    [answer.EmailAddressId, answer.EmailAddressArn], [EmailAddressId, EmailAddressArn]);

  const support = await client.createEmailAddress({ InstanceId, EmailAddress: "support@example.com" });
  const alias = { InstanceId, EmailAddressId, AliasConfiguration: { EmailAddressId: support.EmailAddressId } };
  await client.associateEmailAddressAlias(alias);
  t.keeps("AssociateEmailAddressAlias", "the alias",
    (await described()).AliasConfigurations, [{ EmailAddressId: support.EmailAddressId }]);
  await t.loses("AssociateEmailAddressAlias", "only one", client.associateEmailAddressAlias(alias), "ResourceConflictException");

  const search = (SearchCriteria, page) => client.searchEmailAddresses({ InstanceId, SearchCriteria, ...page });
  const found = await search({ StringCondition: { FieldName: "emailAddress", ComparisonType: "STARTS_WITH", Value: "help" } });
  t.keeps("SearchEmailAddresses", "finds it by address, with its alias, and nothing else",
    [found.EmailAddresses, found.ApproximateTotalCount], [[{
    EmailAddressId, EmailAddressArn, EmailAddress: "help@example.com", DisplayName: "Help desk", Description: "For all",
    AliasConfigurations: [{ EmailAddressId: support.EmailAddressId }],
  }], 1]);
  const page = await search(undefined, { MaxResults: 1 });
  const rest = await search(undefined, { MaxResults: 1, NextToken: page.NextToken });
  t.keeps("SearchEmailAddresses", "all, in pages", [...page.EmailAddresses, ...rest.EmailAddresses].map((a) => a.EmailAddress),
    ["help@example.com", "support@example.com"]);

  await client.disassociateEmailAddressAlias(alias);
  t.keeps("DisassociateEmailAddressAlias", "that there is no alias", (await described()).AliasConfigurations ?? [], []);
  await t.loses("DisassociateEmailAddressAlias", "the removal", client.disassociateEmailAddressAlias(alias));
  await client.deleteEmailAddress({ InstanceId, EmailAddressId });
  await t.loses("DeleteEmailAddress", "the deletion", described());
}
