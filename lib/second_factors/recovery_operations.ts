import { findFactors } from "@/db/queries/second_factors";
import { AppError } from "@/lib/errors";
import { accountCommand } from "@/lib/kernel/kinds";
import { tellOwner } from "@/lib/mails/tell_owner";
import { nothing } from "@/lib/organisations/schema";
import { makeCodes } from "@/lib/second_factors/recovery";

/** Ten new recovery codes, shown by this answer only. The former ones stop working. */
export const makeRecoveryCodes = accountCommand("secondFactor.makeRecoveryCodes", {
  did: "created recovery codes for",
  event: null,
  input: nothing,
  fresh: true,
  token: "never",
  lock: "owner",
  limits: [{ points: 20, seconds: 3_600, by: "actor" }],
  async run(tools) {
    const { trx, actor, audit } = tools;
    const { userId, email } = actor;
    if (!(await findFactors(trx, userId)).enabledAt) throw new AppError("secondFactor.none");
    const recoveryCodes = await makeCodes(trx, userId);
    tellOwner(tools, { id: userId, email }, "recoveryCodesMade");
    audit({ target: { id: userId, name: email } });
    return { recoveryCodes };
  },
});
