import { randomBytes, randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { transaction } from "@/db/client";
import { openScope } from "@/db/opening";
import { activateZone, deleteGrant, insertGrant, nameConflict, releaseZoneNames } from "@/db/queries/zone_names";
import { deleteZoneRow } from "@/db/queries/zones";
import { newOrganisation, newUser, sudo, useDatabase } from "@/db/testing";
import { newZone, within, type Zone } from "@/db/testing/zones";

useDatabase();

let one: string;
let two: string;
let three: string;
beforeAll(async () => {
  [one, two, three] = (await Promise.all([newOrganisation(), newOrganisation(), newOrganisation()])).map(
    ({ organisation }) => organisation.id,
  ) as [string, string, string];
});

const freeName = () => `${randomBytes(6).toString("hex")}.org`;
const activate = (zone: Zone) => within(zone.organisationId, (trx) => activateZone(trx, zone));
const remove = (zone: Zone) => within(zone.organisationId, (trx) => deleteZoneRow(trx, zone.organisationId, zone.id));
const grant = (organisationId: string, name: string, granteeId: string) => {
  const row = { id: randomUUID(), organisationId, name, granteeId };
  return within(organisationId, async (trx) => ({ ...row, made: await insertGrant(trx, row) }));
};
const active = (below: string) =>
  sudo<{ name: string; organisation_id: string }>(
    `select name, organisation_id from zones where state = 'active' and (name = $1 or name like '%.' || $1) order by name`,
    [below],
  );

describe("a name", () => {
  it("activated twenty times at once, with its parent and child, never goes to conflicting organisations", async () => {
    for (let round = 0; round < 8; round++) {
      const name = freeName();
      const wanted = [name, `sub.${name}`, `deep.sub.${name}`];
      const claims = await Promise.all(
        [one, two, three].flatMap((owner) => wanted.map((each) => newZone(owner, each, false))),
      );
      // Twenty calls: each zone twice, some three times.
      const calls = [...claims, ...claims, ...claims].slice(0, 20).sort(() => Math.random() - 0.5);
      const results = await Promise.all(calls.map(activate));
      const found = await active(name);
      expect(found.length).toBeGreaterThan(0);
      expect(new Set(found.map(({ organisation_id }) => organisation_id)).size).toBe(1);
      calls.forEach((zone, place) => {
        const won = found.some((row) => row.name === zone.name && row.organisation_id === zone.organisationId);
        expect(results[place] === null).toBe(won);
      });
      expect(
        await sudo(
          "select name, organisation_id from zone_names where name = $1 or name like '%.' || $1 order by name",
          [name],
        ),
      ).toEqual(found);
    }
  }, 60_000);

  it("is compared label by label, not letter by letter", async () => {
    const name = freeName();
    await newZone(one, name);
    expect(await activate(await newZone(two, `not${name}`, false))).toBeNull();
    expect(await activate(await newZone(two, name, false))).toBe("taken");
    expect(await activate(await newZone(two, `x.y.${name}`, false))).toBe("parent");
    expect(await activate(await newZone(one, `x.y.${name}`, false))).toBeNull();
    const other = freeName();
    await newZone(one, `x.${other}`);
    expect(await activate(await newZone(two, other, false))).toBe("child");
  });

  it("a name below another organisation’s zone must be allowed by the owner of the nearest zone above, exactly as it is", async () => {
    const name = freeName();
    await newZone(one, name);
    const { id, made } = await grant(one, `sub.${name}`, two);
    expect(made).toBe(true);
    expect(await activate(await newZone(three, `sub.${name}`, false))).toBe("parent");
    const lower = await newZone(two, `x.sub.${name}`, false);
    expect(await activate(lower)).toBe("parent");
    const sub = await newZone(two, `sub.${name}`, false);
    expect(await activate(sub)).toBeNull();
    // Now two owns the nearest zone above, so one can’t grant anything there, and two needs no grant.
    await grant(one, `y.sub.${name}`, three);
    expect(await activate(await newZone(three, `y.sub.${name}`, false))).toBe("parent");
    expect(await activate(lower)).toBeNull();
    expect(await within(two, (trx) => deleteGrant(trx, two, id))).toBe(false);
    expect(await within(one, (trx) => deleteGrant(trx, one, id))).toBe(true);
    expect(await active(sub.name)).toHaveLength(2);
  });

  it("can be added again by the organisation that granted a name below it", async () => {
    const name = freeName();
    const first = await newZone(one, name);
    await grant(one, `sub.${name}`, two);
    await newZone(two, `sub.${name}`);
    await remove(first);
    expect(await activate(await newZone(three, name, false))).toBe("held");
    expect(await activate(await newZone(one, name, false))).toBeNull();
  });

  it("is held for thirty days after its zone was deleted, but not against its former owner", async () => {
    const name = freeName();
    await remove(await newZone(one, name));
    expect(await activate(await newZone(two, name, false))).toBe("held");
    expect(await activate(await newZone(two, `sub.${name}`, false))).toBe("parent");
    expect(await within(two, (trx) => nameConflict(trx, two, name))).toBe("held");
    const [held] = await sudo(
      "select held_until - now() > interval '29 days' as long from zone_names where name = $1",
      [name],
    );
    expect(held).toEqual({ long: true });
    const again = await newZone(one, name, false);
    expect(await activate(again)).toBeNull();
    await remove(again);
    await sudo("update zone_names set held_until = now() - interval '1 second' where name = $1", [name]);
    expect(await within(two, (trx) => nameConflict(trx, two, name))).toBeNull();
    expect(
      await within(three, (trx) => trx.selectFrom("zones").select("id").where("name", "=", name).execute()),
    ).toEqual([]);
    expect(await activate(await newZone(three, name, false))).toBeNull();
  });

  it("stays held for the person whose organisation was deleted", async () => {
    const owner = await newUser({ name: "Olive Owner" });
    const former = await newOrganisation(owner);
    const next = await newOrganisation(owner);
    const name = freeName();
    await newZone(former.organisation.id, name);
    await sudo("delete from organisations where id = $1", [former.organisation.id]);
    expect(await sudo("select organisation_id, zone_id from zone_names where name = $1", [name])).toEqual([
      { organisation_id: null, zone_id: null },
    ]);
    expect(await activate(await newZone(two, name, false))).toBe("held");
    expect(await activate(await newZone(next.organisation.id, name, false))).toBeNull();
  });

  it("is released by the sweep when its time is over, and not before", async () => {
    const [name, later] = [freeName(), freeName()];
    for (const each of [name, later]) await remove(await newZone(one, each));
    await sudo("update zone_names set held_until = now() - interval '1 second' where name = $1", [name]);
    // An organisation can’t end another’s hold; the portal does.
    await within(two, releaseZoneNames);
    expect(await sudo("select from zone_names where name = $1", [name])).toHaveLength(1);
    await transaction(openScope({ portal: true }, false), releaseZoneNames);
    expect(await sudo("select name from zone_names where name = any ($1)", [[name, later]])).toEqual([{ name: later }]);
  });
});

describe("an organisation’s zones", () => {
  it("can’t be edited, activated, or taken over by another organisation", async () => {
    const zone = await newZone(one);
    await within(two, async (trx) => {
      expect(await activateZone(trx, { ...zone, organisationId: two })).toBe("unknown");
      expect(await deleteZoneRow(trx, one, zone.id)).toBe(false);
      expect(
        (
          await trx
            .updateTable("zoneNames")
            .set({ organisationId: two })
            .where("name", "=", zone.name)
            .executeTakeFirst()
        ).numUpdatedRows,
      ).toBe(0n);
    });
    await expect(
      within(two, (trx) =>
        trx.insertInto("zoneNames").values({ name: "a.b", key: "b a", organisationId: one }).execute(),
      ),
    ).rejects.toThrow(/row-level security|check constraint/);
  });
});
