const Content = JSON.stringify({ Version: "2019-10-30", Observations: [] });

export default async function testCase(t) {
  const { client } = t;
  const InstanceId = await t.instance();
  const EntryPoint = { Type: "CHAT", ChatEntryPointParameters: { FlowId: "11111111-2222-3333-4444-555555555555" } };
  const { TestCaseId, TestCaseArn } = await client.createTestCase({
    InstanceId, Name: "Says hello", Description: "Hears the greeting", Content, EntryPoint, InitializationData: '{"vip":"yes"}',
    Status: "SAVED", Tags: { team: "voice" },
  });
  const described = async (Status) => (await client.describeTestCase({ InstanceId, TestCaseId, Status })).TestCase;
  const { Id, Arn, LastModifiedTime, LastModifiedRegion, TestCaseSha256, ...created } = await described();
  t.keeps("CreateTestCase", "name, description, content, entry point, data, status and tags", created, {
    Name: "Says hello", Description: "Hears the greeting", Content, EntryPoint, InitializationData: '{"vip":"yes"}', Status: "SAVED",
    Tags: { team: "voice" },
  });
  t.keeps("DescribeTestCase", "returns ID, ARN, checksum, and when and in which Region it changed",
    [Id, Arn, TestCaseSha256.length, LastModifiedTime instanceof Date, LastModifiedRegion], [TestCaseId, TestCaseArn, 64, true, t.region]);

  await client.updateTestCase({ InstanceId, TestCaseId, Name: "Greets", Description: "Hears hello", Status: "PUBLISHED" });
  const { Name, Description, Status } = await described();
  t.keeps("UpdateTestCase", "name, description and status",
    { Name, Description, Status }, { Name: "Greets", Description: "Hears hello", Status: "PUBLISHED" });
  await client.updateTestCase({ InstanceId, TestCaseId, Content: "to do", Status: "SAVED" });
  t.keeps("UpdateTestCase", "a draft beside what is published", (await described()).Content, Content);
  t.keeps("DescribeTestCase", "the draft if it is requested", (await described("SAVED")).Content, "to do");

  const { TestCaseSummaryList } = await client.listTestCases({ InstanceId });
  t.keeps("ListTestCases", "lists it by its new name, with its status", TestCaseSummaryList.map((c) => [c.Id, c.Arn, c.Name, c.Status]),
    [[TestCaseId, TestCaseArn, "Greets", "PUBLISHED"]]);
  const { TestCases, ApproximateTotalCount } = await client.searchTestCases({
    InstanceId, SearchFilter: { TagFilter: { TagCondition: { TagKey: "team", TagValue: "voice" } } },
    SearchCriteria: { AndConditions: [
      { StringCondition: { FieldName: "name", ComparisonType: "EXACT", Value: "Greets" } }, { StatusCondition: "PUBLISHED" },
    ] },
  });
  t.keeps("SearchTestCases", "finds it by name, status and tag", [TestCases.map((c) => c.Id), ApproximateTotalCount], [[TestCaseId], 1]);

  await executions(t, { InstanceId, TestCaseId });
  await client.deleteTestCase({ InstanceId, TestCaseId });
  await t.loses("DeleteTestCase", "the deletion", described());
}

// executions starts and stops executions; nothing is executed.
async function executions(t, of) {
  const { client } = t;
  const { InstanceId, TestCaseId } = of;
  const { TestCaseExecutionId, TestCaseId: started, Status } = await client.startTestCaseExecution(of);
  const { TestCaseExecutionId: second } = await client.startTestCaseExecution(of);
  t.keeps("StartTestCaseExecution", "an execution that waits", [started, Status], [TestCaseId, "INITIATED"]);
  const summary = () => client.getTestCaseExecutionSummary({ ...of, TestCaseExecutionId });
  const before = await summary();
  t.keeps("GetTestCaseExecutionSummary", "when it started, and no end yet",
    [before.StartTime instanceof Date, before.EndTime ?? null], [true, null]);

  await client.stopTestCaseExecution({ ...of, TestCaseExecutionId });
  const after = await summary();
  t.keeps("StopTestCaseExecution", "the status, and when it ended", [after.Status, after.EndTime instanceof Date], ["STOPPED", true]);
  t.keeps("GetTestCaseExecutionSummary", "no observations",
    after.ObservationSummary, { TotalObservations: 0, ObservationsPassed: 0, ObservationsFailed: 0 });
  const { ExecutionRecords } = await client.listTestCaseExecutionRecords({ ...of, TestCaseExecutionId });
  t.keeps("ListTestCaseExecutionRecords", "none, as nothing is executed", ExecutionRecords, []);

  const page = await client.listTestCaseExecutions({ ...of, MaxResults: 1 });
  const rest = await client.listTestCaseExecutions({ ...of, MaxResults: 1, NextToken: page.NextToken });
  t.keeps("ListTestCaseExecutions", "lists both with their tags, in pages",
    [...page.TestCaseExecutions, ...rest.TestCaseExecutions]
      .map((e) => [e.TestCaseExecutionId, e.TestCaseId, e.TestCaseExecutionStatus, e.Tags]),
    [[TestCaseExecutionId, TestCaseId, "STOPPED", { team: "voice" }], [second, TestCaseId, "INITIATED", { team: "voice" }]]);
  const listed = async (filter) => {
    const { TestCaseExecutions } = await client.listTestCaseExecutions({ InstanceId, ...filter });
    return TestCaseExecutions.map((e) => e.TestCaseExecutionId);
  };
  t.keeps("ListTestCaseExecutions", "by name and status, and by start",
    [await listed({ TestCaseName: "Greets", Status: "STOPPED" }), await listed({ StartTime: Date.now() + 60_000 })],
    [[TestCaseExecutionId], []]);
}
