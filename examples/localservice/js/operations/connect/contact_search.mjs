import { contactCentre } from "../../contacts.mjs";

export default async function contactSearch(t) {
  const { client } = t;
  const centre = await contactCentre(t);
  const { InstanceId, QueueId, user, chat, task, queued, externalCall } = centre;
  const UserId = await user("jane");
  const call = await externalCall(UserId);
  const asked = await chat({ Attributes: { tier: "gold" }, SegmentAttributes: { department: { ValueString: "sales" } } });
  const order = await task({ Name: "Refund of order 17", Attributes: { tier: "silver" } });
  const waiting = await queued({ Name: "Call back" });
  await client.tagContact({ InstanceId, ContactId: order, Tags: { cost: "42" } });

  const TimeRange = { Type: "INITIATION_TIMESTAMP", StartTime: new Date(Date.now() - 60_000), EndTime: new Date(Date.now() + 60_000) };
  const find = async (SearchCriteria) => (await client.searchContacts({ InstanceId, TimeRange, SearchCriteria })).Contacts.map((c) => c.Id);
  t.keeps("SearchContacts", "by channel", await find({ Channels: ["CHAT"] }), [asked.ContactId]);
  t.keeps("SearchContacts", "by agent and queue", [await find({ AgentIds: [UserId] }), await find({ QueueIds: [QueueId] })], [
    [call], [waiting],
  ]);
  t.keeps("SearchContacts", "by name", await find({ Name: { SearchText: ["order"], MatchType: "MATCH_ANY" } }), [order]);
  t.keeps("SearchContacts", "by attributes", [
    await find({ SearchableContactAttributes: { Criteria: [{ Key: "tier", Values: ["gold"] }] } }),
    await find({ SearchableSegmentAttributes: { Criteria: [{ Key: "department", Values: ["sales"] }] } }),
  ], [[asked.ContactId], [asked.ContactId]]);
  t.keeps("SearchContacts", "by tag", await find({ ContactTags: { TagCondition: { TagKey: "cost", TagValue: "42" } } }), [order]);

  const names = [];
  const input = { InstanceId, TimeRange, MaxResults: 2, Sort: { FieldName: "CHANNEL", Order: "DESCENDING" } };
  let page;
  do {
    page = await client.searchContacts({ ...input, NextToken: page?.NextToken });
    names.push(page.Contacts.map((c) => c.Channel));
  } while (page.NextToken);
  t.keeps("SearchContacts", "sorted, in pages", [names, page.TotalCount], [[["VOICE", "TASK"], ["TASK", "TASK"], ["CHAT"]], 5]);

  const { ContactSummaryList } = await client.listAssociatedContacts({ InstanceId, ContactId: waiting });
  const [first, second] = ContactSummaryList;
  t.keeps("ListAssociatedContacts", "the chain of a contact that was transferred", [
    ContactSummaryList.length, second.ContactId, second.PreviousContactId,
  ], [2, waiting, first.ContactId]);

  await client.updateContact({
    InstanceId, ContactId: order,
    References: { site: { Type: "URL", Value: "https://shop.example.com/17" }, count: { Type: "NUMBER", Value: "2" } },
  });
  const refer = async (...ReferenceTypes) => {
    const { ReferenceSummaryList } = await client.listContactReferences({ InstanceId, ContactId: order, ReferenceTypes });
    return ReferenceSummaryList;
  };
  t.keeps("ListContactReferences", "returns those of the requested types", [await refer("NUMBER"), await refer("URL")], [
    [{ Number: { Name: "count", Value: "2" } }], [{ Url: { Name: "site", Value: "https://shop.example.com/17" } }],
  ]);

  const analysis = await client.listRealtimeContactAnalysisSegmentsV2({
    InstanceId, ContactId: asked.ContactId, OutputType: "Raw", SegmentTypes: ["Transcript", "Categories"],
  });
  t.keeps("ListRealtimeContactAnalysisSegmentsV2", "the status, without segments: nothing is analyzed", [
    analysis.Channel, analysis.Status, analysis.Segments,
  ], ["CHAT", "IN_PROGRESS", []]);
}
