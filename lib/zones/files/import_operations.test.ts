import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { countRows, newHolder, newMember, newUser, sudo, useDatabase } from "@/db/testing";
import { listActivity } from "@/lib/audit/operations";
import { mendedInSteps } from "@/lib/dns/records/mend";
import type { ZoneRecord } from "@/lib/dns/records/record";
import { runImportJob } from "@/lib/jobs/import";
import { systemCaller } from "@/lib/kernel/actor";
import { sweep } from "@/lib/portal/operations";
import { longestAllowed, longestTurn } from "@/lib/testing";
import { readImport, saveImport } from "@/lib/zones/files/import_operations";
import { judgeImport } from "@/lib/zones/files/judge";
import { importZone, mostAtOnce } from "@/lib/zones/files/operations";
import { changeZone, deleteZone } from "@/lib/zones/operations";
import { diffOfPlan } from "@/lib/zones/plan";
import { saveSet } from "@/lib/zones/records/operations";
import type { Zone } from "@/lib/zones/require";
import { runSteps } from "@/lib/zones/run_steps";
import { reason, rowsOf, zoned } from "@/lib/zones/testing/zoned";

useDatabase();

const many = mostAtOnce + 1;
const lines = (count: number, ttl = 300) => [
  `$TTL ${ttl}`,
  "@ NS ns1.example.net.",
  ...Array.from({ length: count }, (_, n) => `h${n} A 192.0.2.${n % 250}`),
];
const file = (...more: string[]) => [...more, ""].join("\n");

/** A zone of a large organisation with an import that is queued for its job. */
async function importing(text = file(...lines(many))) {
  const made = await zoned();
  await sudo("update organisations set portal_tier = 'enterprise' where id = $1", [made.organisation.id]);
  const begun = await importZone(made.owner, { ...made.inZone, text, version: 1, message: "From the old one" });
  if (!("state" in begun)) throw new Error("It was saved at once.");
  const job = { import: begun.id, organisationId: made.organisation.id };
  const one = { ...made.inZone, import: begun.id };
  return { ...made, begun, job, one, run: (retryCount = 0) => runImportJob({ data: job, retryCount, retryLimit: 2 }) };
}

const jobsOf = (id: string) => sudo("select from pgboss.job where name = 'import' and data ->> 'import' = $1", [id]);
const partsOf = (id: string) => sudo("select from zone_import_parts where import_id = $1", [id]);
const versionOf = async (id: string) =>
  Number((await sudo<{ version: string }>("select version from zones where id = $1", [id]))[0]?.version);

describe("a long import", () => {
  it("is answered at once, saved by a job as one version, and reported by its row", async () => {
    const { owner, ref, zone, begun, one, run } = await importing();
    expect(begun).toMatchObject({ state: "waiting", saved: 0, total: many + 2, records: many + 1, version: null });
    expect(await jobsOf(begun.id)).toHaveLength(1);
    expect(await versionOf(zone.id)).toBe(1);
    await run();
    const ended = await readImport(owner, one);
    expect(ended).toMatchObject({ state: "done", version: 2, problem: null, quiet: false });
    expect(await readImport(owner, { ...one, import: "latest" })).toEqual(ended);
    expect(await rowsOf(zone.id)).toHaveLength(many + 1);
    expect(await partsOf(begun.id)).toEqual([]);
    const [saved, asked] = (await listActivity(owner, ref)).items;
    expect(asked).toMatchObject({
      operation: "zone.import",
      details: { after: { state: "waiting", added: many + 1 } },
    });
    expect(saved).toMatchObject({
      operation: "zone.saveImport",
      actorId: owner.actor.userId,
      targetName: zone.name,
      details: { before: { records: 1 }, after: { added: many + 1, removed: 1, version: 2 } },
    });
    const [change] = await sudo("select * from zone_changes where zone_id = $1 and version = 2", [zone.id]);
    expect(change).toMatchObject({ kind: "import", message: "From the old one", added: many + 1, removed: 1 });
    // Running it again does nothing: it has ended.
    await run();
    expect(await versionOf(zone.id)).toBe(2);
  });

  it("shows its progress to everybody who may read the zone, and none of its records until all are saved", async () => {
    const { owner, organisation, zone, job, one } = await importing();
    const member = await newMember(organisation.id, "member");
    const seen: Promise<{ saved: number; live: number }>[] = [];
    await sudo("update zone_imports set state = 'running' where id = $1", [job.import]);
    const { noteImport } = await import("@/lib/zones/files/import_operations");
    const caller = systemCaller("import");
    await saveImport(caller, {
      ...job,
      tell: (saved) =>
        void seen.push(
          noteImport(caller, { ...job, saved }).then(async () => ({
            saved: (await readImport(member, one)).saved,
            live: (await rowsOf(zone.id)).length,
          })),
        ),
    });
    const progress = await Promise.all(seen);
    expect(progress.length).toBeGreaterThan(2);
    expect(progress[0]).toEqual({ saved: 1, live: 1 });
    expect(await readImport(owner, one)).toMatchObject({ state: "done" });
  });

  it("blocks all other changes of the zone until it has ended, with a message that says so", async () => {
    const { owner, organisation, inZone, www, run } = await importing();
    const before = await countRows(organisation.id);
    const busy = { code: "CONFLICT", reason: "zone.importing" };
    await expect(saveSet(owner, { ...www, contents: ["192.0.2.1"], version: 1 })).rejects.toMatchObject(busy);
    await expect(changeZone(owner, { ...inZone, ttl: 60 })).rejects.toMatchObject(busy);
    await expect(importZone(owner, { ...inZone, text: file(...lines(many)) })).rejects.toMatchObject(busy);
    await expect(importZone(owner, { ...inZone, text: file(...lines(3)) })).rejects.toMatchObject(busy);
    expect(await countRows(organisation.id)).toEqual(before);
    await run();
    expect(await saveSet(owner, { ...www, contents: ["192.0.2.1"], version: 2 })).toMatchObject({ zoneVersion: 3 });
  });

  it("is accepted once when it is sent twenty times at once", async () => {
    const { owner, organisation, inZone } = await zoned();
    await sudo("update organisations set portal_tier = 'enterprise' where id = $1", [organisation.id]);
    const wanted = { ...inZone, text: file(...lines(many)), version: 1 };
    const calls = await Promise.allSettled(Array.from({ length: 20 }, () => importZone(owner, wanted)));
    expect(calls.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const each of calls) if (each.status === "rejected") expect(each.reason).toEqual(reason("zone.importing"));
    expect(await countRows(organisation.id)).toMatchObject({ zoneImports: 1 });
  }, 60_000);

  it("leaves nothing behind when its worker dies, and is saved by the next one", async () => {
    const { owner, zone, begun, job, one, run } = await importing();
    const cut = saveImport(systemCaller("import"), {
      ...job,
      tell(saved) {
        if (saved > 2_000) throw new Error("killed");
      },
    });
    await expect(cut).rejects.toThrow("killed");
    expect(await versionOf(zone.id)).toBe(1);
    expect(await rowsOf(zone.id)).toHaveLength(1);
    await sudo("update zone_imports set touched_at = now() - interval '20 seconds' where id = $1", [begun.id]);
    expect(await readImport(owner, one)).toMatchObject({ quiet: true });
    await run(1);
    expect(await readImport(owner, one)).toMatchObject({ state: "done", version: 2 });
  });

  it("is saved only once by two simultaneous workers", async () => {
    const { organisation, zone, begun, run } = await importing();
    await Promise.all([run(), run(1)]);
    expect(await versionOf(zone.id)).toBe(2);
    expect(await countRows(organisation.id)).toMatchObject({ records: many + 2, zoneChanges: 2 });
    expect(await partsOf(begun.id)).toEqual([]);
  });

  it("fails with the reason, and changes nothing, when the zone was edited since it was checked", async () => {
    const { owner, ref, zone, one, run } = await importing();
    await sudo("update zones set version = 7 where id = $1", [zone.id]);
    await run();
    const problem = expect.stringContaining("Somebody edited the zone in the meantime.");
    expect(await readImport(owner, one)).toMatchObject({ state: "failed", problem, version: null });
    expect(await rowsOf(zone.id)).toHaveLength(1);
    const [row] = (await listActivity(owner, ref)).items;
    expect(row).toMatchObject({ operation: "zone.failImport", details: { after: { problem } } });
  });

  it("is abandoned after three minutes without a worker: the zone can be edited, and a late worker changes nothing", async () => {
    const { owner, zone, begun, www, one, run } = await importing();
    await sudo("update zone_imports set touched_at = now() - interval '4 minutes' where id = $1", [begun.id]);
    const problem = expect.stringContaining("Nothing was changed.");
    expect(await readImport(owner, one)).toMatchObject({ state: "failed", problem });
    await saveSet(owner, { ...www, contents: ["192.0.2.1"], version: 1 });
    await run();
    expect(await versionOf(zone.id)).toBe(2);
    expect(await readImport(owner, one)).toMatchObject({ state: "failed", problem });
    expect(await partsOf(begun.id)).toEqual([]);
    await sudo("update zone_imports set touched_at = now() - interval '2 days' where id = $1", [begun.id]);
    await sweep(systemCaller("sweep"), {});
    await expect(readImport(owner, one)).rejects.toEqual(reason("import.unknown"));
  });

  it("is deleted with its zone", async () => {
    const { owner, organisation, inZone, begun, run } = await importing();
    expect(await partsOf(begun.id)).not.toEqual([]);
    await deleteZone(owner, inZone);
    await run();
    expect(await countRows(organisation.id)).toMatchObject({ zoneImports: 0, records: 0 });
    expect(await partsOf(begun.id)).toEqual([]);
  });

  it("gives the same zone as one that is saved at once, including empty non-terminals and names inside delegations", async () => {
    const deep = ["a.b.c A 192.0.2.1", "sub NS ns.sub", "ns.sub A 192.0.2.2", "x.sub TXT hidden", "*.w MX 10 mail"];
    const small = await zoned();
    await importZone(small.owner, { ...small.inZone, text: file(...lines(10), ...deep) });
    const large = await importing(file(...lines(many), ...deep));
    await large.run();
    const shape = (zone: { id: string; name: string }) =>
      Promise.all([
        sudo(
          `select replace(name, $2, '') as name, type, auth, ordername from records
            where zone_id = $1 and until_version is null and name !~ '^h\\d' order by key, type`,
          [zone.id, zone.name],
        ),
        sudo("select key, auth from empty_names where zone_id = $1 order by key", [zone.id]),
      ]);
    expect(await shape(large.zone)).toEqual(await shape(small.zone));
    expect((await shape(large.zone))[1].length).toBeGreaterThan(2);
    // Every record differs: the old ones are closed before their replacements are added.
    const text = file(...lines(many, 60), ...deep);
    const again = await importZone(large.owner, { ...large.inZone, text, confirmed: true });
    if (!("state" in again)) throw new Error("It was saved at once.");
    await runImportJob({ data: { ...large.job, import: again.id }, retryCount: 0, retryLimit: 0 });
    expect(await readImport(large.owner, { ...large.inZone, import: again.id })).toMatchObject({ state: "done" });
    expect(await shape(large.zone)).toEqual(await shape(small.zone));
    expect(new Set((await rowsOf(large.zone.id)).map(({ ttl }) => ttl))).toEqual(new Set([60]));
  });

  it("is visible only in its organisation, to those who may read zones", async () => {
    const { organisation, inZone, one } = await importing();
    const other = await importing();
    const outsider = await newUser();
    await expect(readImport(outsider, one)).rejects.toMatchObject({ code: "NOT_FOUND", reason: "unknown" });
    await expect(readImport(other.owner, { ...other.inZone, import: one.import })).rejects.toEqual(
      reason("import.unknown"),
    );
    const blind = await newHolder(organisation.id, ["member.read"], "Blind");
    await expect(readImport(blind, one)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const reader = await newHolder(organisation.id, ["dns.read"], "Reader");
    await expect(importZone(reader, { ...inZone, text: file(...lines(many)) })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });
});

describe("any change by a file is quickly compared, checked and shown", () => {
  const name = "example.net";
  const zoneRow = { name, version: "1", primaryServer: "", contact: "" } as Zone;
  const stored = (count: number, of: (n: number) => Omit<ZoneRecord, "ttl">) =>
    Array.from({ length: count }, (_, n) => ({ ttl: 300, ...of(n) }));
  const lined = (count: number, line: (n: number) => string) =>
    Array.from({ length: count }, (_, n) => line(n)).join("\n");
  const escaped = (n: number) => `${"\\000".repeat(62)}.${"\\000".repeat(62)}.${"\\000".repeat(50)}.n${n}.${name}`;
  it.each<[string, string, "add" | "replace", ZoneRecord[]]>([
    ["a set of long records", `$GENERATE 1-400 a TXT "${"\\\\200 ".repeat(330)}$"`, "add", []],
    ["names of escapes, level by level", `$GENERATE 1-150 ${"\\000.".repeat(110)}$ A 192.0.2.1`, "add", []],
    [
      "a delegation with everything below it",
      `${lined(4_000, (n) => `a NS ns${n}.a`)}\n${lined(4_000, (n) => `ns${n}.a A 192.0.2.1`)}`,
      "add",
      [],
    ],
    [
      "a DNAME beside all that stays",
      "a DNAME example.org.",
      "add",
      stored(80_000, (n) => ({ name: `a.b.c.d.h${n}.${name}`, type: "MX", content: `10 h${n}.${name}.` })),
    ],
    [
      "long names that go",
      "a A 192.0.2.1",
      "replace",
      stored(12_000, (n) => ({ name: escaped(n), type: "A", content: "192.0.2.1" })),
    ],
    [
      "long texts that go",
      "a A 192.0.2.1",
      "replace",
      stored(400, (n) => ({ name: `t${n}.${name}`, type: "TXT", content: `"${"\\000".repeat(60_000)}"` })),
    ],
  ])("%s", async (_, text, mode, records) => {
    let shown = "";
    const taken = await longestTurn(async () => {
      const { plan } = await judgeImport(text, mode, { zone: zoneRow, records, mostRecords: 100_000 });
      const diff = plan && (await runSteps(diffOfPlan(name, plan)));
      await setImmediate();
      shown = JSON.stringify(diff);
    });
    expect(taken).toBeLessThan(longestAllowed);
    const { removed, added, sets, more } = JSON.parse(shown);
    const listed = sets.flatMap((set: { removed: []; added: [] }) => [...set.removed, ...set.added]).length;
    expect(listed).toBeGreaterThan(0);
    expect(more).toBe(listed < removed + added);
    expect(shown.length).toBeLessThan(4_000_000);
  });

  it("a version with a record that needs checking", async () => {
    const records = [
      ...stored(80_000, (n) => ({ name: `h${n}.${name}`, type: "A", content: "192.0.2.1" })),
      ...stored(300, (n) => ({
        name: `s${n}.${name}`,
        type: "SVCB",
        content: `1 . ipv4hint=${"192.0.2.1,".repeat(200)}192.0.2.1`,
      })),
    ];
    const work = async () => expect(await runSteps(mendedInSteps(records))).toEqual({ records, asBefore: true });
    await work();
    expect(await longestTurn(() => runSteps(mendedInSteps(records)))).toBeLessThan(longestAllowed);
  });
});
