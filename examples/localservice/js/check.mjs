// Uses both services of examples/localservice with unmodified JavaScript clients. The environment says where the services are:
// see the variables that localservice prints. Ends with an error if an answer is not what it should be.
import assert from "node:assert/strict";
import * as chime from "@aws-sdk/client-chime-sdk-messaging";
import * as connect from "@aws-sdk/client-connect";

const appInstance = process.env.APP_INSTANCE_ARN;
assert.ok(appInstance, "set APP_INSTANCE_ARN to the app instance that localservice prints");
const alice = `${appInstance}/user/alice`;

async function checkConnect() {
  const client = new connect.ConnectClient({});
  const { InstanceSummaryList: instances } = await client.send(new connect.ListInstancesCommand({}));
  assert.ok(instances.length > 0);
  const InstanceId = instances[0].Id;

  const bot = { Name: "Order bot & co", LexRegion: "us-east-1" };
  await client.send(new connect.AssociateLexBotCommand({ InstanceId, LexBot: bot }));
  const { LexBots } = await client.send(new connect.ListLexBotsCommand({ InstanceId }));
  assert.deepEqual(LexBots, [bot]);
  await client.send(new connect.DisassociateLexBotCommand({ InstanceId, BotName: bot.Name, LexRegion: bot.LexRegion }));
  await assert.rejects(
    client.send(new connect.DisassociateLexBotCommand({ InstanceId, BotName: bot.Name, LexRegion: bot.LexRegion })),
    (error) => error instanceof connect.ResourceNotFoundException && error.$metadata.httpStatusCode === 404,
  );

  const names = [];
  for await (const page of connect.paginateListSecurityProfiles({ client, pageSize: 3 }, { InstanceId })) {
    names.push(...page.SecurityProfileSummaryList.map((profile) => profile.Name));
  }
  assert.deepEqual(names, ["Admin", "Agent", "CallCenterManager", "QualityAnalyst"]);
}

async function checkChime() {
  const client = new chime.ChimeSDKMessagingClient({});
  const { ChannelArn } = await client.send(
    new chime.CreateChannelCommand({ AppInstanceArn: appInstance, Name: "General", ChimeBearer: alice, Tags: [{ Key: "k", Value: "v" }] }),
  );
  for (const Content of ["one", "zwei ✓", "three/3"]) {
    await client.send(
      new chime.SendChannelMessageCommand({ ChannelArn, Content, Type: "STANDARD", Persistence: "PERSISTENT", ChimeBearer: alice }),
    );
  }
  const { ChannelMessages } = await client.send(
    new chime.ListChannelMessagesCommand({ ChannelArn, SortOrder: "ASCENDING", NotBefore: new Date(0), ChimeBearer: alice }),
  );
  assert.deepEqual(ChannelMessages.map((message) => message.Content), ["one", "zwei ✓", "three/3"]);
  assert.ok(ChannelMessages[0].CreatedTimestamp instanceof Date);
  assert.equal(ChannelMessages[0].Status.Value, "SENT");
  await assert.rejects(
    client.send(new chime.DescribeChannelCommand({ ChannelArn, ChimeBearer: `${appInstance}/user/bob` })),
    (error) => error instanceof chime.ForbiddenException && error.Code === "Forbidden",
  );
  const { Tags } = await client.send(new chime.ListTagsForResourceCommand({ ResourceARN: ChannelArn }));
  assert.deepEqual(Tags, [{ Key: "k", Value: "v" }]);
  await client.send(new chime.DeleteChannelCommand({ ChannelArn, ChimeBearer: alice }));
}

await checkConnect();
await checkChime();
console.log("the JavaScript clients work with localservice");
