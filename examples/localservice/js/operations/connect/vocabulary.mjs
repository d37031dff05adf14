export default async function vocabulary(t) {
  const { client } = t;
  const InstanceId = await t.instance();
  const Content = "Phrase\tIPA\tSoundsLike\tDisplayAs\nkwik-sand\t\t\tQuikSand\n";
  const created = await client.createVocabulary({
    InstanceId, VocabularyName: "products", LanguageCode: "en-US", Content, Tags: { team: "voice" },
  });
  const { VocabularyId, VocabularyArn } = created;
  const described = async () => (await client.describeVocabulary({ InstanceId, VocabularyId })).Vocabulary;
  const { LastModifiedTime, ...kept } = await described();
  t.keeps("CreateVocabulary", "name, language, content and tags", kept, {
    Id: VocabularyId, Arn: VocabularyArn, Name: "products", LanguageCode: "en-US", Content, State: created.State, Tags: { team: "voice" },
  });
  t.keeps("CreateVocabulary", "active immediately", created.State, "ACTIVE");
  t.keeps("DescribeVocabulary", "returns when it changed", LastModifiedTime instanceof Date, true);

  await client.createVocabulary({ InstanceId, VocabularyName: "places", LanguageCode: "de-DE", Content });
  const search = async (filter) => (await client.searchVocabularies({ InstanceId, ...filter })).VocabularySummaryList.map((v) => v.Name);
  t.keeps("SearchVocabularies", "finds it by the start of its name, by language and by state",
    [await search({ NameStartsWith: "prod" }), await search({ LanguageCode: "de-DE" }), await search({ State: "CREATION_FAILED" })],
    [["products"], ["places"], []]);
  const page = await client.searchVocabularies({ InstanceId, MaxResults: 1 });
  t.keeps("SearchVocabularies", "all, in pages",
    [page.VocabularySummaryList[0].Id, await search({ MaxResults: 1, NextToken: page.NextToken })],
    [VocabularyId, ["places"]]);

  const associate = (id) => client.associateDefaultVocabulary({ InstanceId, LanguageCode: "en-US", VocabularyId: id });
  const defaults = async (filter) => (await client.listDefaultVocabularies({ InstanceId, ...filter })).DefaultVocabularyList;
  await associate(VocabularyId);
  t.keeps("AssociateDefaultVocabulary", "the default of a language", await defaults(), [
    { InstanceId, LanguageCode: "en-US", VocabularyId, VocabularyName: "products" },
  ]);
  t.keeps("ListDefaultVocabularies", "lists that of the requested language only", await defaults({ LanguageCode: "de-DE" }), []);
  const refused = await client.deleteVocabulary({ InstanceId, VocabularyId }).catch((error) => error.name);
  await associate();
  t.keeps("AssociateDefaultVocabulary", "none if no vocabulary is given", await defaults(), []);

  const { State } = await client.deleteVocabulary({ InstanceId, VocabularyId });
  t.keeps("DeleteVocabulary", "returns the state DELETE_IN_PROGRESS; refuses one that is a default",
    [State, refused], ["DELETE_IN_PROGRESS", "ResourceInUseException"]);
  await t.loses("DeleteVocabulary", "the deletion", described());
}
