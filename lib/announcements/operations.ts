import { randomUUID } from "node:crypto";
import {
  deleteAnnouncementRow,
  endAnnouncementNow,
  findShown,
  insertAnnouncement,
  insertDismissal,
  listAnnouncementRows,
  listShown,
  lockAnnouncement,
  updateAnnouncementRow,
} from "@/db/queries/announcements";
import {
  type audiences,
  createAnnouncementInput,
  listAnnouncementsInput,
  oneAnnouncement,
  shownInput,
  shownTogether,
  type tones,
  updateAnnouncementInput,
} from "@/lib/announcements/schema";
import { AppError, fieldError } from "@/lib/errors";
import { accountCommand } from "@/lib/kernel/kinds";
import { portalCommand, portalQuery } from "@/lib/kernel/portal_kinds";
import { publicQuery } from "@/lib/kernel/public_kinds";
import { fromCursor, idPattern, toPage } from "@/lib/paging";

type Row = Awaited<ReturnType<typeof insertAnnouncement>>;
const viewOf = ({ tone, audience, ...row }: Row) => ({
  ...row,
  tone: tone as (typeof tones)[number],
  audience: audience as (typeof audiences)[number],
});
/** The log names it by its text. */
const targetOf = ({ id, text }: { id: string; text: string }) => ({ id, name: text.slice(0, 100) });
const factsOf = ({
  text,
  tone,
  link,
  audience,
  dismissible,
  startsAt,
  endsAt,
}: Omit<Row, "id" | "createdAt" | "state">) => ({
  ...{ text, tone, link, audience, dismissible },
  startsAt: startsAt.toISOString(),
  endsAt: endsAt?.toISOString() ?? null,
});

function requireOrder({ startsAt, endsAt }: { startsAt: Date; endsAt: Date | null }): void {
  if (endsAt && endsAt <= startsAt) throw fieldError("announcement.ends", "endsAt");
}

/** Every announcement, the one that begins last first. */
export const listAnnouncements = portalQuery("announcement.list", {
  input: listAnnouncementsInput,
  async run({ trx }, { limit, cursor }) {
    const rows = await listAnnouncementRows(trx, { after: fromCursor(cursor, idPattern), limit: limit + 1 });
    const page = toPage(rows, limit, ({ startsAt, id }) => ({ at: startsAt, id }));
    return { ...page, items: page.items.map(viewOf) };
  },
});

/** Shows a line on every page, from one time to another. */
export const createAnnouncement = portalCommand("announcement.create", {
  did: "announced",
  event: null,
  input: createAnnouncementInput,
  async run({ trx, audit }, { startsAt, endsAt = null, link = null, ...rest }) {
    requireOrder({ startsAt: startsAt ?? new Date(), endsAt });
    const made = await insertAnnouncement(trx, { id: randomUUID(), ...rest, startsAt, endsAt, link });
    audit({ target: targetOf(made), after: factsOf(made) });
    return viewOf(made);
  },
});

/** Changes an announcement. Those who dismissed it don't see it again. */
export const updateAnnouncement = portalCommand("announcement.update", {
  did: "changed the announcement",
  event: null,
  input: updateAnnouncementInput,
  async run({ trx, audit }, { announcement: id, startsAt, endsAt = null, link = null, ...rest }) {
    const before = await lockAnnouncement(trx, id);
    if (!before) throw new AppError("unknown");
    const wanted = { ...rest, startsAt: startsAt ?? before.startsAt, endsAt, link };
    requireOrder(wanted);
    const after = await updateAnnouncementRow(trx, id, wanted);
    const [was, is] = [factsOf(before), factsOf(after)];
    audit(JSON.stringify(was) === JSON.stringify(is) ? null : { target: targetOf(after), ...differences(was, is) });
    return viewOf(after);
  },
});

/** Only what changed. */
function differences(was: Record<string, unknown>, is: Record<string, unknown>) {
  const names = Object.keys(is).filter((name) => was[name] !== is[name]);
  const pick = (of: Record<string, unknown>) => Object.fromEntries(names.map((name) => [name, of[name]]));
  return { before: pick(was), after: pick(is) };
}

/** Ends one that is shown, at once. */
export const endAnnouncement = portalCommand("announcement.end", {
  did: "ended the announcement",
  event: null,
  input: oneAnnouncement,
  async run({ trx, audit }, { announcement: id }) {
    const before = await lockAnnouncement(trx, id);
    if (!before) throw new AppError("unknown");
    if (before.state === "planned") throw new AppError("announcement.notBegun");
    if (before.state === "ended") return audit(null);
    await endAnnouncementNow(trx, id);
    audit({ target: targetOf(before) });
  },
});

/** Deletes one for good; the log keeps its text. */
export const deleteAnnouncement = portalCommand("announcement.delete", {
  did: "deleted the announcement",
  event: null,
  input: oneAnnouncement,
  async run({ trx, audit }, { announcement: id }) {
    const before = await lockAnnouncement(trx, id);
    if (!before) throw new AppError("unknown");
    await deleteAnnouncementRow(trx, id);
    audit({ target: targetOf(before), before: factsOf(before) });
  },
});

/** What everybody sees now, on the pages before sign-in. The pages behind it get theirs with their frame. */
export const readShown = publicQuery("announcement.shown", {
  input: shownInput,
  run: ({ trx }, { dismissed }) => listShown(trx, dismissed, shownTogether),
});

/** Hides an announcement from the user, for good. */
export const dismissAnnouncement = accountCommand("announcement.dismiss", {
  input: oneAnnouncement,
  token: "never",
  whileConfined: true,
  did: { unaudited: "it only hides a line from the user themselves" },
  event: null,
  async run({ trx, actor }, { announcement: id }) {
    const shown = await findShown(trx, id);
    // One that has ended meanwhile is hidden already.
    if (!shown) return;
    if (!shown.dismissible) throw new AppError("announcement.stays");
    await insertDismissal(trx, actor.userId, id);
  },
});
