import { Readable } from "node:stream";
import { beforeAll, describe, expect, it } from "vitest";
import { newHolder, newOrganisation, type SignedIn, sudo, useDatabase } from "@/db/testing";
import { checkFile, readPoints } from "@/lib/audit/chain_file";
import { exportActivity } from "@/lib/audit/export_operations";
import { answerDownload } from "@/lib/doors/rest/download";
import { inviteMember } from "@/lib/invitations/invite_operations";
import { updateOrganisation } from "@/lib/organisations/operations";

useDatabase();

let owner: SignedIn;
let ref: { organisation: string };
let chain: string;
const files: Record<string, string> = {};

/** A chain of nine entries with what is hard to write the same: names in all scripts, quotes, formulas, large and small numbers. */
beforeAll(async () => {
  const founded = await newOrganisation();
  ({ owner, ref } = founded);
  chain = `organisation:${founded.organisation.id}`;
  await updateOrganisation(owner, { ...ref, name: '=1+"Ünïcødé" 🏰' });
  await inviteMember(owner, { ...ref, email: "guest@example.org" });
  for (const details of [
    {
      after: {
        small: 1e-7,
        large: 1e21,
        exact: 9007199254740991,
        half: 0.1,
        none: null,
        nested: { a: [1, "two", { b: false }] },
      },
    },
    { after: { text: 'a "b" \\ c / \u2028 \u007f é \ud83c\udff0', lines: "one\ntwo\r\tthree", key: {} } },
    { before: { 'ключ, "x"': "-1" }, after: { z: 1, a: 2, bb: 3 } },
  ])
    await sudo(
      `insert into audit (chain, seq, at, organisation_id, actor_kind, actor_name, operation, target_name, details, prev_hash, hash)
        values ('', 0, now(), $1, 'system', '@job', 'member.invite', $3, $2, '', '')`,
      [founded.organisation.id, details, 'one\r\ntwo, "three"'],
    );
  await sudo(
    `insert into audit (chain, seq, at, organisation_id, actor_kind, actor_name, operation, prev_hash, hash)
      select '', 0, now(), $1, 'system', 'x', 'member.invite', '', '' from generate_series(1, 3)`,
    [founded.organisation.id],
  );
  for (const format of ["csv", "ndjson"] as const)
    files[format] = await answerDownload(await exportActivity(owner, { ...ref, format })).text();
});

/** In pieces that end anywhere, also within a character that is two code units. */
const check = (text: string, options: Partial<Parameters<typeof checkFile>[1]> = {}) =>
  checkFile(Readable.from(text.match(/.{1,37}/gsu) ?? []), { filtered: false, ...options });
const lines = (format: string) => (files[format] ?? "").split(format === "csv" ? /(?<=\r\n)(?=1,|v,)/ : /(?<=\n)/);
const first = (format: string) => (format === "csv" ? 1 : 0);
const without = (format: string, from: number, count = 1) =>
  lines(format)
    .filter((_, index) => index < first(format) + from - 1 || index >= first(format) + from - 1 + count)
    .join("");

describe.each(["csv", "ndjson"])("a log exported as %s", (format) => {
  it("is found as it was exported, and what can’t be told is said", async () => {
    const { checked, breaks } = await check(files[format] ?? "");
    expect(breaks).toEqual([]);
    expect(checked[0]).toMatch(new RegExp(`^${chain} 1–(9|10): (9|10) recomputed, (8|9) linked to the one before$`));
    expect(checked[1]).toMatch(/whether anything came after \d+ can’t be told/);
  });

  it.each([
    ["a name", (text: string) => text.replace("guest@example.org", "other@example.org")],
    ["a name everywhere", (text: string) => text.replaceAll("guest@example.org", "other@example.org")],
    [
      "a time",
      (text: string) =>
        text.replace(/(\d\d):(\d\d)\.(\d{3})Z/, (_, h, m, ms) => `${h}:${m}.${ms === "000" ? "001" : "000"}Z`),
    ],
    ["an operation", (text: string) => text.replace("organisation.update", "organisation.create")],
    ["a detail", (text: string) => text.replace("nested", "nestled")],
    [
      "a hash",
      (text: string) =>
        text.replace(/[0-9a-f]{64}/, (hash) => hash.replace(/./, (digit) => (digit === "0" ? "1" : "0"))),
    ],
    ["its cut last line", (text: string) => text.slice(0, -40)],
  ])("is found edited: %s", async (_what, edit) => {
    const edited = edit(files[format] ?? "");
    expect(edited).not.toBe(files[format]);
    const { breaks } = await check(edited);
    expect(breaks.length).toBeGreaterThan(0);
    for (const line of breaks) expect(line).toMatch(/^line \d+: edited, or not a whole entry$/);
  });

  it("is found with a gap, entries out of order, and entries of no chain", async () => {
    expect((await check(without(format, 4, 2))).breaks).toEqual([
      expect.stringMatching(/^line \d+: gap: entries 4 to 5 of organisation:\S+ are missing\. .*--filtered$/),
    ]);
    const all = lines(format);
    const [one = "", two = ""] = all.slice(first(format), first(format) + 2);
    const swapped = [...all.slice(0, first(format)), two, one, ...all.slice(first(format) + 2)].join("");
    expect((await check(swapped)).breaks.join()).toContain("1 is repeated, or out of order");
    expect((await check("")).breaks).toEqual(["the file has no entries"]);
    expect((await check("something else\n")).breaks.join()).toContain("not a whole entry");
  });

  it("is compared with kept heads: a cut tail and a rewritten chain", async () => {
    const count = lines(format).filter(Boolean).length - first(format);
    const at = (seq: number, hash: string) => [{ chain, seq, hash, isCheckpoint: false }];
    expect((await check(without(format, count), { points: at(count, "0".repeat(64)) })).breaks).toEqual([
      `end missing: ${chain} ends at ${count - 1}, and ${count} was kept`,
    ]);
    const rewritten = await check(files[format] ?? "", { points: at(4, "f".repeat(64)) });
    expect(rewritten.breaks.length).toBe(2);
    expect(rewritten.breaks.join()).toContain("4 isn’t what was kept: the chain was rewritten");
  });

  it("may begin after its checkpoint, and only there", async () => {
    const cut = without(format, 1, 3);
    const [prev = ""] = /[0-9a-f]{64}/.exec(lines(format)[first(format) + 3]?.replace(chain, "") ?? "") ?? [];
    const checkpoint = (seq: number) => readPoints(`checkpoint ${chain} ${seq} ${prev} 2026-11-28T12:00:00.000Z`);
    expect((await check(cut, { points: checkpoint(3) })).breaks).toEqual([]);
    expect((await check(cut, { points: checkpoint(3) })).checked.join()).not.toContain("what was before");
    expect((await check(cut)).checked.join()).toContain("what was before 4 can’t be told without its checkpoint");
    expect((await check(without(format, 1, 4), { points: checkpoint(3) })).breaks).toEqual([
      `beginning missing: ${chain} begins at 5, and its checkpoint is 3`,
    ]);
    const forged = readPoints(`checkpoint ${chain} 3 ${"0".repeat(64)}`);
    expect((await check(cut, { points: forged })).breaks.join()).toContain("isn’t what was kept");
  });

  it("with filters has each entry recomputed, and neighbours linked", async () => {
    const some = without(format, 4, 2);
    const { breaks, checked } = await check(some, { filtered: true });
    expect(breaks).toEqual([]);
    expect(checked[1]).toContain("missing entries were not looked for");
    expect((await check(some.replace("=1+", "=2+"), { filtered: true })).breaks).not.toEqual([]);
  });

  it("can’t be checked if who exported it may not see everything", async () => {
    const [{ id } = { id: "" }] = await sudo<{ id: string }>("select id from organisations where handle = $1", [
      ref.organisation,
    ]);
    const reader = await newHolder(id, ["auditLog.read"], "Reader");
    const text = await answerDownload(await exportActivity(reader, { ...ref, format: format as "csv" })).text();
    expect((await check(text)).breaks).toEqual([expect.stringMatching(/^\d+ entries have no hashes/)]);
  });
});
