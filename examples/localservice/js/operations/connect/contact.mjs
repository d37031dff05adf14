import { contactCentre } from "../../contacts.mjs";

export default async function contact(t) {
  const { client } = t;
  const centre = await contactCentre(t);
  const { InstanceId, QueueId, describe } = centre;
  await begun(t, centre);
  await changed(t, centre);
  await attributes(t, centre);

  const waiting = await centre.queued();
  const RoutingCriteria = { Steps: [{ Expiry: { DurationInSeconds: 60 }, Expression: english(4) }, { Expression: english(1) }] };
  await client.updateContactRoutingData({ InstanceId, ContactId: waiting, QueuePriority: 2, RoutingCriteria });
  const routed = await describe(waiting);
  const steps = routed.RoutingCriteria.Steps.map((s) => [s.Status, s.Expression.AttributeCondition.ProficiencyLevel]);
  t.keeps("UpdateContactRoutingData", "the priority and the steps, of which the first is active", [routed.QueuePriority, steps], [
    2, [["ACTIVE", 4], ["INACTIVE", 1]],
  ]);
  t.keeps("DescribeContact", "returns the queue, and what the contact came from and how", [
    routed.QueueInfo.Id, routed.QueueInfo.EnqueueTimestamp instanceof Date, routed.InitialContactId, routed.PreviousContactId,
    routed.InitiationMethod,
  ], [QueueId, true, routed.ContactAssociationId, routed.InitialContactId, "TRANSFER"]);

  const ScheduledTime = new Date(Math.floor(Date.now() / 1000) * 1000 + 3_600_000);
  const later = await centre.task({ ScheduledTime: new Date(Date.now() + 60_000) });
  await client.updateContactSchedule({ InstanceId, ContactId: later, ScheduledTime });
  t.keeps("UpdateContactSchedule", "the new time", (await describe(later)).ScheduledTimestamp, ScheduledTime);

  const field = { Id: { Name: "Subject" }, Type: "NAME" };
  const { Id, Arn } = await client.createTaskTemplate({
    InstanceId, Name: "Refund", ContactFlowId: centre.ContactFlowId, Fields: [field], Constraints: { RequiredFields: [field] },
  });
  await client.updateContactTaskTemplate({ InstanceId, ContactId: waiting, TaskTemplateId: Id });
  t.keeps("UpdateContactTaskTemplate", "the ARN of the template", (await describe(waiting)).TaskTemplateInfo.Arn, Arn);
}

const english = (ProficiencyLevel) => ({
  AttributeCondition: {
    Name: "connect:Language", Value: "connect:English", ProficiencyLevel, ComparisonOperator: "NumberGreaterOrEqualTo",
  },
});

// begun calls the operations that begin contacts.
async function begun(t, { InstanceId, QueueId, describe, user }) {
  const { client } = t;
  const UserId = await user("jane");
  const { ContactId, ContactArn } = await client.createContact({
    InstanceId, Channel: "TASK", InitiationMethod: "API", Name: "Refund", Description: "Order 17", ExpiryDurationInMinutes: 30,
    Attributes: { tier: "gold" }, References: { order: { Type: "URL", Value: "https://shop.example.com/17" } },
    InitiateAs: "CONNECTED_TO_USER", UserInfo: { UserId },
  });
  const { Arn, Name, Description, Channel, Attributes, AgentInfo, SegmentAttributes } = await describe(ContactId);
  t.keeps("CreateContact", "name, description, channel and attributes", [Arn, Name, Description, Channel, Attributes], [
    ContactArn, "Refund", "Order 17", "TASK", { tier: "gold" },
  ]);
  t.keeps("CreateContact", "the agent who has it", [AgentInfo.Id, AgentInfo.ConnectedToAgentTimestamp instanceof Date], [UserId, true]);
  t.keeps("CreateContact", "subtype and expiry", SegmentAttributes, {
    "connect:Subtype": { ValueString: "connect:ExternalTask" },
    "connect:ContactExpiry": { ValueMap: { ExpiryDuration: { ValueInteger: 30 } } },
  });
  const { ReferenceSummaryList } = await client.listContactReferences({ InstanceId, ContactId, ReferenceTypes: ["URL"] });
  t.keeps("CreateContact", "the references", ReferenceSummaryList, [{ Url: { Name: "order", Value: "https://shop.example.com/17" } }]);

  const CustomerEndpoint = { Type: "TELEPHONE_NUMBER", Address: "+12065550150" };
  const dial = { Campaign: { CampaignId: "spring" }, CustomerEndpoint, Attributes: { tier: "gold" } };
  const { SuccessfulRequestList, FailedRequestList } = await client.batchPutContact({
    InstanceId, ContactDataRequestList: [{ RequestIdentifier: "good", QueueId, ...dial }, { RequestIdentifier: "bad", ...dial }],
  });
  const [put] = SuccessfulRequestList;
  t.keeps("BatchPutContact", "which requests fail, and why", [
    put.RequestIdentifier, FailedRequestList.map((f) => [f.RequestIdentifier, f.FailureReasonCode]),
  ], ["good", [["bad", "MISSING_QUEUE_ID_AND_SYSTEM_ENDPOINT"]]]);
  const call = await describe(put.ContactId);
  t.keeps("BatchPutContact", "campaign, customer, queue and attributes", [
    call.Campaign, call.CustomerEndpoint, call.QueueInfo.Id, call.Attributes,
  ], [dial.Campaign, CustomerEndpoint, QueueId, { tier: "gold" }]);
}

// changed calls the operations that change the details of a contact.
async function changed(t, { InstanceId, QueueId, describe, externalCall, user }) {
  const { client } = t;
  const UserId = await user("john");
  const ContactId = await externalCall();
  const CustomerEndpoint = { Type: "TELEPHONE_NUMBER", Address: "+12065550160" };
  await client.updateContact({
    InstanceId, ContactId, Name: "Complaint", Description: "Late", QueueInfo: { Id: QueueId }, UserInfo: { UserId }, CustomerEndpoint,
    References: { account: { Type: "STRING", Value: "A-1" } }, SegmentAttributes: { department: { ValueString: "sales" } },
  });
  const updated = await describe(ContactId);
  t.keeps("UpdateContact", "name, description, customer and agent", [
    updated.Name, updated.Description, updated.CustomerEndpoint, updated.AgentInfo.Id, updated.QueueInfo.Id,
  ], ["Complaint", "Late", CustomerEndpoint, UserId, QueueId]);
  t.keeps("UpdateContact", "segment attributes, in addition to the previous ones", updated.SegmentAttributes, {
    "connect:Subtype": { ValueString: "connect:ExternalAudio" }, department: { ValueString: "sales" },
  });

  await client.tagContact({ InstanceId, ContactId, Tags: { team: "sales", cost: "42" } });
  t.keeps("TagContact", "the tags", (await describe(ContactId)).Tags, { team: "sales", cost: "42" });
  await client.untagContact({ InstanceId, ContactId, TagKeys: ["cost"] });
  t.keeps("UntagContact", "the other tags", (await describe(ContactId)).Tags, { team: "sales" });

  const { ContactId: mail } = await client.startEmailContact({
    InstanceId, FromEmailAddress: { EmailAddress: "ann@example.com" }, DestinationEmailAddress: "help@example.com",
    AdditionalRecipients: { CcAddresses: [{ EmailAddress: "bob@example.com" }] },
    EmailMessage: { MessageSourceType: "RAW", RawMessage: { Subject: "Hello", Body: "Hello", ContentType: "text/plain" } },
  });
  const erase = { InstanceId, ContactId: mail, ContactFields: ["CUSTOMER_ENDPOINT", "ADDITIONAL_EMAIL_RECIPIENTS", "EMAIL_SUBJECT"] };
  const early = await client.deleteContactData(erase).catch((error) => error.name);
  await client.stopContact({ InstanceId, ContactId: mail });
  await client.deleteContactData(erase);
  const erased = await describe(mail);
  t.keeps("DeleteContactData", "the deletion of customer, recipients and subject of the email", [
    erased.CustomerEndpoint, erased.AdditionalEmailRecipients, Object.keys(erased.SegmentAttributes), early,
  ], [undefined, undefined, ["connect:Subtype"], "ContactNotTerminatedException"]);
}

// attributes changes the attributes that the contacts of a chain share.
async function attributes(t, { InstanceId, queued }) {
  const { client } = t;
  const ContactId = await queued({ Attributes: { tier: "gold", city: "Rome" } });
  const { InitialContactId } = (await client.describeContact({ InstanceId, ContactId })).Contact;
  await client.updateContactAttributes({ InstanceId, InitialContactId, Attributes: { tier: "silver", note: "call back" } });
  const { Attributes } = await client.getContactAttributes({ InstanceId, InitialContactId });
  t.keeps("UpdateContactAttributes", "the new values, in addition to those it does not name", Attributes, {
    tier: "silver", city: "Rome", note: "call back",
  });
  const all = await client.getContactAttributes({ InstanceId, InitialContactId: ContactId });
  t.keeps("GetContactAttributes", "returns those of the whole chain for each of its contacts", all.Attributes, Attributes);
}
