import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { asApplication, newOrganisation, newUser, sudo, useDatabase } from "@/db/testing";
import { listActivity, verifyAudit } from "@/lib/audit/operations";
import { trimLogs } from "@/lib/audit/retention_operations";
import { inviteMember } from "@/lib/invitations/invite_operations";
import { runSweepJob } from "@/lib/jobs/sweep";
import { systemCaller } from "@/lib/kernel/actor";
import { auditDays, type PortalTier, portalTierNames } from "@/lib/limits";
import { updateOrganisation } from "@/lib/organisations/operations";

useDatabase();

const job = systemCaller("sweep");

/** Writes entries of so many days ago, oldest first, as the trigger would have written them then. */
async function age(chain: string, ...days: number[]) {
  const [organisation, user] = chain.startsWith("organisation:")
    ? [chain.slice(13), null]
    : [null, chain === "portal" ? null : chain.slice(5)];
  await sudo("delete from audit where chain = $1", [chain]);
  await sudo("delete from audit_chains where chain = $1", [chain]);
  for (const each of days) {
    await sudo(
      `insert into audit (chain, seq, at, organisation_id, user_id, actor_kind, actor_name, operation, target_name, prev_hash, hash)
        values ('', 0, now(), $1, $2, 'system', 'x', 'member.invite', $3, '', '')`,
      [organisation, user, `${each} days ago`],
    );
    await sudo(
      `with last as (select chain, max(seq) as seq from audit where chain = $1 group by chain),
        aged as (update audit a set at = now() - make_interval(days => $2) from last where (a.chain, a.seq) = (last.chain, last.seq) returning a.chain, a.seq)
        select from aged`,
      [chain, each],
    );
    await sudo(
      "update audit set hash = audit_hash(audit) where chain = $1 and seq = (select max(seq) from audit where chain = $1)",
      [chain],
    );
    await sudo(
      "update audit_chains set hash = (select hash from audit where chain = $1 order by seq desc limit 1) where chain = $1",
      [chain],
    );
  }
}
const left = async (chain: string) =>
  (await sudo<{ name: string }>("select target_name as name from audit where chain = $1 order by seq", [chain])).map(
    ({ name }) => Number.parseInt(name, 10),
  );
const breaksOf = async (chain: string) =>
  (await verifyAudit(job, {})).breaks.filter((found) => found.chain === chain).map(({ what }) => what);

async function newChain(tier: PortalTier = "free") {
  const founded = await newOrganisation();
  await sudo("update organisations set portal_tier = $2 where id = $1", [founded.organisation.id, tier]);
  return { ...founded, chain: `organisation:${founded.organisation.id}` };
}

describe("the age of the activity", () => {
  it.each([
    ["free", [29, 1]],
    ["educational", [89, 31, 29, 1]],
    ["paid", [364, 91, 89, 31, 29, 1]],
    ["enterprise", [4000, 366, 364, 91, 89, 31, 29, 1]],
  ] as const)("is limited at the tier %s", async (tier, kept) => {
    const { chain, owner, ref } = await newChain(tier);
    await age(chain, 4000, 366, 364, 91, 89, 31, 29, 1);
    await runSweepJob();
    expect(await left(chain)).toEqual(kept);
    expect(await breaksOf(chain)).toEqual([]);
    // Writing, reading and counting go on.
    await updateOrganisation(owner, { ...ref, name: "Renamed" });
    expect((await listActivity(owner, ref)).items).toHaveLength(kept.length + 1);
    expect(await breaksOf(chain)).toEqual([]);
  });

  it("has the same numbers in the database as in the limits", async () => {
    const rows = await sudo<{ tier: PortalTier; days: number | null }>(
      "select tier, audit_days(tier) as days from unnest($1::text[]) tier",
      [portalTierNames],
    );
    expect(rows).toEqual(portalTierNames.map((tier) => ({ tier, days: auditDays(tier) })));
  });

  it("is a year for users, for the portal, and for an organisation that is gone", async () => {
    const { actor } = await newUser();
    const gone = "organisation:0b5e1e0e-7d3b-4a6f-9d5e-1f2a3b4c5d6e";
    for (const chain of [`user:${actor.userId}`, "portal", gone]) {
      await age(chain, 400, 300, 40);
      await runSweepJob();
      expect(await left(chain)).toEqual([300, 40]);
      expect(await breaksOf(chain)).toEqual([]);
    }
  });

  it("may take everything, and the chain goes on after it", async () => {
    const { chain, owner, ref } = await newChain();
    await age(chain, 50, 40, 31);
    await runSweepJob();
    expect([await left(chain), await breaksOf(chain)]).toEqual([[], []]);
    await updateOrganisation(owner, { ...ref, name: "Renamed" });
    const rows = await sudo("select seq::int from audit where chain = $1", [chain]);
    expect([rows, await breaksOf(chain)]).toEqual([[{ seq: 4 }], []]);
  });

  it("is ended in small steps", async () => {
    const { chain } = await newChain();
    await age(chain, 100);
    // Without the trigger, and so without hashes: only the numbers matter here.
    await sudo(
      `do $$ begin set local session_replication_role = replica;
        insert into audit (chain, seq, at, organisation_id, actor_kind, actor_name, operation, prev_hash, hash)
          select '${chain}', number, now() - interval '99 days', '${chain.slice(13)}', 'system', 'x', 'member.invite', '', ''
          from generate_series(2, 2500) number; end $$`,
    );
    expect([
      await trimLogs(job, {}),
      await trimLogs(job, {}),
      await trimLogs(job, {}),
      await trimLogs(job, {}),
    ]).toEqual([1_000, 1_000, 500, 0].map((removed) => ({ removed })));
  });

  it("ends while others write, and nothing is lost or linked wrongly", async () => {
    const { chain, owner, ref } = await newChain();
    await age(chain, ...Array.from({ length: 30 }, (_, each) => 60 - each));
    const [tries] = await Promise.all([
      Promise.all(Array.from({ length: 50 }, () => trimLogs(job, {}))),
      Promise.all(
        Array.from({ length: 50 }, (_, each) => inviteMember(owner, { ...ref, email: `p${each}@example.org` })),
      ),
    ]);
    expect(tries.reduce((sum, { removed }) => sum + removed, 0)).toBe(30);
    expect((await left(chain)).length).toBe(50);
    expect(await breaksOf(chain)).toEqual([]);
  }, 60_000);
});

describe("a checkpoint", () => {
  const removal = (chain: string) => runSweepJob().then(() => breaksOf(chain));

  it("is printed by verification, and signed by a key that the database doesn’t have", async () => {
    const { chain } = await newChain();
    await age(chain, 50, 40, 1);
    const [row] = await sudo<{ hash: string }>(
      "select encode(hash, 'hex') as hash from audit where chain = $1 and seq = 2",
      [chain],
    );
    expect(await removal(chain)).toEqual([]);
    const { checkpoints } = await verifyAudit(job, {});
    const found = checkpoints.find((each) => each.chain === chain);
    expect(found).toEqual({ chain, seq: 2, hash: row?.hash, removedAt: expect.any(Date) });
    const [stored] = await sudo<{ signature: Buffer }>("select signature from audit_checkpoints where chain = $1", [
      chain,
    ]);
    const key = createHmac("sha256", process.env.AUTH_SECRET ?? "")
      .update("guildhall audit checkpoints")
      .digest();
    const text = `${chain}\n2\n${row?.hash}\n${found?.removedAt.toISOString()}`;
    expect(stored?.signature).toEqual(createHmac("sha256", key).update(text).digest());
  });

  it.each([
    ["is missing", "delete from audit_checkpoints where chain = $1", ["gap"]],
    [
      "has another hash",
      "update audit_checkpoints set hash = sha256('x') where chain = $1",
      ["checkpoint forged", "unlinked"],
    ],
    [
      "has another signature",
      "update audit_checkpoints set signature = sha256('x') where chain = $1",
      ["checkpoint forged"],
    ],
    ["has another time", "update audit_checkpoints set removed_at = now() where chain = $1", ["checkpoint forged"]],
    [
      "was moved on by hand, over an entry that was removed",
      `with gone as (delete from audit where chain = $1 and seq = 3 returning hash)
        update audit_checkpoints set seq = 3, hash = (select hash from gone) where chain = $1`,
      ["checkpoint forged"],
    ],
    [
      "was put over entries that are still there",
      "update audit_checkpoints set seq = seq + 1 where chain = $1",
      ["checkpoint forged", "gap"],
    ],
  ])("that %s is found", async (_what, meddle, found) => {
    const { chain } = await newChain();
    await age(chain, 50, 40, 5, 1);
    expect(await removal(chain)).toEqual([]);
    await sudo(meddle, [chain]);
    expect((await breaksOf(chain)).sort()).toEqual(found);
  });

  it("that somebody without the key made for a chain that was whole is found", async () => {
    const { chain } = await newChain("enterprise");
    await age(chain, 3, 2, 1);
    await sudo(
      `with gone as (delete from audit where chain = $1 and seq = 1 returning hash)
        insert into audit_checkpoints select $1, 1, hash, now(), sha256('x') from gone`,
      [chain],
    );
    expect(await breaksOf(chain)).toEqual(["checkpoint forged"]);
  });
});

describe("the application’s role", () => {
  const asPortal = (text: string, values: unknown[] = []) =>
    asApplication(async (client) => {
      await client.query("select set_config('app.portal', 'on', false)");
      return client.query(text, values);
    });

  it("can neither delete entries nor write a checkpoint", async () => {
    const { chain } = await newChain();
    await age(chain, 50, 1);
    for (const text of [
      "delete from audit where chain = $1",
      "update audit set target_name = '' where chain = $1",
      "delete from audit_checkpoints where chain = $1",
      "insert into audit_checkpoints values ($1, 1, '', now(), sha256(''))",
      "update audit_checkpoints set seq = 1 where chain = $1",
    ])
      await expect(asPortal(text, [chain])).rejects.toMatchObject({ code: "42501" });
  });

  it("can remove nothing that is still kept, whatever it says, and nothing outside the portal’s scope", async () => {
    const trim = "select trim_audit($1, $2, now(), sha256('')) as removed";
    const { chain } = await newChain();
    await age(chain, 50, 29, 1);
    await expect(asPortal(trim, [chain, 2])).rejects.toThrow("still kept");
    await expect(asPortal("select trim_audit($1, 1, now() - interval '1 hour', sha256(''))", [chain])).rejects.toThrow(
      "still kept",
    );
    await expect(asApplication((client) => client.query(trim, [chain, 1]))).rejects.toThrow("only the portal");
    expect((await asPortal(trim, [chain, 7])).rows).toEqual([{ removed: 0 }]);
    expect(await left(chain)).toEqual([50, 29, 1]);
    const { chain: endless } = await newChain("enterprise");
    await age(endless, 4000, 1);
    await expect(asPortal(trim, [endless, 1])).rejects.toThrow("still kept");
  });
});
