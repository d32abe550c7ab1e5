import { generateRegistrationOptions } from "@simplewebauthn/server";
import {
  countPasskeys,
  deletePasskey as deletePasskeyRow,
  findPasskeyName,
  insertPasskey,
  isPasskeyName,
  listPasskeyRows,
  setPasskeyName,
} from "@/db/queries/passkeys";
import { requireWayIn } from "@/lib/accounts/ways_in";
import { AppError, fieldError } from "@/lib/errors";
import { accountCommand, accountQuery } from "@/lib/kernel/kinds";
import { passkeysEach } from "@/lib/limits";
import { tellOwner } from "@/lib/mails/tell_owner";
import { nothing } from "@/lib/organisations/schema";
import { handleOf, knownCredentials } from "@/lib/passkeys/credential";
import { judgeAttestation, keepChallenge } from "@/lib/passkeys/judge";
import { party } from "@/lib/passkeys/party";
import { onePasskey, registerInput, renamePasskeyInput } from "@/lib/passkeys/schema";
import { confirmSession } from "@/lib/second_factors/attempts";
import { codesForFirstFactor, forgetCodesWithoutFactor } from "@/lib/second_factors/recovery";
import { requireFactorDispensable } from "@/lib/second_factors/require";

/** The user's passkeys, the newest first. */
export const listPasskeys = accountQuery("passkey.list", {
  input: nothing,
  token: "never",
  run: ({ trx, actor }) => listPasskeyRows(trx, actor.userId),
});

/** What the browser needs to make a passkey, with a challenge for five minutes. */
export const beginRegistration = accountCommand("passkey.beginRegistration", {
  did: { unaudited: "nothing is added yet" },
  event: null,
  input: nothing,
  fresh: true,
  token: "never",
  limits: [{ points: 30, seconds: 3_600, by: "actor" }],
  async run({ trx, actor: { userId, email, name } }) {
    const { id: rpID } = party();
    if ((await countPasskeys(trx, userId)) >= passkeysEach) throw new AppError("passkey.limit");
    const options = await generateRegistrationOptions({
      ...{ rpName: "Guildhall", rpID, userName: email, userDisplayName: name, userID: handleOf(userId) },
      excludeCredentials: await knownCredentials(trx, userId),
      // Each opens the account by itself: it is found without an address, and its owner is asked for a PIN or fingerprint.
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
    });
    await keepChallenge(trx, options, { purpose: "register", userId });
    return options;
  },
});

/** Adds the passkey that the browser made. This session has given its second factor with it; others have not. */
export const registerPasskey = accountCommand("passkey.register", {
  did: "added the passkey",
  event: null,
  input: registerInput,
  fresh: true,
  token: "never",
  lock: "owner",
  limits: [{ points: 30, seconds: 3_600, by: "actor" }],
  async run(tools, { name, credential }) {
    const { trx, actor, audit } = tools;
    const { userId, email } = actor;
    const made = await judgeAttestation(trx, userId, credential);
    if ((await countPasskeys(trx, userId)) >= passkeysEach) throw new AppError("passkey.limit");
    const id = await insertPasskey(trx, { userId, name, ...made });
    if (!id)
      throw (await isPasskeyName(trx, userId, name))
        ? fieldError("passkey.nameTaken", "name")
        : new AppError("passkey.known");
    await confirmSession(trx, actor, id);
    const recoveryCodes = await codesForFirstFactor(trx, userId);
    tellOwner(tools, { id: userId, email }, "passkeyAdded");
    audit({ target: { id, name } });
    return { recoveryCodes };
  },
});

export const renamePasskey = accountCommand("passkey.rename", {
  did: "renamed the passkey",
  event: null,
  input: renamePasskeyInput,
  token: "never",
  lock: "owner",
  limits: [{ points: 60, seconds: 3_600, by: "actor" }],
  async run({ trx, actor: { userId }, audit }, { passkey, name }) {
    const before = await findPasskeyName(trx, userId, passkey);
    if (before === undefined) throw new AppError("unknown");
    if (await isPasskeyName(trx, userId, name, passkey)) throw fieldError("passkey.nameTaken", "name");
    if (before === name) audit(null);
    else {
      await setPasskeyName(trx, userId, passkey, name);
      audit({ target: { id: passkey, name }, before: { name: before }, after: { name } });
    }
    return { name };
  },
});

/** Removes a passkey. Other sessions that it opened or confirmed end. */
export const deletePasskey = accountCommand("passkey.delete", {
  did: "removed the passkey",
  event: null,
  input: onePasskey,
  fresh: true,
  token: "never",
  lock: "owner",
  async run(tools, { passkey }) {
    const { trx, actor, audit } = tools;
    const { userId, email, sessionId } = actor;
    const name = await deletePasskeyRow(trx, userId, passkey, sessionId);
    if (name === undefined) throw new AppError("unknown");
    await requireFactorDispensable(trx, actor);
    await requireWayIn(trx, userId);
    await forgetCodesWithoutFactor(trx, userId);
    tellOwner(tools, { id: userId, email }, "passkeyRemoved");
    audit({ target: { id: passkey, name } });
  },
});
