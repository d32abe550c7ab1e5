import { generateAuthenticationOptions } from "@simplewebauthn/server";
import type { Trx } from "@/db/client";
import type { ChallengePurpose } from "@/db/queries/passkey_challenges";
import { enterUser } from "@/db/queries/scope";
import { lockUser } from "@/db/queries/users";
import { AppError } from "@/lib/errors";
import { accountCommand } from "@/lib/kernel/kinds";
import { publicCommand } from "@/lib/kernel/public_kinds";
import { nothing } from "@/lib/organisations/schema";
import { accountOf, assertionOf, knownCredentials } from "@/lib/passkeys/credential";
import { judgeAssertion, keepChallenge, usePasskey } from "@/lib/passkeys/judge";
import { party } from "@/lib/passkeys/party";
import { noteRefusedPasskey, PasskeyRefusal } from "@/lib/passkeys/refusal";
import { credentialInput } from "@/lib/passkeys/schema";
import { codeLimits, confirmSession, forgive } from "@/lib/second_factors/attempts";
import { requireHalf } from "@/lib/second_factors/require";
import { startSession } from "@/lib/sessions/start";

const unaudited = "nothing is opened yet";

/**
 * What the browser needs to sign in by passkey, for anybody: it names no account, and is the same for all. Counted for everybody
 * together as well, so that no flood fills the table.
 */
export const beginPasskey = publicCommand("session.beginPasskey", {
  did: { unaudited },
  event: null,
  input: nothing,
  limits: [
    { points: 300, seconds: 900, by: "address" },
    { points: 60_000, seconds: 3_600, by: () => "everybody" },
  ],
  async run({ trx }) {
    const options = await generateAuthenticationOptions({ rpID: party().id, userVerification: "required" });
    await keepChallenge(trx, options, { purpose: "signIn", userId: null });
    return options;
  },
});

/**
 * Signs in by passkey, without an address and without a password. Its owner was verified by the authenticator, so the session has its
 * second factor as well. The answer is the same for an unknown passkey, a wrong signature and a disabled account.
 */
export const openByPasskey = publicCommand("session.openByPasskey", {
  did: "signed in",
  event: null,
  input: credentialInput,
  limits: [{ points: 60, seconds: 900, by: "address" }],
  async run(tools, { credential }) {
    const { trx } = tools;
    const given = assertionOf(credential);
    const userId = given && accountOf(given);
    if (!userId) throw new AppError("passkey.refused");
    await enterUser(trx, userId);
    const passkey = await judgeAssertion(trx, given, {
      ...{ purpose: "signIn", userId: null, owner: userId, verified: true },
    });
    // Only whoever has its passkey locks an account.
    const account = await lockUser(trx, userId);
    if (!account || account.disabledAt) throw new PasskeyRefusal("passkey.refused", passkey);
    await usePasskey(trx, passkey);
    const token = await startSession(tools, account, { by: "passkey", confirmed: true, passkey: passkey.id });
    return { id: account.id, email: account.email, name: account.name, token };
  },
  refused: noteRefusedPasskey,
});

/** Options for one of the account's own passkeys. */
async function beginFor(trx: Trx, userId: string, purpose: ChallengePurpose, verification: "preferred" | "required") {
  const { id: rpID } = party();
  const known = await knownCredentials(trx, userId);
  if (known.length === 0) throw new AppError("passkey.none");
  const options = await generateAuthenticationOptions({
    rpID,
    userVerification: verification,
    allowCredentials: known,
  });
  await keepChallenge(trx, options, { purpose, userId });
  return options;
}

const often = [{ points: 60, seconds: 900, by: "actor" }] as const;

/** What the browser needs to give a session its second factor by passkey. */
export const beginConfirmation = accountCommand("session.beginConfirmation", {
  did: { unaudited },
  event: null,
  input: nothing,
  token: "never",
  whileConfined: true,
  beforeSecondFactor: true,
  limits: often,
  run: ({ trx, actor }) => beginFor(trx, actor.userId, "confirm", "preferred"),
});

/** Gives a session its second factor by a passkey of the account. The password was the first, so having it is enough. */
export const confirmByPasskey = accountCommand("session.confirmByPasskey", {
  did: "used a passkey of",
  event: null,
  input: credentialInput,
  token: "never",
  whileConfined: true,
  beforeSecondFactor: true,
  lock: "owner",
  limits: codeLimits,
  async run({ trx, actor, audit }, { credential }) {
    requireHalf(actor);
    const { userId, email } = actor;
    const passkey = await judgeAssertion(trx, assertionOf(credential), {
      ...{ purpose: "confirm", userId, owner: userId, verified: false },
    });
    await usePasskey(trx, passkey);
    await forgive(trx, "session.confirmByPasskey", userId);
    await confirmSession(trx, actor, passkey.id);
    audit({ target: { id: userId, name: email }, after: { passkey: passkey.name } });
  },
  refused: noteRefusedPasskey,
});

/** What the browser needs to prove who uses a session. Its owner is verified: the browser may be somebody else's find. */
export const beginProof = accountCommand("session.beginProof", {
  did: { unaudited },
  event: null,
  input: nothing,
  token: "never",
  whileConfined: true,
  limits: often,
  run: ({ trx, actor }) => beginFor(trx, actor.userId, "prove", "required"),
});
