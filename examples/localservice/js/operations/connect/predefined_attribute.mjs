export default async function predefinedAttribute(t) {
  const { client } = t;
  const InstanceId = await t.instance();
  const language = {
    Name: "Language",
    Values: { StringList: ["English", "German"] },
    Purposes: ["Routing"],
    AttributeConfiguration: { EnableValueValidationOnAssociation: true },
  };
  await client.createPredefinedAttribute({ InstanceId, ...language });
  const described = async () => (await client.describePredefinedAttribute({ InstanceId, Name: "Language" })).PredefinedAttribute;
  const { LastModifiedTime, LastModifiedRegion, ...created } = await described();
  t.keeps("CreatePredefinedAttribute", "name, values, purposes and configuration", created, {
    ...language,
    AttributeConfiguration: { EnableValueValidationOnAssociation: true, IsReadOnly: false },
  });
  t.keeps(
    "DescribePredefinedAttribute",
    "returns when and in which Region it changed",
    [LastModifiedTime instanceof Date, LastModifiedRegion],
    [true, t.region],
  );
  const again = await client.createPredefinedAttribute({ InstanceId, ...language }).catch((error) => error.name);
  t.keeps("CreatePredefinedAttribute", "refuses a second one with its name", again, "DuplicateResourceException");

  await client.updatePredefinedAttribute({ InstanceId, Name: "Language", Values: { StringList: ["French"] } });
  const { Values, Purposes } = await described();
  t.keeps(
    "UpdatePredefinedAttribute",
    "the new values; the purposes stay",
    [Values, Purposes],
    [{ StringList: ["French"] }, ["Routing"]],
  );

  await client.createPredefinedAttribute({ InstanceId, Name: "Product", Values: { StringList: ["Books"] } });
  const listed = (input) => client.listPredefinedAttributes({ InstanceId, ...input });
  const first = await listed({ MaxResults: 1 });
  const second = await listed({ MaxResults: 1, NextToken: first.NextToken });
  t.keeps(
    "ListPredefinedAttributes",
    "lists both, in pages",
    [first, second].map((page) => page.PredefinedAttributeSummaryList.map((a) => a.Name)),
    [["Language"], ["Product"]],
  );
  const SearchCriteria = { StringCondition: { FieldName: "name", ComparisonType: "STARTS_WITH", Value: "prod" } };
  const { PredefinedAttributes, ApproximateTotalCount } = await client.searchPredefinedAttributes({ InstanceId, SearchCriteria });
  t.keeps(
    "SearchPredefinedAttributes",
    "finds one by name, and nothing else",
    [PredefinedAttributes.map((a) => [a.Name, a.Values]), ApproximateTotalCount],
    [[["Product", { StringList: ["Books"] }]], 1],
  );

  await client.deletePredefinedAttribute({ InstanceId, Name: "Language" });
  await t.loses("DeletePredefinedAttribute", "the deletion", described());
}
