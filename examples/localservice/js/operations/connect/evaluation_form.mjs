const section = (RefId, ...Items) => ({
  Section: { RefId, Title: `Section ${RefId}`, IsExcludedFromScoring: false, Items, Weight: 0 },
});
const question = (RefId) => ({
  Question: { RefId, Title: `Question ${RefId}`, QuestionType: "TEXT", NotApplicableEnabled: false, Weight: 0 },
});

export default async function evaluationForm(t) {
  const { client } = t;
  const InstanceId = await t.instance();
  const courtesy = {
    Title: "Courtesy",
    Description: "How agents speak",
    Items: [section("s1", question("q1"), section("s2", question("q2")))],
    ScoringStrategy: { Mode: "SECTION_ONLY", Status: "DISABLED" },
    AutoEvaluationConfiguration: { Enabled: true },
    TargetConfiguration: { ContactInteractionType: "AGENT" },
    LanguageConfiguration: { FormLanguage: "en-US" },
    Tags: { team: "quality" },
  };
  const { EvaluationFormId, EvaluationFormArn } = await client.createEvaluationForm({ InstanceId, ...courtesy });
  const form = { InstanceId, EvaluationFormId };
  const described = async (EvaluationFormVersion) =>
    (await client.describeEvaluationForm({ ...form, EvaluationFormVersion })).EvaluationForm;
  const created = await described();
  const kept = Object.fromEntries(Object.keys(courtesy).map((name) => [name, created[name]]));
  t.keeps("CreateEvaluationForm", "title, description, items, scoring, language, target and tags", kept, courtesy);
  t.keeps(
    "DescribeEvaluationForm",
    "returns the ARN, and that version 1 is a draft",
    [created.EvaluationFormArn, created.EvaluationFormVersion, created.Status, created.Locked],
    [EvaluationFormArn, 1, "DRAFT", false],
  );
  const twice = await client
    .createEvaluationForm({ InstanceId, Title: "Twice", Items: [section("s1", question("s1"))] })
    .catch((error) => error.name);
  t.keeps("CreateEvaluationForm", "refuses two items with one reference", twice, "InvalidParameterException");

  const update = { ...form, EvaluationFormVersion: 1, Title: "Manners", Items: [section("s1", question("q3"))] };
  await client.updateEvaluationForm(update);
  const { Title, Items, Description } = await described();
  t.keeps(
    "UpdateEvaluationForm",
    "the new title and items, and the removal of omitted members",
    [Title, Items, Description],
    ["Manners", update.Items, undefined],
  );

  await client.activateEvaluationForm({ ...form, EvaluationFormVersion: 1 });
  const active = await described(1);
  t.keeps("ActivateEvaluationForm", "that the version is active and locked", [active.Status, active.Locked], ["ACTIVE", true]);
  const locked = await client.updateEvaluationForm(update).catch((error) => error.name);
  t.keeps("UpdateEvaluationForm", "refuses to change a locked version", locked, "ResourceConflictException");
  const next = await client.updateEvaluationForm({ ...update, CreateNewVersion: true, Title: "Tone" });
  t.keeps(
    "UpdateEvaluationForm",
    "a new version beside the old",
    [next.EvaluationFormVersion, (await described()).Title, (await described(1)).Title],
    [2, "Tone", "Manners"],
  );

  const versions = (input) => client.listEvaluationFormVersions({ ...form, ...input });
  const first = await versions({ MaxResults: 1 });
  const second = await versions({ MaxResults: 1, NextToken: first.NextToken });
  t.keeps(
    "ListEvaluationFormVersions",
    "lists both with their status, in pages",
    [first, second].map((page) => page.EvaluationFormVersionSummaryList.map((v) => [v.EvaluationFormVersion, v.Status])),
    [[[1, "ACTIVE"]], [[2, "DRAFT"]]],
  );
  await client.createEvaluationForm({ InstanceId, Title: "Speed", Items: [section("s", question("q"))] });
  const { EvaluationFormSummaryList } = await client.listEvaluationForms({ InstanceId });
  t.keeps(
    "ListEvaluationForms",
    "lists all by their latest title, with the active version",
    EvaluationFormSummaryList.map((f) => [f.Title, f.LatestVersion, f.ActiveVersion]),
    [
      ["Tone", 2, 1],
      ["Speed", 1, undefined],
    ],
  );
  await searched(t, form);
  await validated(t, form);

  await client.deactivateEvaluationForm({ ...form, EvaluationFormVersion: 1 });
  const idle = await described(1);
  t.keeps("DeactivateEvaluationForm", "that the version is a draft, and stays locked", [idle.Status, idle.Locked], ["DRAFT", true]);
  await client.deleteEvaluationForm({ ...form, EvaluationFormVersion: 2 });
  const left = (await versions()).EvaluationFormVersionSummaryList.map((v) => v.EvaluationFormVersion);
  t.keeps("DeleteEvaluationForm", "the deletion of a version", left, [1]);
  await client.deleteEvaluationForm(form);
  await t.loses("DeleteEvaluationForm", "the deletion of all versions", described());
}

async function searched(t, { InstanceId, EvaluationFormId }) {
  const search = async (SearchCriteria) => {
    const SearchFilter = { AttributeFilter: { TagCondition: { TagKey: "team", TagValue: "quality" } } };
    const out = await t.client.searchEvaluationForms({ InstanceId, SearchCriteria, SearchFilter });
    return [out.EvaluationFormSearchSummaryList.map((f) => f.EvaluationFormId), out.ApproximateTotalCount];
  };
  const titled = (Value) => ({ StringCondition: { FieldName: "Title", ComparisonType: "CONTAINS", Value } });
  t.keeps(
    "SearchEvaluationForms",
    "finds it by its latest title and tag, and nothing else",
    [await search(titled("ton")), await search(titled("Speed"))],
    [
      [[EvaluationFormId], 1],
      [[], 0],
    ],
  );
  const automatic = (ComparisonType) => search({ BooleanCondition: { FieldName: "AutoEvaluationEnabled", ComparisonType } });
  t.keeps(
    "SearchEvaluationForms",
    "finds it by whether it is filled in automatically",
    [await automatic("IS_TRUE"), await automatic("IS_FALSE")],
    [
      [[], 0],
      [[EvaluationFormId], 1],
    ],
  );
  const created = (MinValue, MaxValue) =>
    search({ DateTimeCondition: { FieldName: "CreatedTime", ComparisonType: "RANGE", MinValue, MaxValue } });
  t.keeps(
    "SearchEvaluationForms",
    "finds it by its time of creation",
    [await created("2001-01-01T00:00:00Z", "2999-01-01T00:00:00Z"), await created("2001-01-01T00:00:00Z", "2001-01-02T00:00:00Z")],
    [
      [[EvaluationFormId], 1],
      [[], 0],
    ],
  );
}

async function validated(t, form) {
  const { client } = t;
  await client.startEvaluationFormValidation({ ...form, EvaluationFormVersion: 2 });
  const { EvaluationForm } = await client.describeEvaluationForm(form);
  t.keeps(
    "StartEvaluationFormValidation",
    "that it was validated",
    [EvaluationForm.LatestValidationStatus, EvaluationForm.LastValidationTime instanceof Date],
    ["COMPLETED", true],
  );
  const { Status, EvaluationFormVersion, Findings } = await client.getEvaluationFormValidation(form);
  t.keeps(
    "GetEvaluationFormValidation",
    "returns the version, and finds nothing",
    [Status, EvaluationFormVersion, Findings],
    ["COMPLETED", 2, []],
  );
  const { AIVersionSummaries } = await client.listEvaluationFormAIVersions({
    InstanceId: form.InstanceId,
    ContactInteractionType: "AGENT",
  });
  t.keeps("ListEvaluationFormAIVersions", "that there are none", AIVersionSummaries, []);
}
