import { avatarsOf, listAccountAudit } from "@/db/queries/portal_audit";
import { accountActivityInput } from "@/lib/audit/schema";
import { toldToOwner } from "@/lib/audit/view";
import { accountQuery } from "@/lib/kernel/kinds";
import { fromCursor, numberPattern, toPage } from "@/lib/paging";

/** The account's own log, newest first: its sign-ins, and what was done to it. No organisation sees it. */
export const listAccountActivity = accountQuery("account.activity", {
  input: accountActivityInput,
  token: "account",
  async run({ trx, actor }, { limit, cursor }) {
    const place = fromCursor(cursor, numberPattern);
    const before = place && { at: place.at, seq: Number(place.id) };
    const rows = await listAccountAudit(trx, actor.userId, { before, limit: limit + 1 });
    const page = toPage(rows, limit, ({ at, seq }) => ({ at, id: seq }));
    const items = page.items.map(({ seq, ...row }) => ({ ...toldToOwner(row, actor.userId), seq: Number(seq) }));
    return { ...page, items, faces: await avatarsOf(trx, [actor.userId]) };
  },
});
