export default async function prompt(t) {
  const { client } = t;
  const InstanceId = await t.instance();
  const welcome = { InstanceId, Name: "Welcome", Description: "What callers hear first", S3Uri: "s3://prompts/welcome.wav" };
  const { PromptId, PromptARN } = await client.createPrompt({ ...welcome, Tags: { team: "voice" } });
  const described = async () => (await client.describePrompt({ InstanceId, PromptId })).Prompt;
  const { Name, Description, Tags } = await described();
  t.keeps("CreatePrompt", "name, description and tags", { Name, Description, Tags }, {
    Name: "Welcome", Description: "What callers hear first", Tags: { team: "voice" },
  });

  await client.updatePrompt({ InstanceId, PromptId, Name: "Greeting", Description: "Shorter" });
  const updated = await described();
  t.keeps("UpdatePrompt", "the new name and description", [updated.Name, updated.Description], ["Greeting", "Shorter"]);
  const { PromptARN: arn, LastModifiedTime } = updated;
  t.keeps("DescribePrompt", "returns the ARN and when it changed", [arn, LastModifiedTime instanceof Date], [PromptARN, true]);

  const { PromptSummaryList } = await client.listPrompts({ InstanceId });
  t.keeps("ListPrompts", "lists it by its new name", PromptSummaryList.map((p) => p.Name).includes("Greeting"), true);
  const SearchCriteria = { StringCondition: { FieldName: "name", ComparisonType: "STARTS_WITH", Value: "Greet" } };
  const { Prompts, ApproximateTotalCount } = await client.searchPrompts({ InstanceId, SearchCriteria });
  const found = Prompts.map((p) => p.PromptId);
  t.keeps("SearchPrompts", "finds it by its new name, and nothing else", [found, ApproximateTotalCount], [[PromptId], 1]);

  const { PromptPresignedUrl } = await client.getPromptFile({ InstanceId, PromptId });
  t.keeps("GetPromptFile", "the URL of its file, which nothing answers", new URL(PromptPresignedUrl).pathname, `/${PromptId}.wav`);

  await client.deletePrompt({ InstanceId, PromptId });
  await t.loses("DeletePrompt", "the deletion", described());
}
