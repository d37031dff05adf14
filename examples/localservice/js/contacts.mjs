// An instance with what contacts need, for the scenarios in the folder operations.

// contactCentre creates an instance and a flow, and returns them with a queue and functions that begin contacts and add users.
export async function contactCentre(t) {
  const connect = t.connect;
  const InstanceId = await t.instance();
  const [queue] = (await connect.listQueues({ InstanceId, QueueTypes: ["STANDARD"] })).QueueSummaryList;
  const [profile] = (await connect.listRoutingProfiles({ InstanceId })).RoutingProfileSummaryList;
  const { SecurityProfileSummaryList } = await connect.listSecurityProfiles({ InstanceId });
  const agents = SecurityProfileSummaryList.find((p) => p.Name === "Agent");
  const { ContactFlowId } = await connect.createContactFlow({
    InstanceId, Name: "Main", Type: "CONTACT_FLOW",
    Content: JSON.stringify({
      Version: "2019-10-30", StartAction: "end",
      Actions: [{ Identifier: "end", Type: "DisconnectParticipant", Parameters: {}, Transitions: {} }],
    }),
  });
  return {
    InstanceId, ContactFlowId, QueueId: queue.Id, QueueArn: queue.Arn, RoutingProfileId: profile.Id,
    InstanceArn: t.arn("connect", `instance/${InstanceId}`),
    describe: async (ContactId) => (await connect.describeContact({ InstanceId, ContactId })).Contact,
    // user adds an agent and returns its id.
    user: async (Username) => {
      const { UserId } = await connect.createUser({
        InstanceId, Username, Password: "Passw0rd", RoutingProfileId: profile.Id, SecurityProfileIds: [agents.Id],
        PhoneConfig: { PhoneType: "SOFT_PHONE" }, IdentityInfo: { FirstName: Username, LastName: "Doe" },
      });
      return UserId;
    },
    task: async (more) => (await connect.startTaskContact({ InstanceId, ContactFlowId, Name: "Call back", ...more })).ContactId,
    chat: (more) => connect.startChatContact({ InstanceId, ContactFlowId, ParticipantDetails: { DisplayName: "Ann" }, ...more }),
    // queued begins a task that waits in the queue.
    queued: async (more) => {
      const { ContactId } = await connect.startTaskContact({ InstanceId, ContactFlowId, Name: "Call back", ...more });
      return (await connect.transferContact({ InstanceId, ContactId, ContactFlowId, QueueId: queue.Id })).ContactId;
    },
    // externalCall begins a call of another system; with UserId, the call is connected to that agent.
    externalCall: async (UserId) => {
      const { ContactId } = await connect.createContact({
        InstanceId, Channel: "VOICE", InitiationMethod: "TRANSFER",
        ...(UserId && { InitiateAs: "CONNECTED_TO_USER", UserInfo: { UserId } }),
      });
      return ContactId;
    },
  };
}
