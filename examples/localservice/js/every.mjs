// Calls every operation of both services with the JavaScript clients, and writes a table of what localservice kept:
//
//	node every.mjs [-table FILE] [-root FOLDER] [RESOURCE ...]
//
// Each resource has a scenario in the folder operations, which runs in an account of its own. For each operation of its
// resource, a scenario says what was kept and checks it with another operation, or with the operation itself if it only
// reads. The program fails if an operation is missing: the files OPERATIONS.md below the root of the module list them all.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { ChimeSDKMessaging } from "@aws-sdk/client-chime-sdk-messaging";
import { Connect } from "@aws-sdk/client-connect";
import { control } from "./local.mjs";

const { values: flags, positionals: only } = parseArgs({
  options: { table: { type: "string" }, root: { type: "string", default: "../../.." } },
  allowPositionals: true,
  args: process.argv.slice(2).map((arg) => arg.replace(/^-(?=\w)/, "--")),
});
const services = { connect: Connect, chimemessaging: ChimeSDKMessaging };

// operationsOf lists the operations of a service by resource.
function operationsOf(service) {
  const all = new Map();
  const rows = readFileSync(path.join(flags.root, service, "OPERATIONS.md"), "utf8").matchAll(/^\| (\w+) \| (\w+) \| `/gm);
  for (const [, resource, operation] of rows) {
    all.set(resource, [...(all.get(resource) ?? []), operation]);
  }
  return all;
}

// newClient returns a client of an account that records which operations succeed.
function newClient(service, account, succeeded) {
  const client = new services[service]({ credentials: { accessKeyId: account, secretAccessKey: "any" }, maxAttempts: 1 });
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const result = await next(args);
      succeeded.add(context.commandName.replace(/Command$/, ""));
      return result;
    },
    { step: "initialize" },
  );
  return client;
}

// Scenario is passed to the scenario of a resource.
class Scenario {
  kept = new Map(); // what was kept, by operation
  succeeded = new Set();
  region = process.env.AWS_REGION;

  constructor(service, resource, account, operations) {
    Object.assign(this, { service, resource, account, operations });
    this.client = newClient(service, account, this.succeeded);
    this.connect = service === "connect" ? this.client : newClient("connect", account, new Set());
    this.appInstance = `arn:aws:chime:${this.region}:${account}:app-instance/local`;
  }

  // instance adds an instance to the account and returns its ID.
  async instance(alias = this.resource.replaceAll("_", "-")) {
    const names = await control("POST", "seed", { account: this.account, region: this.region, instances: [{ alias }] });
    return names[`instance.${alias}`];
  }

  // arn returns the ARN of a resource of another AWS service in this account.
  arn(service, resource) {
    return `arn:aws:${service}:${this.region}:${this.account}:${resource}`;
  }

  // user returns the ARN of a user of the app instance; with admin, of an administrator; with bot, of a bot.
  async user(id, what = {}) {
    await control("POST", "users", { appInstanceArn: this.appInstance, id, ...what });
    return `${this.appInstance}/${what.bot ? "bot" : "user"}/${id}`;
  }

  // keeps records what an operation kept, after checking that got, which was read back, equals want.
  keeps(operation, words, got, want) {
    assert.ok(this.operations.includes(operation), `${operation} is not an operation of ${this.resource}`);
    assert.ok(this.succeeded.has(operation), `${operation} has not succeeded`);
    assert.ok(want !== undefined, `${operation}: say what is wanted`);
    assert.deepEqual(got, want, `${operation}: ${words}`);
    this.kept.set(operation, [this.kept.get(operation), words].filter(Boolean).join("; "));
  }

  // loses records that an operation removed or refused something: the call fails with an error of this name.
  async loses(operation, words, call, name = "ResourceNotFoundException") {
    const got = await call.then(() => "no error", (error) => error.name);
    this.keeps(operation, words, got, name);
  }

  // missing lists the operations for which nothing was recorded.
  missing() {
    return this.operations.filter((operation) => !this.kept.has(operation));
  }
}

const rows = [];
const problems = [];
let account = 700000000000;
await control("POST", "reset");
for (const service of Object.keys(services)) {
  for (const [resource, operations] of operationsOf(service)) {
    account++;
    if (only.length > 0 && !only.includes(resource)) {
      continue;
    }
    const scenario = new Scenario(service, resource, String(account), operations);
    try {
      const { default: run } = await import(`./operations/${service}/${resource}.mjs`);
      await run(scenario);
    } catch (error) {
      problems.push(`${service}/${resource}: ${error.stack}`);
    }
    problems.push(...scenario.missing().map((operation) => `${service}/${resource}: nothing is recorded for ${operation}`));
    rows.push(...operations.map((operation) => `| ${service} | ${resource} | ${operation} | ${scenario.kept.get(operation)} |`));
  }
}
await control("POST", "reset");
if (problems.length > 0) {
  console.error(problems.join("\n"));
  process.exit(1);
}
if (flags.table) {
  const head = [
    "# What localservice kept",
    "",
    "Written by `js/check.sh -update`, which calls every operation with the JavaScript clients of AWS and asks what it kept.",
    "",
    "| Package | Resource | Operation | Kept |",
    "|---|---|---|---|",
  ];
  writeFileSync(flags.table, [...head, ...rows, ""].join("\n"));
}
console.log(`the JavaScript clients called ${rows.length} operations of localservice`);
