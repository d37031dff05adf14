const refused = (call) =>
  call.then(
    () => "no error",
    (error) => error.name,
  );

export default async function dataTable(t) {
  const { client } = t;
  const InstanceId = await t.instance();
  const stores = {
    InstanceId,
    Name: "Stores",
    Description: "All of them",
    TimeZone: "UTC",
    ValueLockLevel: "VALUE",
    Status: "PUBLISHED",
  };
  const { Id: DataTableId, Arn, LockVersion } = await client.createDataTable({ ...stores, Tags: { team: "retail" } });
  const table = { InstanceId, DataTableId };
  const described = async (id = DataTableId) => (await client.describeDataTable({ InstanceId, DataTableId: id })).DataTable;
  const { Name, Description, TimeZone, ValueLockLevel, Status, Tags } = await described();
  t.keeps(
    "CreateDataTable",
    "name, description, time zone, lock level, status and tags",
    { InstanceId, Name, Description, TimeZone, ValueLockLevel, Status, Tags },
    {
      ...stores,
      Tags: { team: "retail" },
    },
  );
  t.keeps(
    "CreateDataTable",
    "refuses a second table with its name in upper case",
    await refused(client.createDataTable({ ...stores, Name: "STORES" })),
    "DuplicateResourceException",
  );

  await client.updateDataTableMetadata({ ...table, Name: "Shops", TimeZone: "Europe/Berlin", ValueLockLevel: "VALUE" });
  const updated = await described(`${Arn}:$LATEST`);
  t.keeps(
    "UpdateDataTableMetadata",
    "the new name and time zone, and the removal of the description",
    [updated.Name, updated.TimeZone, updated.Description],
    ["Shops", "Europe/Berlin", undefined],
  );
  t.keeps(
    "DescribeDataTable",
    "returns the ARN, a new lock version, and when it changed; accepts an alias",
    [
      updated.Arn,
      updated.LockVersion.DataTable === LockVersion.DataTable,
      updated.LastModifiedTime instanceof Date,
      updated.CreatedTime instanceof Date,
    ],
    [Arn, false, true, true],
  );

  const other = await client.createDataTable({ ...stores, Name: "Colours" });
  const tablesOf = (input) => client.listDataTables({ InstanceId, ...input });
  const first = await tablesOf({ MaxResults: 1 });
  const second = await tablesOf({ MaxResults: 1, NextToken: first.NextToken });
  t.keeps(
    "ListDataTables",
    "lists both, in pages",
    [first, second].map((page) => page.DataTableSummaryList.map((s) => s.Name)),
    [["Shops"], ["Colours"]],
  );
  const found = await client.searchDataTables({
    InstanceId,
    SearchCriteria: { StringCondition: { FieldName: "name", ComparisonType: "STARTS_WITH", Value: "sho" } },
    SearchFilter: { AttributeFilter: { TagCondition: { TagKey: "team", TagValue: "retail" } } },
  });
  t.keeps(
    "SearchDataTables",
    "finds it by name and tag, and nothing else",
    [found.DataTables.map((d) => d.Id), found.ApproximateTotalCount],
    [[DataTableId], 1],
  );

  await attributes(t, table);
  await values(t, table);

  await client.deleteDataTableAttribute({ ...table, AttributeName: "Desks" });
  await t.loses("DeleteDataTableAttribute", "the deletion", client.describeDataTableAttribute({ ...table, AttributeName: "Desks" }));
  const left = (await client.listDataTableValues(table)).Values;
  t.keeps("DeleteDataTableAttribute", "the deletion of its values", left.map((v) => v.AttributeName).includes("Desks"), false);
  await client.deleteDataTable({ InstanceId, DataTableId: other.Id });
  await t.loses("DeleteDataTable", "the deletion", described(other.Id));
}

async function attributes(t, table) {
  const { client } = t;
  const city = { ...table, Name: "City", ValueType: "TEXT", Primary: true };
  const { AttributeId } = await client.createDataTableAttribute(city);
  const Validation = { Minimum: 1, Maximum: 9, MultipleOf: 1 };
  await client.createDataTableAttribute({ ...table, Name: "Desk", ValueType: "NUMBER", Description: "how many", Validation });
  await client.createDataTableAttribute({ ...table, Name: "Hours", ValueType: "TEXT" });
  const described = async (AttributeName) => (await client.describeDataTableAttribute({ ...table, AttributeName })).Attribute;
  const desk = await described("Desk");
  const { Minimum, Maximum, MultipleOf } = desk.Validation;
  t.keeps(
    "CreateDataTableAttribute",
    "name, type, description and validation",
    [desk.Name, desk.ValueType, desk.Description, { Minimum, Maximum, MultipleOf }],
    ["Desk", "NUMBER", "how many", Validation],
  );
  const { Primary, LockVersion, DataTableId } = await described("City");
  t.keeps("CreateDataTableAttribute", "whether it is primary", Primary, true);
  t.keeps(
    "DescribeDataTableAttribute",
    "returns the table and the lock versions",
    [DataTableId, Object.keys(LockVersion).sort()],
    [table.DataTableId, ["Attribute", "DataTable"]],
  );

  await client.updateDataTableAttribute({
    ...table,
    AttributeName: "Desk",
    Name: "Desks",
    ValueType: "NUMBER",
    Validation: { ...Validation, Maximum: 5 },
  });
  const updated = await described("Desks");
  t.keeps(
    "UpdateDataTableAttribute",
    "the new name and validation, and the removal of the description",
    [updated.Name, updated.Validation.Maximum, updated.Description, updated.AttributeId],
    ["Desks", 5, undefined, desk.AttributeId],
  );
  const all = (await client.listDataTableAttributes(table)).Attributes;
  const some = (await client.listDataTableAttributes({ ...table, AttributeIds: [AttributeId] })).Attributes;
  t.keeps(
    "ListDataTableAttributes",
    "lists all by their new names, or those with an ID",
    [all, some].map((list) => list.map((a) => a.Name).sort()),
    [["City", "Desks", "Hours"], ["City"]],
  );
}

async function values(t, table) {
  const { client } = t;
  const of = (city) => [{ AttributeName: "City", Value: city }];
  const value = (city, AttributeName, Value, LockVersion) => ({ PrimaryValues: city && of(city), AttributeName, Value, LockVersion });
  const texts = (list) => list.map((v) => [v.PrimaryValues?.[0]?.Value, v.AttributeName, v.Value ?? v.EvaluatedValue]);
  const created = await client.batchCreateDataTableValue({
    ...table,
    Values: [
      value("Bonn", "Hours", "9-17"),
      value("Bonn", "Desks", "3"),
      value("Rome", "Hours", "10-18"),
      value(undefined, "Desks", "1"),
      value("Rome", "Desks", "99"),
    ],
  });
  t.keeps(
    "BatchCreateDataTableValue",
    "lists the values that fail the validation",
    created.Failed.map((f) => [f.PrimaryValues[0].Value, f.AttributeName]),
    [["Rome", "Desks"]],
  );
  const listed = async (input) => (await client.listDataTableValues({ ...table, ...input })).Values;
  t.keeps("BatchCreateDataTableValue", "the values of records, and the default", texts(await listed()), [
    ["Bonn", "Hours", "9-17"],
    ["Bonn", "Desks", "3"],
    ["Rome", "Hours", "10-18"],
    [undefined, "Desks", "1"],
  ]);
  const ofRome = await listed({ PrimaryAttributeValues: [{ AttributeName: "City", Values: ["Rome"] }] });
  t.keeps(
    "ListDataTableValues",
    "lists the values of one record, with their type",
    [texts(ofRome), ofRome[0].ValueType],
    [[["Rome", "Hours", "10-18"]], "TEXT"],
  );

  const evaluate = [
    { PrimaryValues: of("Rome"), AttributeNames: ["Hours", "Desks"] },
    { PrimaryValues: of("Oslo"), AttributeNames: ["Hours"] },
  ];
  const evaluated = (await client.evaluateDataTableValues({ ...table, Values: evaluate })).Values;
  t.keeps(
    "EvaluateDataTableValues",
    "the value, the default if there is none, and whether there is either",
    evaluated.map((v) => [v.Found, v.EvaluatedValue]),
    [
      [true, "10-18"],
      [true, "1"],
      [false, ""],
    ],
  );

  const lock = created.Successful[2].LockVersion;
  const updated = await client.batchUpdateDataTableValue({
    ...table,
    Values: [value("Rome", "Hours", "11-19", lock), value("Oslo", "Hours", "9-17", lock)],
  });
  const again = await client.batchUpdateDataTableValue({ ...table, Values: [value("Rome", "Hours", "late", lock)] });
  const describe = [
    { PrimaryValues: of("Rome"), AttributeName: "Hours" },
    { PrimaryValues: of("Oslo"), AttributeName: "Hours" },
  ];
  const described = await client.batchDescribeDataTableValue({ ...table, Values: describe });
  t.keeps(
    "BatchUpdateDataTableValue",
    "the new value; refuses an old lock version",
    [texts(described.Successful), again.Failed.length],
    [[["Rome", "Hours", "11-19"]], 1],
  );
  t.keeps(
    "BatchUpdateDataTableValue",
    "lists missing values as failed",
    updated.Failed.map((f) => f.PrimaryValues[0].Value),
    ["Oslo"],
  );
  t.keeps(
    "BatchDescribeDataTableValue",
    "returns the new lock version, and lists missing values as failed",
    [described.Successful[0].LockVersion.Value, described.Failed.map((f) => f.PrimaryValues[0].Value)],
    [updated.Successful[0].LockVersion.Value, ["Oslo"]],
  );

  const { LockVersion } = (await client.describeDataTable(table)).DataTable;
  await client.updateDataTablePrimaryValues({ ...table, PrimaryValues: of("Rome"), NewPrimaryValues: of("Turin"), LockVersion });
  const records = (await client.listDataTablePrimaryValues(table)).PrimaryValuesList;
  t.keeps(
    "UpdateDataTablePrimaryValues",
    "the new primary values of the record",
    records.map((r) => [r.PrimaryValues[0].Value, r.RecordId]).sort(),
    [
      ["Bonn", created.Successful[0].RecordId],
      ["Turin", created.Successful[2].RecordId],
    ],
  );
  const one = await client.listDataTablePrimaryValues({ ...table, RecordIds: [created.Successful[0].RecordId] });
  t.keeps(
    "ListDataTablePrimaryValues",
    "lists each record once, or those with an ID",
    one.PrimaryValuesList.map((r) => r.PrimaryValues[0].Value),
    ["Bonn"],
  );

  const bonn = { PrimaryValues: of("Bonn"), AttributeName: "Hours", LockVersion: created.Successful[0].LockVersion };
  const deleted = await client.batchDeleteDataTableValue({ ...table, Values: [bonn, { ...bonn, PrimaryValues: of("Rome") }] });
  t.keeps("BatchDeleteDataTableValue", "the deletion of the value", texts(await listed()), [
    ["Bonn", "Desks", "3"],
    [undefined, "Desks", "1"],
    ["Turin", "Hours", "11-19"],
  ]);
  t.keeps(
    "BatchDeleteDataTableValue",
    "lists missing values as failed",
    deleted.Failed.map((f) => f.PrimaryValues[0].Value),
    ["Rome"],
  );
}
