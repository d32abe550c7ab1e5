import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import {
  narrowTo,
  newHolder,
  newMember,
  newOrganisation,
  newProjects,
  type SignedIn,
  sudo,
  useDatabase,
} from "@/db/testing";
import { readCsv } from "@/lib/audit/csv";
import { exportActivity, exportPart } from "@/lib/audit/export_operations";
import { listActivity } from "@/lib/audit/operations";
import { columns, type ExportRow } from "@/lib/audit/row";
import { answerDownload } from "@/lib/doors/rest/download";
import { inviteMember } from "@/lib/invitations/invite_operations";
import { updateOrganisation } from "@/lib/organisations/operations";

useDatabase();

/** Writes rows of the log, through its trigger, without the actions themselves. A few at a time: each moves the chain's end. */
async function fill(organisation: string, count: number, name = "guest") {
  for (let done = 0; done < count; done += 1_000)
    await sudo(
      `insert into audit (chain, seq, at, organisation_id, actor_kind, actor_name, operation, target_name, prev_hash, hash)
        select '', 0, now(), $1, 'system', 'x', 'member.invite', $3 || number, '', '' from generate_series(1, $2::int) number`,
      [organisation, Math.min(1_000, count - done), name],
    );
}

const textOf = async (who: SignedIn, input: Parameters<typeof exportActivity>[1]) =>
  answerDownload(await exportActivity(who, input)).text();
const rowsOf = async (who: SignedIn, input: object) => {
  const text = await textOf(who, { format: "ndjson", ...input } as never);
  return text
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as ExportRow);
};
async function cellsOf(who: SignedIn, input: object) {
  const text = await textOf(who, { format: "csv", ...input } as never);
  const records: string[][] = [];
  for await (const cells of readCsv(Readable.from([text]))) records.push(cells);
  return records;
}

describe("an export of the activity", () => {
  it("has every entry as it was hashed, oldest first, and is itself the next entry", async () => {
    const { owner, ref, organisation } = await newOrganisation();
    await inviteMember(owner, { ...ref, email: "guest@example.org" });
    const rows = await rowsOf(owner, ref);
    expect(rows.map(({ seq, operation }) => [seq, operation])).toEqual([
      [1, "organisation.create"],
      [2, "member.invite"],
    ]);
    const [stored] = await sudo<{ hash: string; prev: string; at: Date }>(
      "select encode(hash, 'hex') as hash, encode(prev_hash, 'hex') as prev, at from audit where organisation_id = $1 and seq = 2",
      [organisation.id],
    );
    expect(Object.keys(rows[1] ?? {})).toEqual(columns);
    expect(rows[1]).toMatchObject({
      ...{ v: 1, chain: `organisation:${organisation.id}`, organisationId: organisation.id, userId: null },
      ...{ actorKind: "user", actorId: owner.actor.userId, actorName: "Olive Owner", targetName: "guest@example.org" },
      ...{ at: stored?.at.toISOString(), prevHash: rows[0]?.hash, hash: stored?.hash },
      details: { after: { role: "Member" } },
    });
    expect(stored?.prev).toBe(rows[0]?.hash);
    const { items } = await listActivity(owner, ref);
    expect(items[0]).toMatchObject({ operation: "auditLog.export", details: { after: { format: "ndjson" } } });
  });

  it("obeys the filters of the list, which its own entry names", async () => {
    const { owner, ref, organisation } = await newOrganisation();
    const admin = await newMember(organisation.id, "admin");
    await inviteMember(owner, { ...ref, email: "one@example.org" });
    await inviteMember(admin, { ...ref, email: "two@example.org" });
    const found = async (filter: object) =>
      (await rowsOf(owner, { ...ref, ...filter })).map(({ targetName }) => targetName);
    expect(await found({ action: "member.invite" })).toEqual(["one@example.org", "two@example.org"]);
    expect(await found({ actor: admin.actor.userId })).toEqual(["two@example.org"]);
    expect(await found({ q: "ONE@" })).toEqual(["one@example.org"]);
    expect(await found({ to: "2001-01-01" })).toEqual([]);
    expect(await found({ from: "2100-01-01" })).toEqual([]);
    const { items } = await listActivity(owner, { ...ref, action: "auditLog.export" });
    expect(items.at(-3)?.details.after).toEqual({ format: "ndjson", q: "ONE@" });
    await expect(exportActivity(owner, { ...ref, format: "csv", from: "yesterday" })).rejects.toMatchObject({
      code: "INVALID",
    });
    await expect(exportActivity(owner, { ...ref, format: "xlsx" as never })).rejects.toMatchObject({ code: "INVALID" });
  });

  it("is refused without the permission to read the activity", async () => {
    const { ref, organisation } = await newOrganisation();
    const member = await newMember(organisation.id, "member");
    await expect(exportActivity(member, { ...ref, format: "csv" })).rejects.toMatchObject({
      reason: "permission.missing",
    });
  });

  it("hides addresses from who doesn’t see them in the list, and then has no hashes, by which one could try them", async () => {
    const { owner, ref, organisation } = await newOrganisation();
    await inviteMember(owner, { ...ref, email: "hidden@example.org" });
    await updateOrganisation(owner, { ...ref, name: "Renamed" });
    const reader = await newHolder(organisation.id, ["member.read", "auditLog.read"], "Reader");
    const rows = await rowsOf(reader, ref);
    expect(rows.map(({ targetName }) => targetName)).toEqual(["Apex Gaming", null, "Renamed"]);
    for (const row of rows) expect(row).toMatchObject({ prevHash: null, hash: null, payload: null });
    expect(await textOf(reader, { ...ref, format: "csv" })).not.toContain("hidden");
    expect(await rowsOf(reader, { ...ref, q: "hidden" })).toEqual([]);
  });

  it("has only what a member restricted to projects sees", async () => {
    const { ref, organisation } = await newOrganisation();
    const [shown = "", hidden = ""] = await newProjects(organisation.id, "Shown", "Hidden");
    const reader = await newHolder(organisation.id, ["auditLog.read", "member.update"], "Restricted");
    await narrowTo(organisation.id, reader, shown);
    await sudo(
      `insert into audit (organisation_id, actor_kind, actor_name, operation, target_id, details, chain, seq, at, prev_hash, hash)
        select $1, 'system', 'x', 'project.update', unnest($2::text[]), '{"after":{"project":"Hidden"}}', '', 0, now(), '', ''`,
      [organisation.id, [shown, hidden]],
    );
    const rows = (await rowsOf(reader, ref)).filter(({ operation }) => operation === "project.update");
    expect(rows).toMatchObject([
      { targetId: shown, details: { after: { project: "another" } }, hash: null, payload: null },
    ]);
  });

  it("neutralises cells that a spreadsheet would take for formulas", async () => {
    const { owner, ref, organisation } = await newOrganisation();
    const names = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", 'a "quoted", name', "two\nlines", "plain"];
    for (const name of names) await fill(organisation.id, 1, name);
    const [head, ...records] = await cellsOf(owner, { ...ref, action: "member.invite" });
    expect(head).toEqual(columns);
    const place = columns.indexOf("targetName");
    const neutral = names.map((name) => `${/^[=+\-@\t\r]/.test(name) ? "'" : ""}${name}1`);
    expect(records.map((cells) => cells[place])).toEqual(neutral);
    const text = await textOf(owner, { ...ref, format: "csv", q: "quoted" });
    expect(text.split("\r\n")).toHaveLength(3);
    expect(text).toContain(',"a ""quoted"", name1",');
  });
});

describe("a long export", () => {
  it("is read in small parts, as fast as it is taken, with nothing open in between", async () => {
    const { owner, ref, organisation } = await newOrganisation();
    await fill(organisation.id, 6_000);
    const { content } = await exportActivity(owner, { ...ref, format: "ndjson" });
    const chainedTo = new Set<string | null>();
    let [rows, most] = [0, 0];
    for await (const piece of content) {
      const lines = Buffer.from(piece).toString().split("\n").slice(0, -1);
      rows += lines.length;
      most = Math.max(most, lines.length);
      chainedTo.add((JSON.parse(lines[0] ?? "") as ExportRow).prevHash);
      if (rows > exportPart * 2) continue;
      // Whoever reads slowly holds no transaction.
      const open = await sudo(
        "select from pg_stat_activity where datname = current_database() and usename = 'guildhall_test' and xact_start is not null",
      );
      expect(open).toEqual([]);
    }
    expect([rows, most]).toEqual([6_001, exportPart]);
    expect(chainedTo.size).toBe(Math.ceil(6_001 / exportPart));
  }, 60_000);

  it("ends where the log ended when it began, and stops at once when its reader goes away or loses the right", async () => {
    const { owner, ref, organisation } = await newOrganisation();
    const admin = await newMember(organisation.id, "admin");
    await fill(organisation.id, exportPart * 2);
    const read = async (who: SignedIn) =>
      answerDownload(
        await exportActivity(who, { ...ref, format: "ndjson" }),
      ).body?.getReader() as ReadableStreamDefaultReader<Uint8Array>;

    const left = await read(owner);
    await left.read();
    await left.cancel();
    expect(await left.read()).toMatchObject({ done: true });

    const removed = await read(admin);
    await removed.read();
    await sudo("delete from members where user_id = $1", [admin.actor.userId]);
    await expect(removed.read()).rejects.toMatchObject({ code: "NOT_FOUND" });

    const slow = await read(owner);
    let text = Buffer.from((await slow.read()).value ?? []).toString();
    await fill(organisation.id, exportPart, "later");
    for (let next = await slow.read(); !next.done; next = await slow.read()) text += Buffer.from(next.value).toString();
    expect(text.split("\n").slice(0, -1)).toHaveLength(exportPart * 2 + 3);
    expect(text).not.toContain("later");
  });
});
