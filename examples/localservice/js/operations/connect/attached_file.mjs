export default async function attachedFile(t) {
  const { client } = t;
  const InstanceId = await t.instance();
  const AssociatedResourceArn = t.arn("cases", "domain/d-1/case/c-1");
  const of = { InstanceId, AssociatedResourceArn };
  const invoice = {
    FileName: "invoice.pdf",
    FileSizeInBytes: 48200,
    FileUseCaseType: "ATTACHMENT",
    CreatedBy: { AWSIdentityArn: t.arn("iam", "role/shop") },
    Tags: { team: "orders" },
  };
  const { FileId, FileArn, FileStatus, UploadUrlMetadata } = await client.startAttachedFileUpload({
    ...of,
    ...invoice,
    UrlExpiryInSeconds: 60,
  });
  const got = (input) => client.getAttachedFile({ ...of, FileId, ...input });
  const started = await got();
  const kept = Object.fromEntries(Object.keys(invoice).map((name) => [name, started[name]]));
  t.keeps("StartAttachedFileUpload", "name, size, use, creator and tags", kept, invoice);
  t.keeps(
    "StartAttachedFileUpload",
    "a URL for the file, which nothing answers",
    [FileStatus, new URL(UploadUrlMetadata.Url).searchParams.get("X-Amz-Expires")],
    ["PROCESSING", "60"],
  );
  const refused = await client.startAttachedFileUpload({ ...of, ...invoice, FileName: "invoice.exe" }).catch((error) => error.name);
  t.keeps("StartAttachedFileUpload", "refuses files that the configuration does not allow", refused, "InvalidRequestException");

  await client.completeAttachedFileUpload({ ...of, FileId });
  const completed = await got({ UrlExpiryInSeconds: 30 });
  t.keeps("CompleteAttachedFileUpload", "that it is approved", [started.FileStatus, completed.FileStatus], ["PROCESSING", "APPROVED"]);
  t.keeps(
    "GetAttachedFile",
    "returns the ARN, and a URL once it is approved",
    [completed.FileArn, started.DownloadUrlMetadata, new URL(completed.DownloadUrlMetadata.Url).pathname],
    [FileArn, undefined, `/${FileId}`],
  );

  const { ContactFlowSummaryList: flows } = await client.listContactFlows({ InstanceId });
  const { QueueSummaryList: queues } = await client.listQueues({ InstanceId, QueueTypes: ["STANDARD"] });
  const call = { InstanceId, ContactFlowId: flows[0].Id, QueueId: queues[0].Id, DestinationPhoneNumber: "+12065550100" };
  const { ContactId } = await client.startOutboundVoiceContact(call);
  const ofCall = { InstanceId, AssociatedResourceArn: t.arn("connect", `instance/${InstanceId}/contact/${ContactId}`) };
  const source = { FileUseCaseType: "VOICE_RECORDING", FileSourceUri: "s3://recordings/calls/one.wav", Tags: { team: "voice" } };
  const early = await client.createAttachedFile({ ...ofCall, ...source }).catch((error) => error.name);
  await client.stopContact({ InstanceId, ContactId });
  const recording = await client.createAttachedFile({ ...ofCall, ...source });
  const copied = await client.getAttachedFile({ ...ofCall, FileId: recording.FileId });
  t.keeps(
    "CreateAttachedFile",
    "name, use and tags",
    [copied.FileName, copied.FileUseCaseType, copied.Tags],
    ["one.wav", "VOICE_RECORDING", { team: "voice" }],
  );
  t.keeps("CreateAttachedFile", "refuses a call that has not ended", early, "InvalidRequestException");
  const { Files, Errors } = await client.batchGetAttachedFileMetadata({ ...of, FileIds: [FileId, recording.FileId] });
  t.keeps(
    "BatchGetAttachedFileMetadata",
    "returns the files of the case, and lists those of others as failed",
    [Files.map((f) => [f.FileName, f.FileArn]), Errors.map((e) => [e.FileId, e.ErrorCode])],
    [[["invoice.pdf", FileArn]], [[recording.FileId, "ResourceNotFoundException"]]],
  );

  await client.deleteAttachedFile({ ...of, FileId });
  await t.loses("DeleteAttachedFile", "the deletion", got());
  await configurations(t, of, invoice);
}

async function configurations(t, of, invoice) {
  const { client } = t;
  const { InstanceId } = of;
  const ExtensionConfiguration = { AllowedExtensions: [{ Extension: "exe" }] };
  await client.updateAttachedFilesConfiguration({ InstanceId, AttachmentScope: "CASE", ExtensionConfiguration });
  await client.updateAttachedFilesConfiguration({ InstanceId, AttachmentScope: "CASE", MaximumSizeLimitInBytes: 1000 });
  const described = async (AttachmentScope) =>
    (await client.describeAttachedFilesConfiguration({ InstanceId, AttachmentScope })).AttachedFilesConfiguration;
  const custom = await described("CASE");
  t.keeps(
    "UpdateAttachedFilesConfiguration",
    "extensions and size, separately",
    [custom.ExtensionConfiguration, custom.MaximumSizeLimitInBytes],
    [ExtensionConfiguration, 1000],
  );
  const upload = (FileName, FileSizeInBytes) =>
    client.startAttachedFileUpload({ ...of, ...invoice, FileName, FileSizeInBytes }).then(
      (file) => file.FileStatus,
      (error) => error.name,
    );
  t.keeps(
    "UpdateAttachedFilesConfiguration",
    "the limits on later uploads",
    [await upload("tool.exe", 1000), await upload("tool.exe", 1001), await upload("a.pdf", 1)],
    ["PROCESSING", "InvalidRequestException", "InvalidRequestException"],
  );
  const usual = await described("EMAIL");
  t.keeps(
    "DescribeAttachedFilesConfiguration",
    "returns the default of a scope that has no configuration of its own",
    [usual.AttachmentScope, usual.MaximumSizeLimitInBytes, usual.LastModifiedTime],
    ["EMAIL", 20 * 2 ** 20, undefined],
  );
  const first = await client.listAttachedFilesConfigurations({ InstanceId, MaxResults: 3 });
  const rest = await client.listAttachedFilesConfigurations({ InstanceId, MaxResults: 3, NextToken: first.NextToken });
  const listed = [...first.AttachedFilesConfigurations, ...rest.AttachedFilesConfigurations];
  const sizes = Object.fromEntries(listed.map((c) => [c.AttachmentScope, c.MaximumSizeLimitInBytes]));
  t.keeps(
    "ListAttachedFilesConfigurations",
    "lists every scope, in pages",
    [first.AttachedFilesConfigurations.length, sizes],
    [3, { EMAIL: 20 * 2 ** 20, CHAT: 20 * 2 ** 20, CASE: 1000, TASK: 20 * 2 ** 20 }],
  );
}
