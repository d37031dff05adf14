// The control API of examples/localservice for the other scripts: docs/control.md. The environment says where the service is.
import assert from "node:assert/strict";

export const url = process.env.LOCALSERVICE_URL;
assert.ok(url, "set LOCALSERVICE_URL to the address of localservice");

// control calls the control API and returns its answer.
export async function control(method, path, body) {
  const answer = await fetch(`${url}/_control/${path}`, { method, body: body && JSON.stringify(body) });
  const text = await answer.text();
  assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
  return text && JSON.parse(text);
}
