// Shows the state of the service, and the requests as they are answered. All texts are set as text, never as HTML.
const byId = (id) => document.getElementById(id);
const shownRequests = 50;
let chosen = ""; // the ARN of the channel whose messages are shown
let count = 0;

// element makes an element with attributes and children.
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "onclick") made.addEventListener("click", value);
    else made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

async function get(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

const number = (list, one, many = one + "s") => `${list?.length ?? 0} ${(list?.length ?? 0) === 1 ? one : many}`;
const name = (arn) => arn.split("/").slice(2).join("/") || arn;

function instance(i) {
  return element("li", {},
    element("strong", {}, i.instance.InstanceAlias ?? "(no alias)"), " ", element("code", {}, i.instance.Id), element("br"),
    [number(i.queues, "queue"), number(i.users, "user"), number(i.contactFlows, "flow"), number(i.lexBots, "Lex bot"), number(i.hoursOfOperations, "schedule")].join(" · "));
}

function channel(c) {
  const arn = c.channel.ChannelArn;
  return element("button", { "aria-pressed": String(arn === chosen), "data-channel": arn, onclick: () => { chosen = arn; refresh(); } },
    `${c.channel.Name} · ${number(c.members, "member")} · ${c.messageCount ?? 0} messages`);
}

function region(r) {
  const part = element("div", {}, element("h3", {}, `Account ${r.account}, ${r.region}`));
  if (r.instances) part.append(element("ul", {}, ...r.instances.map(instance)));
  for (const a of r.appInstances ?? []) {
    part.append(element("p", {}, element("strong", {}, `app instance ${a.id}`), ` ${number(a.users, "user")} `, element("code", {}, a.arn)));
  }
  part.append(...(r.channels ?? []).map(channel));
  return part;
}

function message(m) {
  const status = m.Status?.Value && m.Status.Value !== "SENT" ? ` ${m.Status.Value}` : "";
  return element("li", {}, element("strong", {}, m.Sender?.Name ?? name(m.Sender?.Arn ?? "")), " ", m.Redacted ? "(redacted)" : m.Content ?? "",
    " ", element("span", { class: "status" }, new Date(m.CreatedTimestamp).toLocaleTimeString() + (m.LastEditedTimestamp ? " edited" : "") + status));
}

function callback(c) {
  const decide = (decision) => async () => {
    await fetch(`/_control/callbacks/${encodeURIComponent(c.event.CallbackId)}`, { method: "POST", body: JSON.stringify({ decision }) });
    refresh();
  };
  const m = c.event.ChannelMessage;
  return element("li", {}, element("button", { onclick: decide("allow") }, "Allow"), element("button", { onclick: decide("deny") }, "Deny"),
    element("strong", {}, m.Sender?.Name ?? ""), m.Content);
}

function request(r) {
  const row = element("tr", { class: r.status >= 400 || r.status === 0 ? "bad" : "good" });
  for (const text of [new Date(r.time).toLocaleTimeString(), r.service, r.region, r.operation || `${r.method} ${r.path}`, r.status ? `${r.status} ${r.error ?? ""}` : "no answer"]) {
    row.append(element("td", {}, text));
  }
  row.append(element("td", { class: "number" }, r.ms.toFixed(1)));
  return row;
}

async function refresh() {
  const [state, pending] = await Promise.all([get("/_control/state?messages=100"), get("/_control/callbacks")]);
  const channels = state.flatMap((r) => r.channels ?? []);
  if (!channels.some((c) => c.channel.ChannelArn === chosen)) chosen = channels[0]?.channel.ChannelArn ?? "";
  const current = channels.find((c) => c.channel.ChannelArn === chosen);
  byId("state").replaceChildren(...state.map(region));
  byId("channel-title").textContent = current ? `Messages in ${current.channel.Name}` : "Messages";
  byId("messages").replaceChildren(...(current?.messages ?? []).map(message));
  byId("messages").scrollTop = byId("messages").scrollHeight;
  byId("pending").replaceChildren(...pending.map(callback));
  byId("pending-section").hidden = pending.length === 0;
}

// A burst of requests reads the state once.
let waiting = false;
function refreshSoon() {
  if (waiting) return;
  waiting = true;
  setTimeout(() => { waiting = false; refresh().catch(() => {}); }, 150);
}

function showRequests(entries) {
  byId("requests").prepend(...entries.map(request).reverse());
  while (byId("requests").children.length > shownRequests) byId("requests").lastElementChild.remove();
  byId("count").textContent = `${count} since the start`;
}

function live(text, on) {
  byId("live").textContent = text;
  byId("live").className = on ? "on" : "off";
}

const stream = new EventSource("/_control/events");
stream.addEventListener("open", async () => {
  const last = await get("/_control/requests");
  count = last.count;
  byId("requests").replaceChildren();
  showRequests(last.last ?? []);
  await refresh();
  live("live", true);
});
stream.addEventListener("message", (event) => {
  count++;
  showRequests([JSON.parse(event.data)]);
  refreshSoon();
});
stream.addEventListener("error", () => live("the service does not answer", false));
