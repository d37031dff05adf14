import { contactCentre } from "../../contacts.mjs";

export default async function participant(t) {
  const { client } = t;
  const { InstanceId, describe, chat, task } = await contactCentre(t);
  const { ContactId } = await chat();
  const add = (ClientToken) => client.createParticipant({
    InstanceId, ContactId, ClientToken, ParticipantDetails: { ParticipantRole: "CUSTOM_BOT", DisplayName: "Helper" },
  });
  const [bot, same, other] = [await add("one"), await add("one"), await add("two")];
  t.keeps("CreateParticipant", "one participant for each client token", [
    same.ParticipantId, other.ParticipantId === bot.ParticipantId,
  ], [bot.ParticipantId, false]);
  const left = new Date(bot.ParticipantCredentials.Expiry) - Date.now();
  t.keeps("CreateParticipant", "a token that is good for five minutes", [left > 280_000, left <= 300_000], [true, true]);

  const configure = (id) => client.updateParticipantRoleConfig({
    InstanceId, ContactId: id, ChannelConfiguration: { Chat: { ParticipantTimerConfigList: [
      { ParticipantRole: "CUSTOMER", TimerType: "IDLE", TimerValue: { ParticipantTimerDurationInMinutes: 5 } },
    ] } },
  });
  await configure(ContactId);
  await t.loses(
    "UpdateParticipantRoleConfig", "timers that nothing reads; contacts that are not chats are refused", configure(await task()),
    "InvalidRequestException",
  );

  const next = await chat();
  const source = { InstanceId, InitialContactId: next.ContactId, RehydrationType: "FROM_SEGMENT", SourceContactId: ContactId };
  await client.stopContact({ InstanceId, ContactId });
  const { ContinuedFromContactId } = await client.createPersistentContactAssociation(source);
  t.keeps("CreatePersistentContactAssociation", "the chat that this one continues", [
    ContinuedFromContactId, (await describe(next.ContactId)).RelatedContactId,
  ], [ContactId, ContactId]);

  const signedIn = { InstanceId, State: "state" };
  await client.updateParticipantAuthentication({ ...signedIn, Code: "code" });
  await t.loses(
    "UpdateParticipantAuthentication", "nothing: a request without code and error is refused",
    client.updateParticipantAuthentication(signedIn), "InvalidRequestException",
  );
}
