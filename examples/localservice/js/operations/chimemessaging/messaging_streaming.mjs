export default async function messagingStreaming(t) {
  const { client, appInstance: AppInstanceArn } = t;
  await t.user("alice");
  const StreamingConfigurations = [
    { DataType: "Channel", ResourceArn: t.arn("kinesis", "stream/chime-messaging-channels") },
    { DataType: "ChannelMessage", ResourceArn: t.arn("kinesis", "stream/chime-messaging-messages") },
  ];
  const put = await client.putMessagingStreamingConfigurations({ AppInstanceArn, StreamingConfigurations });
  const read = async () => (await client.getMessagingStreamingConfigurations({ AppInstanceArn })).StreamingConfigurations;
  t.keeps("PutMessagingStreamingConfigurations", "the streams of channels and messages", [put.StreamingConfigurations, await read()],
    [StreamingConfigurations, StreamingConfigurations]);
  await client.putMessagingStreamingConfigurations({ AppInstanceArn, StreamingConfigurations: [StreamingConfigurations[1]] });
  t.keeps("GetMessagingStreamingConfigurations", "returns the latest only", await read(), [StreamingConfigurations[1]]);

  await client.deleteMessagingStreamingConfigurations({ AppInstanceArn });
  await t.loses("DeleteMessagingStreamingConfigurations", "the removal", read(), "NotFoundException");
}
