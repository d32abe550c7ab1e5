import { findAuthenticator, findFactors, useRecoveryCodeRow } from "@/db/queries/second_factors";
import { AppError, fieldError } from "@/lib/errors";
import { accountCommand } from "@/lib/kernel/kinds";
import { tellOwner } from "@/lib/mails/tell_owner";
import { acceptCode, codeLimits, confirmSession, forgive, noteWrongCode } from "@/lib/second_factors/attempts";
import { recoveryHash } from "@/lib/second_factors/codes";
import { requireHalf } from "@/lib/second_factors/require";
import { codeInput, recoveryCodeInput } from "@/lib/second_factors/schema";

/** Gives a session its second factor by a code of the authenticator app. A code is accepted once. */
export const confirmByCode = accountCommand("session.confirmByCode", {
  did: "gave a code of the authenticator app for",
  event: null,
  input: codeInput,
  token: "never",
  whileConfined: true,
  beforeSecondFactor: true,
  lock: "owner",
  limits: codeLimits,
  refused: (refusal, _input, _prepared, caller) => noteWrongCode(refusal, caller),
  async run({ trx, actor, audit }, { code }) {
    requireHalf(actor);
    const { userId, email } = actor;
    const app = await findAuthenticator(trx, userId);
    if (!app?.confirmedAt) throw new AppError("secondFactor.noAuthenticator");
    if (!(await acceptCode(trx, userId, app.secret, code))) throw fieldError("secondFactor.wrongCode", "code");
    await forgive(trx, "session.confirmByCode", userId);
    await confirmSession(trx, actor);
    audit({ target: { id: userId, name: email } });
  },
});

/** The same by a recovery code, which works once. The account's owner is told. */
export const confirmByRecoveryCode = accountCommand("session.confirmByRecoveryCode", {
  did: "used a recovery code of",
  event: null,
  input: recoveryCodeInput,
  token: "never",
  whileConfined: true,
  beforeSecondFactor: true,
  lock: "owner",
  limits: codeLimits,
  refused: (refusal, _input, _prepared, caller) => noteWrongCode(refusal, caller),
  async run(tools, { recoveryCode }) {
    const { trx, actor, audit } = tools;
    requireHalf(actor);
    const { userId, email } = actor;
    if (!(await useRecoveryCodeRow(trx, userId, recoveryHash(userId, recoveryCode))))
      throw fieldError("secondFactor.wrongRecoveryCode", "recoveryCode");
    await forgive(trx, "session.confirmByRecoveryCode", userId);
    await confirmSession(trx, actor);
    const { recoveryCodesLeft } = await findFactors(trx, userId);
    tellOwner(tools, { id: userId, email }, "recoveryCodeUsed");
    audit({ target: { id: userId, name: email }, after: { left: recoveryCodesLeft } });
    return { recoveryCodesLeft };
  },
});
