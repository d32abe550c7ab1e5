import { describe, expect, it } from "vitest";
import { countRows, newOrganisation, sudo, useDatabase } from "@/db/testing";
import { newZone } from "@/db/testing/zones";
import records from "@/lib/dns/corpus/refused_records.json";
import { programOf } from "@/lib/doors/rest/testing";
import { runImportJob } from "@/lib/jobs/import";
import { addRecord, saveSet } from "@/lib/zones/records/operations";
import { zoned } from "@/lib/zones/testing/zoned";

useDatabase();

async function served() {
  const made = await zoned();
  const call = await programOf(made.owner, made.organisation.id);
  return { ...made, call, base: `/organisations/${made.organisation.handle}/dns/zones/${made.zone.name}` };
}

describe("records over REST", () => {
  it("records of a long file are saved after the response, which gives the URL of the progress", async () => {
    const { call, base, organisation, zone } = await served();
    await sudo("update organisations set portal_tier = 'enterprise' where id = $1", [organisation.id]);
    const text = Array.from({ length: 5_001 }, (_, n) => `h${n} 300 A 192.0.2.${n % 250}\n`).join("");
    const begun = await call("POST", `${base}/import?mode=add`, text);
    expect(begun).toMatchObject({ status: 202, body: { state: "waiting", total: 5_001, saved: 0, version: null } });
    const place = `${base}/imports/${begun.body.id}`;
    expect(begun.headers.get("location")).toBe(`/api${place}`);
    expect((await call("POST", `${base}/import?mode=add`, "www A 192.0.2.1\n")).body).toMatchObject({
      code: "CONFLICT",
    });
    const data = { import: begun.body.id, organisationId: organisation.id };
    await runImportJob({ data, retryCount: 0, retryLimit: 0 });
    const done = { state: "done", saved: 5_001, version: 2, records: 5_002 };
    expect(await call("GET", place)).toMatchObject({ status: 200, body: done });
    expect((await call("GET", `${base}/imports/latest`)).body).toMatchObject(done);
    expect((await call("GET", `${base}/imports/${zone.id}`)).status).toBe(404);
    expect((await call("GET", `${base}/imports/nonsense`)).status).toBe(400);
    const few = await call("POST", `${base}/import?mode=add`, "www A 192.0.2.1\n");
    expect(few).toMatchObject({ status: 200, body: { version: 3, added: 1 } });
    expect(few.headers.get("location")).toBeNull();
  });

  it("are added, listed, edited and deleted", async () => {
    const { call, base, zone } = await served();
    const made = await call("POST", `${base}/records`, { name: "www", type: "a", content: "192.0.2.1", ttl: "5m" });
    expect(made).toMatchObject({
      status: 201,
      body: { zoneVersion: 2, record: { label: "www", type: "A", ttl: 300 } },
    });
    const one = `${base}/records/${made.body.record.id}`;
    const changed = await call("PUT", one, { content: "192.0.2.2" });
    expect(changed.body.record).toMatchObject({ name: `www.${zone.name}`, content: "192.0.2.2" });
    expect((await call("GET", one)).status).toBe(405);
    const page = await call("GET", `${base}/records?limit=1`);
    expect(page.body).toMatchObject([{ type: "NS" }]);
    const [, next = ""] = /<\/api([^>]+)>/.exec(page.headers.get("link") ?? "") ?? [];
    expect((await call("GET", next)).body).toMatchObject([{ content: "192.0.2.2" }]);
    expect((await call("PUT", one, { ttl: 60 })).status).toBe(404);
    const gone = await call("DELETE", `${base}/records/${changed.body.record.id}`);
    expect(gone).toMatchObject({ status: 200, body: { zoneVersion: 4 } });
    expect((await call("GET", `${base}/records?q=www`)).body).toEqual([]);
    expect((await call("POST", `${base}/records`, { name: "www", type: "A", content: "192.0.2.1", x: 1 })).status).toBe(
      400,
    );
  });

  it("are saved as an RRset on the version that was read; a stale version is a CONFLICT with the newer value", async () => {
    const { call, base } = await served();
    const words = "?name=www&type=A";
    const read = await call("GET", `${base}/rrsets${words}`);
    expect(read.body).toMatchObject({ version: 0, ttl: null, contents: [] });
    const set = { name: "www", type: "A", ttl: 300, contents: ["192.0.2.1"], version: read.body.version };
    expect((await call("PUT", `${base}/rrsets`, set)).body.set).toMatchObject({ version: 2 });
    expect(await call("PUT", `${base}/rrsets`, { ...set, contents: ["192.0.2.9"] })).toMatchObject({
      status: 409,
      body: { code: "CONFLICT", current: { version: 2, ttl: 300, contents: ["192.0.2.1"] } },
    });
    const wrong = await call("PUT", `${base}/rrsets`, { ...set, contents: ["192.0.2.1", "x"], version: 2 });
    expect(wrong).toMatchObject({
      status: 400,
      body: { code: "INVALID", fields: { "contents.1": [expect.any(String)] } },
    });
  });

  it("records of another organisation’s zone, and everything else about it, are unknown", async () => {
    const { call, base } = await served();
    const other = await newOrganisation();
    const theirs = await newZone(other.organisation.id);
    const paths = [
      "records",
      "export",
      "history",
      "dnssec",
      "rrsets?name=a&type=A",
      "history/1",
      "compare?from=0&to=1",
    ];
    for (const path of paths) {
      const unknown = await call("GET", `${base.replace(/[^/]+$/, "unknown.example")}/${path}`);
      expect(unknown.status).toBe(404);
      for (const reference of [theirs.name, theirs.id])
        expect(await call("GET", `${base.replace(/[^/]+$/, reference)}/${path}`)).toMatchObject({ body: unknown.body });
    }
  });

  it("are unavailable, like all of DNS, while it is switched off", async () => {
    const { call, base } = await served();
    await sudo("insert into features (name, enabled) values ('dns', false)");
    for (const path of ["records", "export", "history", "dnssec"])
      expect(await call("GET", `${base}/${path}`)).toMatchObject({ status: 503, body: { code: "FEATURE_DISABLED" } });
    await sudo("delete from features");
    expect((await call("GET", `${base}/records`)).status).toBe(200);
  });
});

/** Expands "a{64}" to 64 letters. */
const whole = (text: string) =>
  text.replace(/(.)\{(\d+)\}/g, (_, letter: string, count: string) => letter.repeat(+count));

it(`each of ${records.length} malformed records is refused with its exact message by the operations and over REST, and nothing is written`, async () => {
  expect(records.length).toBeGreaterThanOrEqual(100);
  const { owner, organisation, inZone, call, base } = await serveNamed("example.net");
  const before = await countRows(organisation.id);
  for (const row of records) {
    const { field, message } = row;
    const ttl = "ttl" in row ? row.ttl : undefined;
    const typed = { name: whole(row.name), type: row.type, ttl };
    const content = whole(row.content);
    const refusal = { code: "INVALID", message, fields: { [field]: [message] } };
    await expect(addRecord(owner, { ...inZone, ...typed, content }), row.name).rejects.toMatchObject(refusal);
    const inSet = field === "content" ? { ...refusal, fields: { "contents.0": [message] } } : refusal;
    const set = { ...typed, contents: [content], version: 1 };
    await expect(saveSet(owner, { ...inZone, ...set }), row.name).rejects.toMatchObject(inSet);
    const rest = await call("POST", `${base}/records`, { ...typed, content });
    expect(rest).toMatchObject({ status: 400, body: { code: "INVALID", error: message, fields: refusal.fields } });
  }
  expect(await countRows(organisation.id)).toEqual(before);
}, 120_000);

async function serveNamed(name: string) {
  const made = await zoned(name);
  const call = await programOf(made.owner, made.organisation.id);
  return { ...made, call, base: `/organisations/${made.organisation.handle}/dns/zones/${name}` };
}

describe("zone files over REST", () => {
  it("are previewed, imported and exported as text/dns, or as JSON", async () => {
    const { call, base, zone } = await served();
    const file = "$TTL 300\n@ NS ns1.example.net.\nwww A 192.0.2.1\n";
    const seen = await call("POST", `${base}/import?preview=1&mode=replace`, file);
    expect(seen).toMatchObject({ status: 200, body: { version: 1, recordsAfter: 2, errors: [] } });
    const done = await call("POST", `${base}/import?mode=replace&version=${seen.body.version}`, file);
    expect(done).toMatchObject({ status: 200, body: { version: 2, records: 2 } });
    const out = await call("GET", `${base}/export`);
    expect(out.body).toMatch(/^\$ORIGIN .*\n\$TTL 5m\n@ .* SOA /);
    expect(out.headers.get("content-disposition")).toBe(`attachment; filename="${zone.name}.zone"`);
    const json = { text: "mail 300 A 192.0.2.2\n", mode: "add", version: 2 };
    expect((await call("POST", `${base}/import`, { ...json, preview: true })).body.recordsAfter).toBe(3);
    expect((await call("POST", `${base}/import`, json)).body).toMatchObject({ version: 3, added: 1 });
    expect((await call("POST", `${base}/import`, json)).status).toBe(409);
    const bytes = Uint8Array.from('old TXT "gr\xfc\xdfe"\n', (letter) => letter.charCodeAt(0));
    await call("POST", `${base}/import?mode=add`, bytes);
    expect((await call("GET", `${base}/export`)).body).toContain('"gr\\252\\223e"');
    const wrong = await call("POST", `${base}/import`, "www A x\n");
    expect(wrong).toMatchObject({ status: 400, body: { fields: { text: [expect.stringMatching(/^Line 1: /)] } } });
  });

  it("are refused if they are too large or of another type", async () => {
    const { call, base } = await served();
    const large = await call("POST", `${base}/import?preview=1`, `; ${"x".repeat(16 * 1_048_576)}\n`);
    expect(large).toMatchObject({ status: 413, body: { code: "TOO_LARGE", error: "Send at most 16 MiB." } });
    const other = await call("POST", `${base}/import`, "www A 192.0.2.1\n", "text/html");
    expect(other).toMatchObject({ status: 415, body: { code: "UNSUPPORTED_TYPE" } });
    expect((await call("POST", `${base}/records`, "{}", "text/dns")).status).toBe(415);
  });

  it("appear in the history, and can be compared and restored", async () => {
    const { call, base } = await served();
    await call("POST", `${base}/records`, { name: "www", type: "A", content: "192.0.2.1" });
    const history = await call("GET", `${base}/history?limit=1`);
    expect(history.body).toMatchObject([{ version: 2, added: 1 }]);
    expect(history.headers.get("link")).toContain('rel="next"');
    expect((await call("GET", `${base}/history/2`)).body.diff).toMatchObject({ added: 1 });
    expect((await call("GET", `${base}/history/7`)).status).toBe(404);
    expect((await call("GET", `${base}/compare?from=1&to=2`)).body.diff.sets).toHaveLength(1);
    expect((await call("POST", `${base}/restore`, { version: 1 })).body).toMatchObject({ version: 3, removed: 1 });
    const spf = { helper: "spf", form: { mx: true }, preview: true };
    expect((await call("POST", `${base}/helpers`, spf)).body.set.typed).toEqual(["v=spf1 mx ~all"]);
    const form = { game: "minecraft", host: "play", port: 25_000, address: "192.0.2.7" };
    const { body: game } = await call("POST", `${base}/helpers`, { helper: "game", form });
    expect(game).toMatchObject({ set: { type: "SRV" }, also: [{ label: "play", type: "A" }] });
    expect((await call("GET", `${base}/names?address=192.0.2.7`)).body).toEqual({ names: ["play"] });
  });
});

it("enabling DNSSEC without a name server is refused as UPSTREAM, and nothing is half done", async () => {
  const { organisation, call, base, zone } = await served();
  const before = await countRows(organisation.id);
  expect((await call("GET", `${base}/dnssec`)).body).toEqual({ signed: false, keys: [] });
  const refused = await call("POST", `${base}/dnssec`);
  expect(refused).toMatchObject({ status: 502, body: { code: "UPSTREAM" } });
  expect(await countRows(organisation.id)).toEqual(before);
  expect(await sudo("select signed from zones where id = $1", [zone.id])).toEqual([{ signed: false }]);
  await sudo("update zones set served = false where id = $1", [zone.id]);
  expect(await call("POST", `${base}/dnssec`)).toMatchObject({ status: 409, body: { code: "CONFLICT" } });
});
