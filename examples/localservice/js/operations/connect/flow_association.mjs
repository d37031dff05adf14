export default async function flowAssociation(t) {
  const { client } = t;
  const InstanceId = await t.instance();
  const Actions = [{ Identifier: "end", Type: "DisconnectParticipant", Parameters: {}, Transitions: {} }];
  const Content = JSON.stringify({ Version: "2019-10-30", StartAction: "end", Actions });
  const created = await client.createContactFlow({ InstanceId, Name: "Texts", Type: "CONTACT_FLOW", Content });
  const { ContactFlowId: FlowId, ContactFlowArn } = created;
  const sms = { ResourceId: t.arn("sms-voice", "phone-number/phone-1"), ResourceType: "SMS_PHONE_NUMBER" };
  const whatsapp = { ResourceId: t.arn("social-messaging", "phone-number-id/phone-2"), ResourceType: "WHATSAPP_MESSAGING_PHONE_NUMBER" };
  const got = async (resource) => client.getFlowAssociation({ InstanceId, ...resource });
  await client.associateFlow({ InstanceId, FlowId, ...sms });
  await client.associateFlow({ InstanceId, FlowId, ...whatsapp });
  const { $metadata, ...association } = await got(sms);
  t.keeps("AssociateFlow", "the flow of a number, by its ARN", association, { ...sms, FlowId: ContactFlowArn });
  await t.loses("AssociateFlow", "that the flow cannot be deleted",
    client.deleteContactFlow({ InstanceId, ContactFlowId: FlowId }), "InvalidParameterException");
  t.keeps("GetFlowAssociation", "returns the resource and its type", [(await got(whatsapp)).ResourceId, (await got(whatsapp)).ResourceType],
    [whatsapp.ResourceId, whatsapp.ResourceType]);

  const { PhoneNumberId, PhoneNumberArn } = await client.claimPhoneNumber({ InstanceId, PhoneNumber: "+12065550100" });
  await client.associatePhoneNumberContactFlow({ InstanceId, PhoneNumberId, ContactFlowId: FlowId });
  const listed = async (what) => client.listFlowAssociations({ InstanceId, ...what });
  const ids = (answer) => answer.FlowAssociationSummaryList.map((a) => a.ResourceId);
  t.keeps("ListFlowAssociations", "lists those of one type of resource, with the numbers for calls",
    [ids(await listed({ ResourceType: whatsapp.ResourceType })), ids(await listed({ ResourceType: "VOICE_PHONE_NUMBER" }))],
    [[whatsapp.ResourceId], [PhoneNumberArn]]);
  const first = await listed({ MaxResults: 2 });
  const second = await listed({ MaxResults: 2, NextToken: first.NextToken });
  t.keeps("ListFlowAssociations", "or all, page by page",
    [ids(first), ids(second)], [[PhoneNumberArn, sms.ResourceId], [whatsapp.ResourceId]]);
  const ResourceIds = [PhoneNumberArn, t.arn("sms-voice", "phone-number/none")];
  const batch = await client.batchGetFlowAssociation({ InstanceId, ResourceIds });
  t.keeps("BatchGetFlowAssociation", "returns existing ones only", batch.FlowAssociationSummaryList, [
    { ResourceId: PhoneNumberArn, FlowId: ContactFlowArn, ResourceType: "VOICE_PHONE_NUMBER" },
  ]);

  await client.disassociateFlow({ InstanceId, ...sms });
  await t.loses("DisassociateFlow", "the removal", got(sms));
}
