export default async function messagingSession(t) {
  const { Endpoint } = await t.client.getMessagingSessionEndpoint({ NetworkType: "IPV4_ONLY" });
  t.keeps("GetMessagingSessionEndpoint", "the host of localservice itself, where sessions connect",
    Endpoint.Url, new URL(process.env.LOCALSERVICE_URL).host);
}
