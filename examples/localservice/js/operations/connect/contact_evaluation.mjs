import { contactCentre } from "../../contacts.mjs";

export default async function contactEvaluation(t) {
  const { client } = t;
  const { InstanceId, InstanceArn, describe, externalCall, user } = await contactCentre(t);
  const agent = await user("jane");
  const ContactId = await externalCall(agent);
  const question = { Title: "Was the agent polite?", RefId: "polite", QuestionType: "TEXT" };
  const { EvaluationFormId } = await client.createEvaluationForm({
    InstanceId, Title: "Calls", Items: [{ Section: { Title: "Manners", RefId: "manners", Items: [{ Question: question }] } }],
  });
  await client.activateEvaluationForm({ InstanceId, EvaluationFormId, EvaluationFormVersion: 1 });

  const { EvaluationId, EvaluationArn } = await client.startContactEvaluation({
    InstanceId, ContactId, EvaluationFormId, Tags: { team: "voice" },
  });
  const one = { InstanceId, EvaluationId };
  const described = () => client.describeContactEvaluation(one);
  const { Evaluation, EvaluationForm } = await described();
  t.keeps("StartContactEvaluation", "a draft about the contact and its agent, with tags", [
    Evaluation.Status, Evaluation.Metadata.ContactId, Evaluation.Metadata.ContactAgentId, Evaluation.Answers, Evaluation.Tags,
  ], ["DRAFT", ContactId, agent, {}, { team: "voice" }]);
  t.keeps("DescribeContactEvaluation", "returns the version of the form that was active", [
    EvaluationForm.EvaluationFormId, EvaluationForm.EvaluationFormVersion, EvaluationForm.Items[0].Section.Items[0].Question.RefId,
  ], [EvaluationFormId, 1, "polite"]);
  const inContact = async () => (await describe(ContactId)).ContactEvaluations[EvaluationFormId];
  t.keeps("StartContactEvaluation", "in the contact, that it is in progress", (await inContact()).Status, "IN_PROGRESS");

  const answer = (StringValue) => ({ polite: { Value: { StringValue } } });
  await client.updateContactEvaluation({
    ...one, Answers: answer("no"), Notes: { manners: { Value: "Shouted" }, polite: { Value: "Twice" } },
  });
  await client.updateContactEvaluation({ ...one, Answers: answer("yes"), Notes: { manners: {} } });
  const draft = (await described()).Evaluation;
  t.keeps("UpdateContactEvaluation", "answers and notes, merged; an empty one removes the previous one", [draft.Answers, draft.Notes], [
    { polite: { Value: { StringValue: "yes" } } }, { polite: { Value: "Twice" } },
  ]);

  const evaluator = `${InstanceArn}/agent/${await user("mia")}`;
  await client.submitContactEvaluation({ ...one, Answers: answer("always"), SubmittedBy: { ConnectUserArn: evaluator } });
  const submitted = (await described()).Evaluation;
  t.keeps("SubmitContactEvaluation", "status, last answers and who submitted it", [
    submitted.Status, submitted.Answers.polite.Value.StringValue, submitted.Metadata.EvaluatorArn,
  ], ["SUBMITTED", "always", evaluator]);
  const { EndTimestamp, Status } = await inContact();
  t.keeps("SubmitContactEvaluation", "in the contact, that it is complete", [Status, EndTimestamp], [
    "COMPLETE", submitted.LastModifiedTime,
  ]);

  const { EvaluationSummaryList } = await client.listContactEvaluations({ InstanceId, ContactId });
  t.keeps("ListContactEvaluations", "ID, form, status and evaluator", EvaluationSummaryList.map((e) => [
    e.EvaluationId, e.EvaluationFormTitle, e.Status, e.EvaluatorArn,
  ]), [[EvaluationId, "Calls", "SUBMITTED", evaluator]]);
  const find = async (FieldName, Value) => {
    const SearchCriteria = { StringCondition: { FieldName, Value, ComparisonType: "EXACT" } };
    const found = await client.searchContactEvaluations({ InstanceId, SearchCriteria });
    return found.EvaluationSearchSummaryList.map((e) => [e.EvaluationArn, e.EvaluationFormVersion, e.Metadata.ContactAgentId]);
  };
  t.keeps("SearchContactEvaluations", "finds it by contact and by form", [
    await find("contactId", ContactId), await find("evaluationFormId", "none"),
  ], [[[EvaluationArn, 1, agent]], []]);

  await client.deleteContactEvaluation(one);
  await t.loses("DeleteContactEvaluation", "the deletion", described());
}
