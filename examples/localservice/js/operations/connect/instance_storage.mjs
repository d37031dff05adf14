export default async function instanceStorage(t) {
  const { client } = t;
  const InstanceId = await t.instance();
  const ResourceType = "CALL_RECORDINGS";
  const bucket = (BucketName) => ({
    StorageType: "S3",
    S3Config: { BucketName, BucketPrefix: "calls", EncryptionConfig: { EncryptionType: "KMS", KeyId: t.arn("kms", "key/1234") } },
  });
  const associate = async (ResourceType, StorageConfig) =>
    (await client.associateInstanceStorageConfig({ InstanceId, ResourceType, StorageConfig })).AssociationId;
  const AssociationId = await associate(ResourceType, bucket("recordings"));
  const described = async (AssociationId, ResourceType) =>
    (await client.describeInstanceStorageConfig({ InstanceId, AssociationId, ResourceType })).StorageConfig;
  t.keeps("AssociateInstanceStorageConfig", "bucket, prefix and key",
    await described(AssociationId, ResourceType), {
    AssociationId, ...bucket("recordings"),
  });

  const StreamArn = t.arn("kinesis", "stream/contacts");
  const FirehoseArn = t.arn("firehose", "deliverystream/contacts");
  const records = await associate("CONTACT_TRACE_RECORDS", { StorageType: "KINESIS_STREAM", KinesisStreamConfig: { StreamArn } });
  const delivery = { StorageType: "KINESIS_FIREHOSE", KinesisFirehoseConfig: { FirehoseArn } };
  const ofRecords = { AssociationId: records, ResourceType: "CONTACT_TRACE_RECORDS" };
  await client.updateInstanceStorageConfig({ InstanceId, ...ofRecords, StorageConfig: delivery });
  t.keeps("UpdateInstanceStorageConfig", "a delivery stream instead of a stream", await described(records, "CONTACT_TRACE_RECORDS"), {
    AssociationId: records, ...delivery,
  });
  const video = {
    StorageType: "KINESIS_VIDEO_STREAM",
    KinesisVideoStreamConfig: {
      Prefix: "media", RetentionPeriodHours: 24, EncryptionConfig: { EncryptionType: "KMS", KeyId: t.arn("kms", "key/1234") },
    },
  };
  const media = await associate("MEDIA_STREAMS", video);
  t.keeps("DescribeInstanceStorageConfig", "returns prefix, hours and key of a video stream", await described(media, "MEDIA_STREAMS"), {
    AssociationId: media, ...video,
  });

  const listed = async (ResourceType) =>
    (await client.listInstanceStorageConfigs({ InstanceId, ResourceType })).StorageConfigs.map((c) => c.AssociationId);
  t.keeps("ListInstanceStorageConfigs", "lists those of one kind of data",
    [await listed(ResourceType), await listed("CHAT_TRANSCRIPTS")], [[AssociationId], []]);
  await client.disassociateInstanceStorageConfig({ InstanceId, AssociationId, ResourceType });
  await t.loses("DisassociateInstanceStorageConfig", "the removal", described(AssociationId, ResourceType));
}
