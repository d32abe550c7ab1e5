import type pg from "pg";
import { describe, expect, it } from "vitest";
import { asApplication, newMember, newOrganisation, newUser, type SignedIn, sudo, useDatabase } from "@/db/testing";

useDatabase();

const enter = "select * from enter_organisation($1, $2, true)";

/** Begins a transaction in an organisation, which is then locked; returns the caller's standing. */
async function begin(client: pg.Client, { actor }: SignedIn, reference: string) {
  await client.query("begin");
  return (await client.query(enter, [actor.userId, reference])).rows;
}

/** The standing that a caller finds after waiting for an owner's change. */
async function afterWaiting(
  owner: SignedIn,
  waiting: SignedIn,
  organisation: string,
  doing: string,
  values: unknown[],
) {
  return await asApplication(async (holder) => {
    await begin(holder, owner, organisation);
    return await asApplication(async (client) => {
      const { rows } = await client.query("select pg_backend_pid() as pid");
      const found = begin(client, waiting, organisation);
      await expect
        .poll(
          async () => (await sudo("select wait_event_type from pg_stat_activity where pid = $1", [rows[0].pid]))[0],
          { timeout: 5_000 },
        )
        .toEqual({ wait_event_type: "Lock" });
      await holder.query(doing, values);
      await holder.query("commit");
      return await found;
    });
  });
}

describe("an organisation with a lock", () => {
  it("doesn't exist for a member who was removed meanwhile", async () => {
    const { owner, organisation } = await newOrganisation();
    const member = await newMember(organisation.id, "admin");
    const remove = "delete from members where organisation_id = $1 and user_id = $2";
    expect(await afterWaiting(owner, member, organisation.id, remove, [organisation.id, member.actor.userId])).toEqual(
      [],
    );
  });

  it("is entered with the role assigned meanwhile", async () => {
    const { owner, organisation } = await newOrganisation();
    const member = await newMember(organisation.id, "admin");
    const change = "update members set role = 'member' where organisation_id = $1 and user_id = $2";
    const found = await afterWaiting(owner, member, organisation.id, change, [organisation.id, member.actor.userId]);
    expect(found).toMatchObject([{ role: "member", permissions: null }]);
  });

  it("doesn't keep outsiders waiting, because only members lock it", async () => {
    const { owner, organisation } = await newOrganisation();
    const outsider = await newUser();
    await asApplication(async (holder) => {
      await begin(holder, owner, organisation.id);
      await asApplication(async (client) => {
        await client.query("set lock_timeout = '100ms'");
        expect(await begin(client, outsider, organisation.id)).toEqual([]);
        await expect(begin(client, owner, organisation.id)).rejects.toThrow(/lock timeout/);
      });
    });
  });
});
