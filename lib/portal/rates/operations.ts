import { z } from "zod";
import { findRate, liftRateRow, listRateRows, type RateRow, sweepRates } from "@/db/queries/rate_limits";
import { AppError } from "@/lib/errors";
import { portalCommand, portalQuery } from "@/lib/kernel/portal_kinds";
import { systemCommand } from "@/lib/kernel/system_kinds";
import { nothing } from "@/lib/organisations/schema";
import { fromCursor, type Order, toPage } from "@/lib/paging";
import { listRatesInput, oneRate } from "@/lib/portal/rates/schema";
import { actionOf } from "@/lib/portal/rates/words";

const byEnd = { name: "end", value: z.number().int().min(0) } satisfies Order<number>;
const ratePattern = /^[0-9a-f]{32}$/;

/** The limits that refuse somebody now, those that last longest first. */
export const listRates = portalQuery("rate.list", {
  input: listRatesInput,
  async run({ trx }, { limit, cursor }) {
    const rows = await listRateRows(trx, { after: fromCursor(cursor, ratePattern, byEnd), limit: limit + 1 });
    const page = toPage(rows, limit, ({ expire, id }) => ({ at: expire, id }), byEnd.name);
    return { ...page, items: page.items.map(toRate) };
  },
});

const by = { user: "account", address: "address", field: "other" } as const;

function toRate({ kind, subject, about, userId, userName, userEmail, points, most, expire, ...row }: RateRow) {
  const user = userId ? { id: userId, name: userName ?? "", email: userEmail ?? "" } : null;
  return {
    ...row,
    action: actionOf(row.operation),
    by: by[kind],
    subject: kind === "address" ? subject : kind === "user" ? (user?.name ?? null) : about,
    user,
    attempts: points,
    allowed: most,
    until: new Date(expire),
  };
}

/**
 * Lifts a limit: the count starts again. The log stays for ever, so it names an account, but neither an address nor what
 * somebody entered.
 */
export const liftRate = portalCommand("rate.lift", {
  did: "lifted the limit",
  event: null,
  input: oneRate,
  async run({ trx, audit }, { rate: id }) {
    const row = await findRate(trx, id);
    if (!row) throw new AppError("unknown");
    await liftRateRow(trx, id);
    const { by, user, action, attempts } = toRate(row);
    const whose = user ? user.name : by === "address" ? "a network address" : "something entered";
    audit({ target: { id: user?.id ?? row.operation, name: `${action}: ${whose}` }, before: { attempts } });
    return { id };
  },
});

/** Deletes counts whose time is over: nobody’s address is kept for longer. */
export const sweepExpiredRates = systemCommand("rate.sweep", {
  input: nothing,
  scope: () => ({ portal: true }),
  did: { unaudited: "nobody can tell that it ran" },
  event: null,
  run: ({ trx }) => sweepRates(trx),
});
