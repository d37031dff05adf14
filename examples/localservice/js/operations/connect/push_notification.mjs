import { contactCentre } from "../../contacts.mjs";

export default async function pushNotification(t) {
  const { client } = t;
  const { InstanceId, chat } = await contactCentre(t);
  const { ContactId } = await chat();
  const { RegistrationId } = await client.createPushNotificationRegistration({
    InstanceId, PinpointAppArn: t.arn("mobiletargeting", "apps/shop"), DeviceToken: "device", DeviceType: "GCM",
    ContactConfiguration: { ContactId, ParticipantRole: "CUSTOMER", IncludeRawMessage: true },
  });
  const remove = (id) => client.deletePushNotificationRegistration({ InstanceId, RegistrationId, ContactId: id })
    .then(() => "deleted", (error) => error.name);
  const { ContactId: other } = await chat();
  t.keeps("CreatePushNotificationRegistration", "the registration, for this chat only", [await remove(other), await remove(ContactId)], [
    "ResourceNotFoundException", "deleted",
  ]);
  t.keeps("DeletePushNotificationRegistration", "the deletion", await remove(ContactId), "ResourceNotFoundException");
}
