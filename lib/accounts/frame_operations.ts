import { findFrame } from "@/db/queries/frame";
import { shownTogether } from "@/lib/announcements/schema";
import { AppError } from "@/lib/errors";
import { accountQuery } from "@/lib/kernel/kinds";
import { mayFound } from "@/lib/organisations/may_create";
import { nothing } from "@/lib/organisations/schema";
import { creationOf } from "@/lib/portal/settings";

/** What the frame of every page behind sign-in shows about its user, and the announcements to them. One query for all of it. */
export const readFrame = accountQuery("account.frame", {
  input: nothing,
  token: "never",
  whileConfined: true,
  async run({ trx, actor }) {
    const frame = await findFrame(trx, actor.userId, shownTogether);
    if (!frame) throw new AppError("unknown");
    const { organisationCreation, ...shown } = frame;
    // The notifications are about all organisations.
    if (actor.confinedTo !== null) return { ...shown, unread: 0, mayFound: false };
    return { ...shown, mayFound: await mayFound(trx, actor, creationOf(organisationCreation)) };
  },
});
