import { contactCentre } from "../../contacts.mjs";

export default async function tag(t) {
  const { client } = t;
  const { InstanceId, InstanceArn, QueueArn, user } = await contactCentre(t);
  const UserArn = `${InstanceArn}/agent/${await user("jane")}`;
  const tags = async (resourceArn) => (await client.listTagsForResource({ resourceArn })).tags;
  await client.tagResource({ resourceArn: QueueArn, tags: { team: "voice", cost: "42" } });
  await client.tagResource({ resourceArn: QueueArn, tags: { team: "sales" } });
  t.keeps("TagResource", "the tags, in addition to those it does not name", await tags(QueueArn), { team: "sales", cost: "42" });
  await client.tagResource({ resourceArn: UserArn, tags: { team: "voice" } });
  await client.tagResource({ resourceArn: InstanceArn, tags: { stage: "test" } });
  t.keeps("ListTagsForResource", "lists those of users and instances too", [await tags(UserArn), await tags(InstanceArn)], [
    { team: "voice" }, { stage: "test" },
  ]);
  await client.untagResource({ resourceArn: QueueArn, tagKeys: ["cost"] });
  t.keeps("UntagResource", "the other tags", await tags(QueueArn), { team: "sales" });

  const search = async (more) => {
    const found = [];
    let page;
    do {
      page = await client.searchResourceTags({ InstanceId, MaxResults: 1, ...more, NextToken: page?.NextToken });
      found.push(...page.Tags.map((tag) => `${tag.key}=${tag.value}`));
    } while (page.NextToken);
    return found;
  };
  const SearchCriteria = { TagSearchCondition: { tagKey: "team", tagKeyComparisonType: "EXACT" } };
  t.keeps("SearchResourceTags", "finds each tag once, in pages", await search({ SearchCriteria }), ["team=sales", "team=voice"]);
  t.keeps("SearchResourceTags", "finds those of one type of resource", [
    await search({ ResourceTypes: ["standard-queue"] }), await search({ ResourceTypes: ["agent"] }),
  ], [["team=sales"], ["team=voice"]]);
}
