export default async function phoneNumber(t) {
  const { client } = t;
  const InstanceId = await t.instance();
  const instance = t.arn("connect", `instance/${InstanceId}`);
  const us = { PhoneNumberCountryCode: "US", PhoneNumberType: "DID" };
  const offered = async (what) => client.searchAvailablePhoneNumbers({ InstanceId, ...us, ...what });
  const first = await offered({ MaxResults: 2 });
  const second = await offered({ MaxResults: 2, NextToken: first.NextToken });
  const found = [first, second].flatMap((page) => page.AvailableNumbersList.map((n) => n.PhoneNumber));
  t.keeps("SearchAvailablePhoneNumbers", "offers numbers of the block for fiction, page by page",
    found, ["+12065550100", "+12065550101", "+12065550102", "+12065550103"]);

  const PhoneNumber = "+12065550101";
  const sales = { PhoneNumberDescription: "Sales", Tags: { team: "voice" } };
  const claimed = await client.claimPhoneNumber({ TargetArn: instance, PhoneNumber, ...sales });
  const { PhoneNumberId, PhoneNumberArn } = claimed;
  const described = async () => (await client.describePhoneNumber({ PhoneNumberId })).ClaimedPhoneNumberSummary;
  const number = await described();
  t.keeps("ClaimPhoneNumber", "number, description, tags and target",
    [number.PhoneNumber, number.PhoneNumberDescription, number.Tags, number.TargetArn, number.InstanceId],
    [PhoneNumber, "Sales", { team: "voice" }, instance, InstanceId]);
  t.keeps("DescribePhoneNumber", "returns status, country, type and ARN",
    [number.PhoneNumberStatus.Status, number.PhoneNumberCountryCode, number.PhoneNumberType, number.PhoneNumberArn],
    ["CLAIMED", "US", "DID", PhoneNumberArn]);
  const free = (await offered({ PhoneNumberPrefix: PhoneNumber })).AvailableNumbersList;
  t.keeps("SearchAvailablePhoneNumbers", "a claimed number is not offered", free, []);

  await client.updatePhoneNumberMetadata({ PhoneNumberId, PhoneNumberDescription: "Support" });
  t.keeps("UpdatePhoneNumberMetadata", "the new description", (await described()).PhoneNumberDescription, "Support");

  const SourcePhoneNumberArn = t.arn("sms-voice", "phone-number/phone-1");
  const imported = await client.importPhoneNumber({ InstanceId, SourcePhoneNumberArn, PhoneNumberDescription: "Texts" });
  const { ClaimedPhoneNumberSummary: texts } = await client.describePhoneNumber({ PhoneNumberId: imported.PhoneNumberId });
  t.keeps("ImportPhoneNumber", "source and description; the number itself is made up",
    [texts.SourcePhoneNumberArn, texts.PhoneNumberDescription], [SourcePhoneNumberArn, "Texts"]);

  await flow(t, InstanceId, PhoneNumberId, PhoneNumberArn);

  const other = await t.instance("op-other");
  const older = async (InstanceId) => (await client.listPhoneNumbers({ InstanceId })).PhoneNumberSummaryList;
  const newer = async (what) => (await client.listPhoneNumbersV2(what)).ListPhoneNumbersSummaryList;
  await client.updatePhoneNumber({ PhoneNumberId, InstanceId: other });
  const Arn = t.arn("connect", `instance/${other}/phone-number/${PhoneNumberId}`);
  t.keeps("UpdatePhoneNumber", "that it belongs to another instance", (await described()).InstanceId, other);
  t.keeps("ListPhoneNumbers", "lists it for its new instance, by an ARN of the older form",
    [(await older(InstanceId)).map((n) => n.Id), await older(other)],
    [[imported.PhoneNumberId], [{ Id: PhoneNumberId, Arn, PhoneNumber, ...us }]]);
  const ids = (numbers) => numbers.map((n) => n.PhoneNumberId);
  const page = await client.listPhoneNumbersV2({ MaxResults: 1 });
  t.keeps("ListPhoneNumbersV2", "lists those of an instance, those with a prefix, or all in pages", [
    ids(await newer({ InstanceId: other })), ids(await newer({ PhoneNumberPrefix: "+44" })), ids(page.ListPhoneNumbersSummaryList),
    ids(await newer({ MaxResults: 1, NextToken: page.NextToken })),
  ], [[PhoneNumberId], [], [PhoneNumberId], [imported.PhoneNumberId]]);

  await client.releasePhoneNumber({ PhoneNumberId });
  await t.loses("ReleasePhoneNumber", "the release", described());
  await t.loses("ReleasePhoneNumber", "that it cannot be claimed again for some time",
    client.claimPhoneNumber({ InstanceId, PhoneNumber }), "InvalidParameterException");
}

async function flow(t, InstanceId, PhoneNumberId, PhoneNumberArn) {
  const { client } = t;
  const Actions = [{ Identifier: "end", Type: "DisconnectParticipant", Parameters: {}, Transitions: {} }];
  const Content = JSON.stringify({ Version: "2019-10-30", StartAction: "end", Actions });
  const created = await client.createContactFlow({ InstanceId, Name: "Main menu", Type: "CONTACT_FLOW", Content });
  const { ContactFlowId, ContactFlowArn } = created;
  const ResourceType = "VOICE_PHONE_NUMBER";
  const flows = async () => (await client.listFlowAssociations({ InstanceId, ResourceType })).FlowAssociationSummaryList;
  await client.associatePhoneNumberContactFlow({ InstanceId, PhoneNumberId, ContactFlowId });
  t.keeps("AssociatePhoneNumberContactFlow", "the flow that answers the number",
    await flows(), [{ ResourceId: PhoneNumberArn, FlowId: ContactFlowArn, ResourceType }]);
  await client.disassociatePhoneNumberContactFlow({ InstanceId, PhoneNumberId });
  t.keeps("DisassociatePhoneNumberContactFlow", "that no flow answers it", await flows(), []);
}
