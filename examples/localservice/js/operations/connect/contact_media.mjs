import { contactCentre } from "../../contacts.mjs";

export default async function contactMedia(t) {
  const { client } = t;
  const centre = await contactCentre(t);
  const { InstanceId, ContactFlowId, describe, user, externalCall } = centre;
  const ContactId = await externalCall(await user("jane"));
  const call = { InstanceId, ContactId, InitialContactId: ContactId };

  await client.startContactRecording({ ...call, VoiceRecordingConfiguration: { VoiceRecordingTrack: "ALL" } });
  const [running] = (await describe(ContactId)).Recordings;
  t.keeps("StartContactRecording", "what is recorded and since when", [
    running.MediaStreamType, running.StartTimestamp instanceof Date, running.StopTimestamp,
  ], ["AUDIO", true, undefined]);
  await client.suspendContactRecording(call);
  const refused = "InvalidRequestException";
  await t.loses("SuspendContactRecording", "that it is suspended: a second time is refused", client.suspendContactRecording(call), refused);
  await client.resumeContactRecording(call);
  await t.loses("ResumeContactRecording", "that it goes on: a second time is refused", client.resumeContactRecording(call), refused);
  await client.stopContactRecording(call);
  const [stopped] = (await describe(ContactId)).Recordings;
  t.keeps("StopContactRecording", "when it stopped, and that there is a recording", [
    stopped.StartTimestamp, stopped.StopTimestamp instanceof Date, stopped.Status,
  ], [running.StartTimestamp, true, "AVAILABLE"]);

  const job = {
    InstanceId, ContactId, AnalyticsModes: ["PostContact"],
    AnalyticsConfiguration: {
      LanguageConfiguration: { LanguageLocale: "en-US" }, RedactionConfiguration: { Behavior: "Disable", Policy: "None" },
      SentimentConfiguration: { Behavior: "Disable" }, SummaryConfiguration: { SummaryModes: ["PostContact"] },
      RulesConfiguration: { Behavior: "Disable" },
    },
  };
  const started = await client.startContactConversationalAnalyticsJob(job);
  t.keeps("StartContactConversationalAnalyticsJob", "the contact", started.ContactId, ContactId);
  await t.loses(
    "StartContactConversationalAnalyticsJob", "that there is a job: a second one is refused",
    client.startContactConversationalAnalyticsJob({ ...job, ClientToken: "again" }), refused,
  );

  const supervisor = await user("mia");
  const monitor = await client.monitorContact({ InstanceId, ContactId, UserId: supervisor });
  const listening = await describe(monitor.ContactId);
  t.keeps("MonitorContact", "the contact of the user who listens in", [
    listening.Arn, listening.InitiationMethod, listening.PreviousContactId, listening.AgentInfo.Id,
  ], [monitor.ContactArn, "MONITOR", ContactId, supervisor]);

  await messages(t, centre);

  const web = await client.startWebRTCContact({ InstanceId, ContactFlowId, ParticipantDetails: { DisplayName: "Ann" } });
  await client.startScreenSharing({ InstanceId, ContactId: web.ContactId });
  await t.loses(
    "StartScreenSharing", "a mark that nothing reads; contacts that are not web calls are refused",
    client.startScreenSharing({ InstanceId, ContactId }), refused,
  );
}

// messages calls the operations on the messages of a chat.
async function messages(t, { InstanceId, chat }) {
  const { client } = t;
  const { ContactId } = await chat();
  const one = { InstanceId, ContactId };
  const outcome = (call) => call.then(() => "stopped", (error) => error.name);
  const without = await outcome(client.stopContactStreaming({ ...one, StreamingId: "none" }));
  const { StreamingId } = await client.startContactStreaming({
    ...one, ChatStreamingConfiguration: { StreamingEndpointArn: t.arn("sns", "messages") },
  });
  const stop = () => outcome(client.stopContactStreaming({ ...one, StreamingId }));
  t.keeps("StartContactStreaming", "a stream, which can be stopped", [without, await stop()], ["ResourceNotFoundException", "stopped"]);
  t.keeps("StopContactStreaming", "the removal of the stream", await stop(), "ResourceNotFoundException");

  const stopProcessing = () => outcome(client.stopContactMediaProcessing(one));
  const before = await stopProcessing();
  await client.startContactMediaProcessing({
    ...one, ProcessorArn: t.arn("lambda", "function:moderate"), FailureMode: "DELIVER_UNPROCESSED_MESSAGE",
  });
  t.keeps("StartContactMediaProcessing", "that messages are processed, which can be stopped", [before, await stopProcessing()], [
    "ResourceNotFoundException", "stopped",
  ]);
  t.keeps("StopContactMediaProcessing", "that no messages are processed", await stopProcessing(), "ResourceNotFoundException");
}
