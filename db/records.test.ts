import { beforeAll, describe, expect, it } from "vitest";
import { exportRecords, findRRset, listRecordsOf } from "@/db/queries/records";
import { applyChange, restoreVersion } from "@/db/queries/zone_changes";
import { diffBetween, diffOf, listChangesOf, recordsAt } from "@/db/queries/zone_versions";
import { newOrganisation, sudo, useDatabase } from "@/db/testing";
import { dice, randomEdit } from "@/db/testing/edits";
import { because, change, newZone, within, type Zone } from "@/db/testing/zones";
import type { ZoneRecord } from "@/lib/dns/records/record";

useDatabase();

let organisation: string;
beforeAll(async () => {
  organisation = (await newOrganisation()).organisation.id;
});

interface Held extends ZoneRecord {
  auth: boolean;
  ordername: string | null;
}
const held = (zone: Zone) =>
  sudo<Held>(
    "select name, type, ttl, content, auth, ordername from records where zone_id = $1 and until_version is null order by id",
    [zone.id],
  );
const emptyNames = (zone: Zone) =>
  sudo<{ name: string; auth: boolean }>("select name, auth from empty_names where zone_id = $1 order by name", [
    zone.id,
  ]);
const sorted = (records: ZoneRecord[]) =>
  records.map(({ name, type, ttl, content }) => `${name} ${ttl} ${type} ${content}`).sort();

/** The names between a name and its zone; a dot after a backslash is part of a label. */
function above(name: string, zone: string): string[] {
  const labels = name.slice(0, -zone.length - 1).match(/(?:\\.|[^.\\])+/g) ?? [];
  return labels.slice(1).map((_, place) => `${labels.slice(place + 1).join(".")}.${zone}`);
}

/** All derived data of the records, computed from the records only. */
function fromScratch(records: ZoneRecord[], zone: string) {
  const cuts = new Set(records.filter(({ name, type }) => type === "NS" && name !== zone).map(({ name }) => name));
  const isBelow = (name: string) => above(name, zone).some((over) => cuts.has(over));
  const names = new Set(records.map(({ name }) => name));
  const empty = new Set(
    records.flatMap(({ name }) => (name === zone ? [] : above(name, zone))).filter((name) => !names.has(name)),
  );
  return {
    empty: [...empty].sort().map((name) => ({ name, auth: !isBelow(name) })),
    records: records.map((record) => {
      const { name, type } = record;
      const order = (name === zone ? [] : (name.slice(0, -zone.length - 1).match(/(?:\\.|[^.\\])+/g) ?? []))
        .reverse()
        .join(" ");
      const placed = !isBelow(name) && (!cuts.has(name) || ["NS", "DS"].includes(type));
      return {
        ...record,
        auth: !isBelow(name) && (!cuts.has(name) || type === "DS"),
        ordername: placed ? order : null,
      };
    }),
  };
}

describe("a change", () => {
  it("keeps empty non-terminals and DNSSEC’s order and authority as computed from scratch, over thousands of edits", async () => {
    const zone = await newZone(organisation);
    const roll = dice(20);
    const live = new Map<string, ZoneRecord>();
    const versions = new Map<number, string[]>();
    for (let round = 0; round < 100; round++) {
      const { version } = await within(organisation, async (trx) => {
        let last = { version: 0, serial: 0 };
        for (let edit = 0; edit < 25; edit++)
          last = await applyChange(trx, zone, randomEdit(zone.name, live, roll), because);
        return last;
      });
      const now = await held(zone);
      const plain = now.map(({ auth: _, ordername: __, ...record }) => record);
      const wanted = fromScratch(plain, zone.name);
      expect(now).toEqual(wanted.records);
      expect(await emptyNames(zone)).toEqual(wanted.empty);
      expect(plain).toHaveLength(live.size + 1);
      versions.set(version, sorted(plain));
    }
    const [row] = await sudo("select version, record_count from zones where id = $1", [zone.id]);
    expect(row).toEqual({ version: "2501", record_count: live.size + 1 });

    // Every version can still be read, compared and restored.
    const [early, late] = [...versions.keys()].filter((_, place) => [20, 90].includes(place)) as [number, number];
    await within(organisation, async (trx) => {
      for (const [version, records] of versions) expect(sorted(await recordsAt(trx, zone, version))).toEqual(records);
      const { removed, added } = await diffBetween(trx, zone, early, late);
      const before = versions.get(early) ?? [];
      const without = before.filter((line) => !sorted(removed).includes(line));
      expect([...without, ...sorted(added)].sort()).toEqual(versions.get(late));
      await restoreVersion(trx, zone, early, { ...because, kind: "restore" });
    });
    const now = await held(zone);
    expect(sorted(now)).toEqual(versions.get(early));
    const wanted = fromScratch(
      now.map(({ auth: _, ordername: __, ...record }) => record),
      zone.name,
    );
    expect(now).toEqual(wanted.records);
    expect(await emptyNames(zone)).toEqual(wanted.empty);
  }, 240_000);

  it("makes one version and one serial, and stores who, why and how much", async () => {
    const zone = await newZone(organisation);
    const record = { name: `www.${zone.name}`, type: "A", ttl: 300, content: "192.0.2.1" };
    const first = await change(zone, [record]);
    const second = await change(zone, [{ ...record, ttl: 60 }], [record]);
    expect(second).toEqual({ version: first.version + 1, serial: first.serial + 1 });
    await within(organisation, async (trx) => {
      const [change] = await listChangesOf(trx, zone, { limit: 1 });
      expect(change).toMatchObject({ version: "3", kind: "edit", actorName: "Olive Owner", removed: 1, added: 1 });
      expect(await diffOf(trx, zone, 3)).toEqual({ removed: [record], added: [{ ...record, ttl: 60 }] });
      expect(await listChangesOf(trx, zone, { before: 3, limit: 10 })).toHaveLength(2);
    });
  });

  it("wraps the serial as in RFC 1982", async () => {
    const zone = await newZone(organisation);
    await sudo("update zones set serial = 4294967295 where id = $1", [zone.id]);
    expect((await change(zone, [])).serial).toBe(1);
  });

  it("is refused whole when a record is already gone, already exists, or is outside the zone", async () => {
    const zone = await newZone(organisation);
    const record = { name: `www.${zone.name}`, type: "A", ttl: 300, content: "192.0.2.1" };
    await change(zone, [record]);
    const other = { ...record, content: "192.0.2.2" };
    await expect(change(zone, [other], [other])).rejects.toMatchObject({ reason: "record.changed" });
    await expect(change(zone, [other, record])).rejects.toMatchObject({ reason: "record.known" });
    await expect(change(zone, [{ ...record, name: `www.other${zone.name}` }])).rejects.toThrow("is not within");
    const stranger = { ...zone, organisationId: (await newOrganisation()).organisation.id };
    await expect(change(stranger, [other])).rejects.toMatchObject({ reason: "unknown" });
    expect(sorted(await held(zone))).toEqual(
      sorted([{ ...record, name: zone.name, type: "NS", ttl: 3600, content: "ns1.example.net." }, record]),
    );
    expect((await sudo("select version from zones where id = $1", [zone.id]))[0]?.version).toBe("2");
  });

  it("is serialised with any number of simultaneous ones", async () => {
    const zone = await newZone(organisation);
    const add = (number: number) =>
      change(zone, [{ name: `h${number}.${zone.name}`, type: "A", ttl: 300, content: "192.0.2.1" }]);
    const changed = await Promise.all(Array.from({ length: 20 }, (_, number) => add(number)));
    expect(new Set(changed.map(({ version }) => version)).size).toBe(20);
    expect((await sudo("select version, record_count from zones where id = $1", [zone.id]))[0]).toEqual({
      version: "21",
      record_count: 21,
    });
  });
});

describe("reading", () => {
  it("pages, searches and exports in one order, and an export sees only one version", async () => {
    const zone = await newZone(organisation);
    const hosts = Array.from({ length: 25 }, (_, number) => `h${String(number).padStart(2, "0")}.${zone.name}`);
    const records = hosts.map((name) => ({ name, type: "A", ttl: 300, content: "192.0.2.1" }));
    const { version } = await change(zone, records);
    await within(organisation, async (trx) => {
      const seen: string[] = [];
      let after: Awaited<ReturnType<typeof listRecordsOf>>[number] | undefined;
      do {
        const page = await listRecordsOf(trx, zone, { limit: 10, after });
        seen.push(...page.map(({ name }) => name));
        after = page.at(-1);
      } while (after);
      expect(seen).toEqual([zone.name, ...hosts]);
      expect(await listRecordsOf(trx, zone, { words: "h1", type: "A", limit: 50 })).toHaveLength(10);
      expect(await listRecordsOf(trx, zone, { words: "ns1.example", limit: 50 })).toHaveLength(1);

      const exported: ZoneRecord[] = [];
      for await (const piece of exportRecords(trx, zone, version, 7)) {
        if (exported.length === 0) await applyChange(trx, zone, { remove: records.slice(10), add: [] }, because);
        exported.push(...piece);
      }
      expect(exported.map(({ name }) => name)).toEqual([zone.name, ...hosts]);
    });
  });

  it("returns the version of an RRset, and the surroundings of a name", async () => {
    const zone = await newZone(organisation);
    const name = `a.b.${zone.name}`;
    const record = { name, type: "A", ttl: 300, content: "192.0.2.1" };
    const first = await change(zone, [record]);
    await change(zone, [{ ...record, name: `x.${name}` }]);
    await within(organisation, async (trx) => {
      expect(await findRRset(trx, zone, name, "A")).toEqual({ version: first.version, records: [record] });
      expect(await findRRset(trx, zone, name, "TXT")).toEqual({ version: 0, records: [] });
    });
    const gone = await change(zone, [], [record]);
    await within(organisation, async (trx) => {
      expect(await findRRset(trx, zone, name, "A")).toEqual({ version: gone.version, records: [] });
    });
  });
});
