export default async function bot(t) {
  const { client } = t;
  const InstanceId = await t.instance();
  const listed = async (LexVersion, page) => client.listBots({ InstanceId, LexVersion, ...page });
  const LexBot = { Name: "Orders", LexRegion: "us-east-1" };
  const other = { Name: "Returns", LexRegion: "us-east-1" };
  const LexV2Bot = { AliasArn: t.arn("lex", "bot-alias/BOT1234567/ALIAS12345") };
  await client.associateLexBot({ InstanceId, LexBot });
  t.keeps("AssociateLexBot", "the name and Region of a V1 bot", (await listed("V1")).LexBots, [{ LexBot }]);
  await client.associateBot({ InstanceId, LexV2Bot });
  t.keeps("AssociateBot", "the ARN of the alias of a V2 bot", (await listed("V2")).LexBots, [{ LexV2Bot }]);
  await client.associateBot({ InstanceId, LexBot: other });
  const first = await listed("V1", { MaxResults: 1 });
  const second = await listed("V1", { MaxResults: 1, NextToken: first.NextToken });
  t.keeps("ListBots", "lists those of one version, in pages", [first.LexBots, second.LexBots], [[{ LexBot }], [{ LexBot: other }]]);
  t.keeps("ListLexBots", "lists only the V1 bots", (await client.listLexBots({ InstanceId })).LexBots, [LexBot, other]);

  await client.disassociateLexBot({ InstanceId, BotName: "Orders", LexRegion: "us-east-1" });
  t.keeps("DisassociateLexBot", "the removal, only of this one", (await listed("V1")).LexBots, [{ LexBot: other }]);
  await client.disassociateBot({ InstanceId, LexV2Bot });
  t.keeps("DisassociateBot", "the removal", (await listed("V2")).LexBots, []);
}
