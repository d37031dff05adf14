import { contactCentre } from "../../contacts.mjs";

export default async function contactControl(t) {
  const centre = await contactCentre(t);
  await chats(t, centre);
  await inbound(t, centre);
  await outbound(t, centre);
  await emails(t, centre);
  await moved(t, centre);
  await pauses(t, centre);
}

const mail = (EmailAddress) => ({ EmailAddress });
const raw = { MessageSourceType: "RAW", RawMessage: { Subject: "Hello", Body: "Hello", ContentType: "text/plain" } };

// chats begins chats as customers do.
async function chats(t, { InstanceId, ContactFlowId, describe, chat }) {
  const { client } = t;
  const { ContactId } = await chat({ Attributes: { tier: "gold" }, CustomerId: "C-1" });
  const { Channel, InitiationMethod, Attributes, CustomerId, SegmentAttributes } = await describe(ContactId);
  t.keeps("StartChatContact", "channel, attributes, customer and subtype", [
    Channel, InitiationMethod, Attributes, CustomerId, SegmentAttributes,
  ], ["CHAT", "API", { tier: "gold" }, "C-1", { "connect:Subtype": { ValueString: "connect:Chat" } }]);
  await client.stopContact({ InstanceId, ContactId });
  const ended = await describe(ContactId);
  t.keeps("StopContact", "when and why the contact ended", [ended.DisconnectReason, ended.DisconnectTimestamp instanceof Date], [
    "API", true,
  ]);
  const next = await chat({ PersistentChat: { RehydrationType: "ENTIRE_PAST_SESSION", SourceContactId: ContactId } });
  t.keeps("StartChatContact", "the chat that a persistent one continues", [
    next.ContinuedFromContactId, (await describe(next.ContactId)).RelatedContactId,
  ], [ContactId, ContactId]);

  const helped = await client.startAssistantContact({
    InstanceId, AiAgent: { AiAgentId: "agent-1" }, ParticipantDetails: { DisplayName: "Ann" }, Attributes: { tier: "gold" },
  });
  const assistant = await describe(helped.ContactId);
  t.keeps("StartAssistantContact", "channel, attributes and AI agent", [
    assistant.Channel, assistant.Attributes, assistant.WisdomInfo.AiAgents[0].AiAgentVersionId,
  ], ["CHAT", { tier: "gold" }, "agent-1"]);

  const { PhoneNumberId, PhoneNumberArn } = await client.claimPhoneNumber({ InstanceId, PhoneNumber: "+12065550100" });
  const SourceId = "+12065550150";
  const send = (Type, content) => client.sendChatIntegrationEvent({
    SourceId, DestinationId: PhoneNumberArn, Subtype: "connect:sms", Event: { Type, ...content },
    NewSessionDetails: { Attributes: { via: "SMS" } },
  });
  const hello = { ContentType: "text/plain", Content: "Hello" };
  const first = await send("MESSAGE", hello);
  const second = await send("MESSAGE", hello);
  const texted = await describe(first.InitialContactId);
  t.keeps("SendChatIntegrationEvent", "a chat for the first message, in which the second is", [
    first.NewChatCreated, second.NewChatCreated, second.InitialContactId, texted.CustomerEndpoint.Address, texted.Attributes,
  ], [true, false, first.InitialContactId, SourceId, { via: "SMS" }]);
  await send("DISCONNECT");
  const disconnected = await describe(first.InitialContactId);
  t.keeps("SendChatIntegrationEvent", "the end of the chat", disconnected.DisconnectReason, "CUSTOMER_DISCONNECT");

  const out = await client.startOutboundChatContact({
    InstanceId, ContactFlowId, SourceEndpoint: { Type: "CONNECT_PHONENUMBER_ARN", Address: PhoneNumberArn },
    DestinationEndpoint: { Type: "TELEPHONE_NUMBER", Address: SourceId }, Attributes: { order: "17" },
    SegmentAttributes: { "connect:Subtype": { ValueString: "connect:SMS" } },
  });
  const texting = await describe(out.ContactId);
  t.keeps("StartOutboundChatContact", "both ends, attributes and subtype", [
    texting.InitiationMethod, texting.SystemEndpoint.Address, texting.CustomerEndpoint.Address, texting.Attributes,
    texting.SegmentAttributes,
  ], ["OUTBOUND", PhoneNumberArn, SourceId, { order: "17" }, { "connect:Subtype": { ValueString: "connect:SMS" } }]);
  await client.releasePhoneNumber({ PhoneNumberId });
}

// inbound begins calls in a browser and tasks.
async function inbound(t, { InstanceId, ContactFlowId, describe, task }) {
  const { client } = t;
  const web = await client.startWebRTCContact({
    InstanceId, ContactFlowId, ParticipantDetails: { DisplayName: "Ann" }, Description: "Needs help",
    AllowedCapabilities: { Customer: { Video: "SEND" } },
  });
  const call = await describe(web.ContactId);
  t.keeps("StartWebRTCContact", "channel, description and what the customer may send", [
    call.Channel, call.InitiationMethod, call.Description, call.Customer.Capabilities,
  ], ["VOICE", "WEBRTC_API", "Needs help", { Video: "SEND" }]);
  t.keeps("StartWebRTCContact", "a meeting in the Region, which nobody can join", web.ConnectionData.Meeting.MediaRegion, t.region);

  const first = await task({ Description: "About order 17", Attributes: { tier: "gold" } });
  const ScheduledTime = new Date(Math.floor(Date.now() / 1000) * 1000 + 3_600_000);
  const later = await describe(await task({ RelatedContactId: first, ScheduledTime, Attributes: { late: "yes" } }));
  const { Channel, Name, Description } = await describe(first);
  t.keeps("StartTaskContact", "name and description", [Channel, Name, Description], ["TASK", "Call back", "About order 17"]);
  t.keeps("StartTaskContact", "the time, and the attributes of a related contact", [
    later.ScheduledTimestamp, later.RelatedContactId, later.Attributes,
  ], [ScheduledTime, first, { tier: "gold", late: "yes" }]);
}

// outbound begins contacts to customers that need no draft.
async function outbound(t, { InstanceId, ContactFlowId, QueueId, describe }) {
  const { client } = t;
  const { ContactId } = await client.startOutboundVoiceContact({
    InstanceId, ContactFlowId, QueueId, DestinationPhoneNumber: "+12065550150", Name: "Reminder", Attributes: { order: "17" },
  });
  const call = await describe(ContactId);
  t.keeps("StartOutboundVoiceContact", "number, queue, name and attributes", [
    call.CustomerEndpoint.Address, call.QueueInfo.Id, call.Name, call.Attributes,
  ], ["+12065550150", QueueId, "Reminder", { order: "17" }]);

  const notify = (ExpiresAt) => client.sendOutboundWebNotification({
    InstanceId, BrowserId: "browser", SessionId: "session", ExpiresAt, Source: { SourceCampaign: { CampaignId: "spring" } },
    Destination: { WidgetId: "widget", ProfileId: "profile" }, Content: { Type: "WIDGET_VIEW" },
  });
  await notify(new Date(Date.now() + 60_000));
  await t.loses("SendOutboundWebNotification", "nothing: an expired one is refused", notify(new Date(0)), "InvalidRequestException");
}

// emails begins emails in both directions.
async function emails(t, { InstanceId, describe, user }) {
  const { client } = t;
  const { ContactId } = await client.startEmailContact({
    InstanceId, FromEmailAddress: mail("ann@example.com"), DestinationEmailAddress: "help@example.com", Name: "Question", EmailMessage: raw,
    AdditionalRecipients: { CcAddresses: [mail("bob@example.com")] },
  });
  const email = await describe(ContactId);
  t.keeps("StartEmailContact", "name, sender, recipients and subject", [
    email.Name, email.CustomerEndpoint.Address, email.SystemEndpoint.Address, email.AdditionalEmailRecipients.CcList,
    email.SegmentAttributes["connect:EmailSubject"].ValueString,
  ], ["Question", "ann@example.com", "help@example.com", [{ Address: "bob@example.com" }], "Hello"]);

  const draft = await client.createContact({
    InstanceId, Channel: "EMAIL", InitiationMethod: "AGENT_REPLY", RelatedContactId: ContactId, UserInfo: { UserId: await user("mia") },
  });
  const { ContactId: reply } = await client.startOutboundEmailContact({
    InstanceId, ContactId: draft.ContactId, FromEmailAddress: mail("help@example.com"), DestinationEmailAddress: mail("ann@example.com"),
    EmailMessage: raw,
  });
  const replied = await describe(reply);
  t.keeps("StartOutboundEmailContact", "sender, recipient and subject of the draft", [
    reply, replied.SystemEndpoint.Address, replied.CustomerEndpoint.Address, replied.SegmentAttributes["connect:EmailSubject"].ValueString,
  ], [draft.ContactId, "help@example.com", "ann@example.com", "Hello"]);

  await client.sendOutboundEmail({
    InstanceId, FromEmailAddress: mail("shop@example.com"), DestinationEmailAddress: mail("carl@example.com"), EmailMessage: raw,
    TrafficType: "CAMPAIGN", SourceCampaign: { CampaignId: "spring" },
  });
  const TimeRange = { Type: "INITIATION_TIMESTAMP", StartTime: new Date(Date.now() - 60_000), EndTime: new Date(Date.now() + 60_000) };
  const SearchCriteria = { InitiationMethods: ["OUTBOUND"], Channels: ["EMAIL"] };
  const { Contacts } = await client.searchContacts({ InstanceId, TimeRange, SearchCriteria });
  const sent = await describe(Contacts[0].Id);
  t.keeps("SendOutboundEmail", "the email, as a contact that has ended", [
    Contacts.length, sent.CustomerEndpoint.Address, sent.Campaign, sent.DisconnectTimestamp instanceof Date,
  ], [1, "carl@example.com", { CampaignId: "spring" }, true]);
}

// moved moves contacts to a queue or an agent.
async function moved(t, { InstanceId, ContactFlowId, QueueId, describe, task, user }) {
  const { client } = t;
  const UserId = await user("jane");
  const shownTo = async () => {
    const { UserDataList } = await client.getCurrentUserData({ InstanceId, Filters: { Agents: [UserId] } });
    return UserDataList.flatMap((u) => u.Contacts).map((c) => [c.ContactId, c.AgentContactState]);
  };
  const first = await task({ References: { order: { Type: "URL", Value: "https://shop.example.com/17" } } });
  const { ContactId, ContactArn } = await client.transferContact({ InstanceId, ContactId: first, ContactFlowId, QueueId });
  const queued = await describe(ContactId);
  t.keeps("TransferContact", "a new contact of the chain, in the queue", [
    queued.Arn, queued.PreviousContactId, queued.InitiationMethod, queued.QueueInfo.Id, (await describe(first)).DisconnectReason,
  ], [ContactArn, first, "TRANSFER", QueueId, "TRANSFERRED"]);
  const { ReferenceSummaryList } = await client.listContactReferences({ InstanceId, ContactId, ReferenceTypes: ["URL"] });
  t.keeps("TransferContact", "the references", ReferenceSummaryList.map((r) => r.Url.Name), ["order"]);

  await client.associateContactWithUser({ InstanceId, ContactId, UserId });
  const { AgentInfo } = await describe(ContactId);
  t.keeps("AssociateContactWithUser", "the agent, who is offered the contact", [AgentInfo.Id, await shownTo()], [
    UserId, [[ContactId, "CONNECTING"]],
  ]);
  await client.stopContact({ InstanceId, ContactId });
  t.keeps("StopContact", "that the agent missed it", await shownTo(), [[ContactId, "MISSED"]]);
  await client.dismissUserContact({ InstanceId, ContactId, UserId });
  t.keeps("DismissUserContact", "that the agent is free of it", await shownTo(), []);
}

// pauses pauses and resumes a task.
async function pauses(t, { InstanceId, describe, task }) {
  const { client } = t;
  const ContactId = await task();
  await client.pauseContact({ InstanceId, ContactId });
  const paused = await describe(ContactId);
  t.keeps("PauseContact", "when, and how often", [paused.LastPausedTimestamp instanceof Date, paused.TotalPauseCount], [true, 1]);
  await client.resumeContact({ InstanceId, ContactId });
  const resumed = await describe(ContactId);
  t.keeps("ResumeContact", "when, and how long the pauses were", [
    resumed.LastResumedTimestamp >= paused.LastPausedTimestamp, resumed.TotalPauseDurationInSeconds < 60,
  ], [true, true]);
}
