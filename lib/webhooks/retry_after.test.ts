import { afterEach, describe, expect, it } from "vitest";
import { newOrganisation, sudo, useDatabase } from "@/db/testing";
import { startTelling, tellDue } from "@/lib/jobs/webhooks";
import { createProject } from "@/lib/projects/operations";
import { listDeliveries } from "@/lib/webhooks/delivery_operations";
import { createWebhook } from "@/lib/webhooks/operations";
import { waitOf } from "@/lib/webhooks/retry_after";
import { startReceiver } from "@/lib/webhooks/testing";

process.env.ALLOW_PRIVATE_ADDRESSES = "on";
useDatabase();
afterEach(() => sudo("delete from deliveries"));

const facts = { actor: { kind: "system", id: null, name: "Test" }, target: null };
async function hooked(url: string, events = 0, more: object = {}) {
  const founded = await newOrganisation();
  const { id } = await createWebhook(founded.owner, { ...founded.ref, name: "Alerts", url, ...more });
  await sudo(
    `insert into deliveries (id, organisation_id, webhook_id, event, facts)
     select gen_random_uuid(), $1, $2, 'project.created', $3 from generate_series(1, $4)`,
    [founded.organisation.id, id, JSON.stringify(facts), events],
  );
  const told = async (state = "") =>
    (await listDeliveries(founded.owner, { ...founded.ref, webhook: id, state, limit: 200 } as never)).items;
  return { ...founded, id, told };
}

/** Accepts five requests in each 200 ms and asks to wait after that, with these headers. */
async function limited(words: (seconds: number) => Record<string, string>, onLast = false) {
  let [since, taken] = [0, 0];
  const told = new Set<string>();
  const peer = await startReceiver(({ headers }, response) => {
    if (Date.now() - since >= 200) [since, taken] = [Date.now(), 0];
    taken++;
    const left = Math.max(0.001, (since + 200 - Date.now()) / 1_000);
    if (taken > 5) response.writeHead(429, words(left));
    else {
      told.add(String(headers["x-guildhall-delivery"]));
      response.writeHead(204, onLast ? { "x-ratelimit-remaining": String(5 - taken), ...words(left) } : {});
    }
    response.end();
  });
  return { ...peer, told };
}

describe("a receiver that asks to wait", () => {
  it.each([
    ["after too many requests", false, 25],
    ["with the last accepted request", true, 6],
  ])("%s gets everything, in one attempt each, with few rejected requests", async (_when, onLast, inVain) => {
    const peer = await limited((left) => ({ "x-ratelimit-reset-after": String(left) }), onLast);
    const quick = await startReceiver();
    const { told } = await hooked(peer.url, 60, { format: "discord" });
    const other = await hooked(quick.url, 5);
    const underWay = new Set<Promise<void>>();
    // Like the worker, but without its second between two rounds.
    await expect
      .poll(async () => (await tellDue(underWay)) && peer.told.size, { interval: 5, timeout: 15_000 })
      .toBe(60);
    await Promise.all(underWay);
    expect(peer.received.length).toBeLessThanOrEqual(60 + inVain);
    expect(new Set((await told()).map(({ state, attempts }) => `${state} ${attempts}`))).toEqual(
      new Set(["delivered 1"]),
    );
    expect(await other.told("delivered")).toHaveLength(5);
    await Promise.all([peer.close(), quick.close()]);
  });

  it("gets nothing meanwhile, and doesn't delay others", async () => {
    const at = new Date(Date.now() + 90_000).toUTCString();
    const answers: [number, Record<string, string>, number][] = [
      [429, { "retry-after": "120" }, 120],
      [503, { "retry-after": at }, 90],
      [429, { "retry-after": "86400" }, 3_600],
      [429, {}, 30],
    ];
    for (const [status, headers, seconds] of answers) {
      const peer = await startReceiver((_request, response) => void response.writeHead(status, headers).end());
      const quick = await startReceiver();
      const { owner, ref, told } = await hooked(peer.url, 1);
      await Promise.all(await tellDue());
      for (let count = 0; count < 3; count++) await createProject(owner, { ...ref, name: `Shop ${count}` });
      const other = await hooked(quick.url, 1);
      await Promise.all(await tellDue());
      expect([peer.received.length, quick.received.length, (await other.told("delivered")).length]).toEqual([1, 1, 1]);
      const [first] = (await told()).slice(-1);
      expect(first).toMatchObject({ state: "queued", attempts: 0, status, problem: expect.stringContaining("later") });
      expect(Math.abs((Number(first?.dueAt) - Date.now()) / 1_000 - seconds)).toBeLessThan(10);
      await sudo("delete from deliveries");
      await Promise.all([peer.close(), quick.close()]);
    }
  });

  it("a receiver that asks to wait for longer than a day has failed in the end, like any other", async () => {
    const peer = await startReceiver((_request, response) => void response.writeHead(429).end());
    const { id, told } = await hooked(peer.url, 1);
    await sudo("update deliveries set created_at = now() - interval '25 hours', attempts = 5");
    await Promise.all(await tellDue());
    expect(await told()).toMatchObject([{ state: "failed", attempts: 6, status: 429 }]);
    expect(await sudo("select waits_until > now() as waits from webhooks where id = $1", [id])).toEqual([
      { waits: true },
    ]);
    await peer.close();
  });
});

describe("the wait", () => {
  const later = new Date(Date.now() + 1_000_000);
  const [day = "", rest = ""] = later.toUTCString().split(/, /);
  const [date = "", month = "", year = "", time = ""] = rest.split(" ");
  const fullDay = new Intl.DateTimeFormat("en-GB", { weekday: "long", timeZone: "UTC" }).format(later);
  it.each<[number, Record<string, string>, number | null]>([
    [429, { "retry-after": "7" }, 7],
    [429, { "retry-after": "7", "x-ratelimit-reset-after": "2.5" }, 7],
    [429, { "x-ratelimit-reset-after": "2.5" }, 2.5],
    [429, { "retry-after": "0" }, 1],
    [429, { "retry-after": "soon" }, 30],
    [429, { "retry-after": "-5" }, 30],
    [429, { "retry-after": "Wed, 21 Oct 2015 07:28:00 GMT" }, 1],
    [429, { "retry-after": "999999999" }, 3_600],
    [429, { "retry-after": later.toUTCString() }, 1_000],
    [429, { "retry-after": `${fullDay}, ${date}-${month}-${year.slice(2)} ${time} GMT` }, 1_000],
    [429, { "retry-after": `${day} ${month} ${date.replace(/^0/, " ")} ${time} ${year}` }, 1_000],
    [503, { "retry-after": "7" }, 7],
    [503, {}, null],
    [500, { "retry-after": "7" }, null],
    [200, { "x-ratelimit-remaining": "0", "x-ratelimit-reset-after": "0.4" }, 0.4],
    [200, { "x-ratelimit-remaining": "1", "x-ratelimit-reset-after": "0.4" }, null],
    [200, { "x-ratelimit-remaining": "0" }, null],
  ])("after %s with %j is %s seconds", (status, headers, seconds) => {
    const wait = waitOf(status, headers);
    // The dates are computed when this file is loaded.
    if (seconds === 1_000) expect(Math.abs((wait ?? 0) - seconds)).toBeLessThan(60);
    else expect(wait).toBe(seconds);
  });
});

describe("the worker", () => {
  it("continues at once with receivers that accepted their events", async () => {
    const peer = await startReceiver();
    await hooked(peer.url, 40);
    const stop = startTelling();
    // Four at a time with a second's pause would take ten.
    await expect.poll(() => peer.received.length, { interval: 20, timeout: 5_000 }).toBe(40);
    await stop();
    await peer.close();
  });
});
