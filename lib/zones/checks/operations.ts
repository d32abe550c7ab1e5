import { applyChange } from "@/db/queries/zone_changes";
import {
  doneMending,
  doubtfulRecords,
  namesChangedSince,
  noteCheck,
  putOffCheck,
  readCheck,
  takeChecks,
} from "@/db/queries/zone_checks";
import { findZone, lockIdleZone } from "@/db/queries/zones";
import { mendingInSteps } from "@/lib/dns/records/mend";
import { systemCommand } from "@/lib/kernel/system_kinds";
import { nothing } from "@/lib/organisations/schema";
import { mostNames } from "@/lib/zones/checks/bounds";
import { runSteps } from "@/lib/zones/run_steps";
import { foundInput, oneCheck } from "@/lib/zones/schema";

const within = ({ organisationId }: { organisationId: string }) => ({ organisationId });

/** Failing names that are stored. */
const mostFailing = 20;
/** How often a failing zone is checked again, since it may recover without a change. */
const failingSeconds = 600;

/** Zones to check now. */
export const dueChecks = systemCommand("zone.dueChecks", {
  input: nothing,
  scope: () => ({ portal: true }),
  did: { unaudited: "nothing has happened to a zone yet" },
  event: null,
  run: ({ trx }) => takeChecks(trx, 20),
});

/** The names to query for one zone; null if there are none. */
export const beginCheck = systemCommand("zone.beginCheck", {
  input: oneCheck,
  scope: within,
  did: { unaudited: "nothing has happened to a zone yet" },
  event: null,
  async run({ trx }, { zone: id, organisationId }) {
    const zone = await findZone(trx, organisationId, id);
    const check = await readCheck(trx, { id, organisationId });
    if (!zone?.served || !check) return null;
    const changed = await namesChangedSince(trx, { id, organisationId }, check.checkedVersion, mostNames);
    const names = [...new Set([zone.name, ...check.failing, ...changed])];
    const { name, signed, version, serial } = zone;
    return { name, signed, version: Number(version), serial: Number(serial), tries: check.tries, names };
  },
});

/** The name server couldn’t be reached or is behind: checks again, with growing delays. */
export const putOff = systemCommand("zone.putOffCheck", {
  input: oneCheck,
  scope: within,
  did: { unaudited: "nothing has happened to a zone yet" },
  event: null,
  run: ({ trx }, { zone: id, organisationId }) => putOffCheck(trx, { id, organisationId }),
});

/** Stores which names of a zone fail; logs it when they begin to. */
export const noteFailing = systemCommand("zone.noteFailing", {
  did: "found failing names in",
  event: "zone.failing",
  input: foundInput,
  scope: within,
  async run({ trx, audit }, { zone: id, organisationId, version, failing }) {
    const before = await readCheck(trx, { id, organisationId });
    const zone = await findZone(trx, organisationId, id);
    if (!before || !zone) return audit(null);
    const kept = failing.slice(0, mostFailing);
    await noteCheck(trx, { id, organisationId }, { version, failing: kept, again: failingSeconds });
    audit(before.failing.length > 0 ? null : { target: { id, name: zone.name }, after: { failing: kept } });
  },
});

/** Stores that the whole zone is live; logs it if something failed before. */
export const noteAnswered = systemCommand("zone.noteAnswered", {
  did: "found no failing name any more in",
  event: "zone.answered",
  input: foundInput.omit({ failing: true }),
  scope: within,
  async run({ trx, audit }, { zone: id, organisationId, version }) {
    const before = await readCheck(trx, { id, organisationId });
    const zone = await findZone(trx, organisationId, id);
    if (!before || !zone) return audit(null);
    await noteCheck(trx, { id, organisationId }, { version, failing: [], again: null });
    audit(before.failing.length > 0 ? { target: { id, name: zone.name }, before: { failing: before.failing } } : null);
  },
});

/** Rewrites old records in the form that the name server can read, as one change. Not during an import. */
export const mendZone = systemCommand("zone.mend", {
  did: "rewrote records in",
  event: "zone.changed",
  input: oneCheck,
  scope: within,
  async run({ trx, actor, audit }, { zone: id, organisationId }) {
    const zone = await lockIdleZone(trx, organisationId, id);
    if (!zone) return audit(null);
    const { remove, add } = await runSteps(mendingInSteps(await doubtfulRecords(trx, { id, organisationId })));
    const message = "Records were rewritten in a form that the name server can read.";
    if (remove.length > 0)
      await applyChange(
        trx,
        { id, organisationId },
        { remove, add },
        { kind: "edit", actorId: null, actorName: actor.name, message },
      );
    await doneMending(trx, { id, organisationId });
    const counts = { removed: remove.length, added: add.length };
    audit(remove.length > 0 ? { target: { id, name: zone.name }, after: counts } : null);
  },
});
