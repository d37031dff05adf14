const slot = (Day, from, till) => ({ Day, StartTime: { Hours: from, Minutes: 0 }, EndTime: { Hours: till, Minutes: 30 } });
const ids = (list, member) => list.map((entry) => entry[member]);

export default async function hoursOfOperation(t) {
  const { client } = t;
  const InstanceId = await t.instance();
  const tagged = { Tags: { site: "BER" } };
  const office = { Name: "Office", Description: "When somebody is there", TimeZone: "Europe/Berlin", Config: [slot("MONDAY", 9, 17)] };
  const { HoursOfOperationId, HoursOfOperationArn } = await client.createHoursOfOperation({ InstanceId, ...office, ...tagged });
  const named = { InstanceId, HoursOfOperationId };
  const described = async () => (await client.describeHoursOfOperation(named)).HoursOfOperation;
  const { Name, Description, TimeZone, Config, Tags } = await described();
  t.keeps("CreateHoursOfOperation", "name, description, time zone, slots and tags", { Name, Description, TimeZone, Config, Tags },
    { ...office, ...tagged });

  const week = [slot("MONDAY", 8, 16), slot("TUESDAY", 22, 1)];
  await client.updateHoursOfOperation({ ...named, Name: "Shop", TimeZone: "Europe/Vienna", Config: week });
  const updated = await described();
  t.keeps("UpdateHoursOfOperation", "the new name, time zone and slots; the description stays",
    [updated.Name, updated.TimeZone, updated.Config, updated.Description], ["Shop", "Europe/Vienna", week, "When somebody is there"]);
  t.keeps("DescribeHoursOfOperation", "returns the ARN and when it changed",
    [updated.HoursOfOperationArn, updated.LastModifiedTime instanceof Date, updated.LastModifiedRegion],
    [HoursOfOperationArn, true, t.region]);

  await finds(t, InstanceId, HoursOfOperationId);
  await inherits(t, InstanceId, HoursOfOperationId);
  await overrides(t, named);

  await client.deleteHoursOfOperation(named);
  await t.loses("DeleteHoursOfOperation", "the deletion", described());
}

// finds lists the hours and searches for them. A new instance already has some.
async function finds(t, InstanceId, id) {
  const { client } = t;
  const first = await client.listHoursOfOperations({ InstanceId, MaxResults: 1 });
  const second = await client.listHoursOfOperations({ InstanceId, MaxResults: 1, NextToken: first.NextToken });
  const names = ids([...first.HoursOfOperationSummaryList, ...second.HoursOfOperationSummaryList], "Name");
  t.keeps("ListHoursOfOperations", "lists it by its new name, a page for each",
    [names, second.NextToken], [["Basic Hours", "Shop"], undefined]);

  const StringCondition = { FieldName: "timezone", ComparisonType: "CONTAINS", Value: "vienna" };
  const TagFilter = { TagCondition: { TagKey: "site", TagValue: "BER" } };
  const { HoursOfOperations, ApproximateTotalCount } = await client.searchHoursOfOperations({
    InstanceId, SearchCriteria: { StringCondition }, SearchFilter: { TagFilter },
  });
  t.keeps("SearchHoursOfOperations", "finds it by time zone and tag, and nothing else",
    [ids(HoursOfOperations, "HoursOfOperationId"), ApproximateTotalCount], [[id], 1]);
}

// inherits makes the hours the child of others, from which a holiday comes.
async function inherits(t, InstanceId, child) {
  const { client } = t;
  const holidays = { Name: "Holidays", TimeZone: "Europe/Vienna", Config: [] };
  const { HoursOfOperationId: parent } = await client.createHoursOfOperation({ InstanceId, ...holidays });
  await client.createHoursOfOperationOverride({
    InstanceId, HoursOfOperationId: parent, Name: "National day", EffectiveFrom: "2026-10-26", EffectiveTill: "2026-10-26", Config: [],
  });
  const monday = async () => {
    const { EffectiveHoursOfOperationList } = await client.getEffectiveHoursOfOperations({
      InstanceId, HoursOfOperationId: child, FromDate: "2026-10-26", ToDate: "2026-10-26",
    });
    return EffectiveHoursOfOperationList[0].OperationalHours;
  };
  const open = [{ Start: { Hours: 8, Minutes: 0 }, End: { Hours: 16, Minutes: 30 } }];
  const before = await monday();
  await client.associateHoursOfOperations({
    InstanceId, HoursOfOperationId: child, ParentHoursOfOperationConfigs: [{ HoursOfOperationId: parent }],
  });
  t.keeps("AssociateHoursOfOperations", "the parent, whose holiday applies", [before, await monday()], [open, []]);
  const { ChildHoursOfOperationsSummaryList } = await client.listChildHoursOfOperations({ InstanceId, HoursOfOperationId: parent });
  t.keeps("ListChildHoursOfOperations", "lists the child", ids(ChildHoursOfOperationsSummaryList, "Id"), [child]);
  await client.disassociateHoursOfOperations({ InstanceId, HoursOfOperationId: child, ParentHoursOfOperationIds: [parent] });
  const { HoursOfOperation } = await client.describeHoursOfOperation({ InstanceId, HoursOfOperationId: child });
  t.keeps("DisassociateHoursOfOperations", "the removal of the parent",
    [HoursOfOperation.ParentHoursOfOperations, await monday()], [[], open]);
}

// overrides adds exceptions to the hours.
async function overrides(t, named) {
  const { client } = t;
  const lunch = {
    Name: "Lunch", Description: "Every other week", EffectiveFrom: "2026-12-01", EffectiveTill: "2026-12-31", OverrideType: "CLOSED",
    Config: [slot("MONDAY", 12, 12)], RecurrenceConfig: { RecurrencePattern: { Frequency: "WEEKLY", Interval: 2 } },
  };
  const { HoursOfOperationOverrideId } = await client.createHoursOfOperationOverride({ ...named, ...lunch });
  const one = { ...named, HoursOfOperationOverrideId };
  const described = async () => (await client.describeHoursOfOperationOverride(one)).HoursOfOperationOverride;
  const { HoursOfOperationOverrideId: id, HoursOfOperationId, HoursOfOperationArn, ...kept } = await described();
  t.keeps("CreateHoursOfOperationOverride", "name, description, dates, type, slots and how it repeats", kept, lunch);
  t.keeps("DescribeHoursOfOperationOverride", "returns its ID and that of its hours",
    [id, HoursOfOperationId, HoursOfOperationArn.endsWith(HoursOfOperationId)],
    [HoursOfOperationOverrideId, named.HoursOfOperationId, true]);

  await client.updateHoursOfOperationOverride({ ...one, Name: "Break", EffectiveTill: "2027-01-31" });
  const updated = await described();
  t.keeps("UpdateHoursOfOperationOverride", "the new name and date; the slots stay", [updated.Name, updated.EffectiveTill, updated.Config],
    ["Break", "2027-01-31", lunch.Config]);
  await client.createHoursOfOperationOverride({
    ...named, Name: "Sale", EffectiveFrom: "2026-12-14", EffectiveTill: "2026-12-14", Config: [slot("MONDAY", 12, 19)],
  });

  const { HoursOfOperationOverrideList } = await client.listHoursOfOperationOverrides(named);
  t.keeps("ListHoursOfOperationOverrides", "lists both by name", ids(HoursOfOperationOverrideList, "Name"), ["Break", "Sale"]);
  const DateCondition = { FieldName: "effectiveFrom", ComparisonType: "GREATER_THAN", Value: "2026-12-01" };
  const found = await client.searchHoursOfOperationOverrides({ InstanceId: named.InstanceId, SearchCriteria: { DateCondition } });
  t.keeps("SearchHoursOfOperationOverrides", "finds those that begin after a date, and nothing else",
    [ids(found.HoursOfOperationOverrides, "Name"), found.ApproximateTotalCount], [["Sale"], 1]);

  const { EffectiveHoursOfOperationList, EffectiveOverrideHoursList, TimeZone } = await client.getEffectiveHoursOfOperations({
    ...named, FromDate: "2026-12-07", ToDate: "2026-12-14",
  });
  const text = ({ Start, End }) => [Start, End].map((time) => `${time.Hours}:${time.Minutes}`).join("-");
  const contributed = EffectiveOverrideHoursList.map((date) => [
    date.Date, date.OverrideHours.map((o) => [o.OverrideName, o.OperationalStatus, text(o)]),
  ]);
  const hours = EffectiveHoursOfOperationList.map((date) => date.OperationalHours.map(text));
  t.keeps("GetEffectiveHoursOfOperations", "returns the hours of each date: a closed event reduces them, temporary hours replace them",
    [TimeZone, hours, contributed],
    ["Europe/Vienna", [["8:0-16:30"], ["22:0-0:0"], ["0:0-1:30"], [], [], [], [], ["12:30-19:30"]], [
      ["2026-12-14", [["Sale", "OPEN", "12:0-19:30"], ["Break", "CLOSED", "12:0-12:30"]]],
    ]]);

  await client.deleteHoursOfOperationOverride(one);
  await t.loses("DeleteHoursOfOperationOverride", "the deletion", described());
}
