import {
  beginAuthenticatorRow,
  deleteAuthenticator,
  findAuthenticator,
  findFactors,
} from "@/db/queries/second_factors";
import { AppError, fieldError } from "@/lib/errors";
import { accountCommand, accountQuery } from "@/lib/kernel/kinds";
import { tellOwner } from "@/lib/mails/tell_owner";
import { nothing } from "@/lib/organisations/schema";
import { qrOf } from "@/lib/qr";
import { acceptCode, codeLimits, confirmSession, forgive, noteWrongCode } from "@/lib/second_factors/attempts";
import { addressOf, newSecret } from "@/lib/second_factors/codes";
import { placeOf } from "@/lib/second_factors/place";
import { codesForFirstFactor, forgetCodesWithoutFactor } from "@/lib/second_factors/recovery";
import { requireFactorDispensable } from "@/lib/second_factors/require";
import { codeInput } from "@/lib/second_factors/schema";
import { seal } from "@/lib/secrets";

/** What the account has. A half session reads it to offer the ways that there are. */
export const readSecondFactor = accountQuery("secondFactor.read", {
  input: nothing,
  token: "never",
  whileConfined: true,
  beforeSecondFactor: true,
  run: ({ trx, actor }) => findFactors(trx, actor.userId),
});

/** Begins the set-up of an authenticator app. Its secret is shown by this answer only; starting again makes another. */
export const beginAuthenticator = accountCommand("secondFactor.beginAuthenticator", {
  did: "began to set up an authenticator app for",
  event: null,
  input: nothing,
  fresh: true,
  token: "never",
  lock: "owner",
  limits: [{ points: 30, seconds: 3_600, by: "actor" }],
  async run({ trx, actor: { userId, email }, audit }) {
    const secret = newSecret();
    if (!(await beginAuthenticatorRow(trx, userId, seal(placeOf(userId), secret))))
      throw new AppError("secondFactor.hasAuthenticator");
    audit({ target: { id: userId, name: email } });
    const uri = addressOf(secret, email);
    return { secret, uri, qr: qrOf(uri) };
  },
});

/** Ends the set-up with the app's first code. This session has given its second factor with it; others have not. */
export const confirmAuthenticator = accountCommand("secondFactor.confirmAuthenticator", {
  did: "added an authenticator app to",
  event: null,
  input: codeInput,
  token: "never",
  lock: "owner",
  limits: codeLimits,
  refused: (refusal, _input, _prepared, caller) => noteWrongCode(refusal, caller),
  async run(tools, { code }) {
    const { trx, actor, audit } = tools;
    const { userId, email } = actor;
    const begun = await findAuthenticator(trx, userId);
    if (begun?.confirmedAt) throw new AppError("secondFactor.hasAuthenticator");
    if (!begun) throw new AppError("secondFactor.notBegun");
    if (!(await acceptCode(trx, userId, begun.secret, code))) throw fieldError("secondFactor.wrongCode", "code");
    await forgive(trx, "secondFactor.confirmAuthenticator", userId);
    await confirmSession(trx, actor);
    const recoveryCodes = await codesForFirstFactor(trx, userId);
    tellOwner(tools, { id: userId, email }, "authenticatorAdded");
    audit({ target: { id: userId, name: email } });
    return { recoveryCodes };
  },
});

/** Removes the authenticator app. Without any other second factor the recovery codes go with it. */
export const removeAuthenticator = accountCommand("secondFactor.removeAuthenticator", {
  did: "removed the authenticator app of",
  event: null,
  input: nothing,
  fresh: true,
  token: "never",
  lock: "owner",
  async run(tools) {
    const { trx, actor, audit } = tools;
    const { userId, email } = actor;
    if (!(await deleteAuthenticator(trx, userId))) throw new AppError("secondFactor.noAuthenticator");
    await requireFactorDispensable(trx, actor);
    await forgetCodesWithoutFactor(trx, userId);
    tellOwner(tools, { id: userId, email }, "authenticatorRemoved");
    audit({ target: { id: userId, name: email } });
  },
});
