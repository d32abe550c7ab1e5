import { verifyAuthenticationResponse, verifyRegistrationResponse } from "@simplewebauthn/server";
import { decodeAttestationObject } from "@simplewebauthn/server/helpers";
import type { Trx } from "@/db/client";
import { type ChallengePurpose, insertChallenge, useChallengeRow } from "@/db/queries/passkey_challenges";
import { findPasskey, findPasskeyName, noteUse } from "@/db/queries/passkeys";
import { AppError } from "@/lib/errors";
import { type Assertion, attestationOf, challengeOf } from "@/lib/passkeys/credential";
import { party } from "@/lib/passkeys/party";
import { PasskeyRefusal } from "@/lib/passkeys/refusal";
import { hashToken } from "@/lib/tokens";

/** What a passkey is asked to sign for; `userId` is null for a sign-in. */
interface Asked {
  purpose: ChallengePurpose;
  userId: string | null;
}

/** Keeps the hash of a challenge that the library made. */
export const keepChallenge = (trx: Trx, { challenge }: { challenge: string }, asked: Asked) =>
  insertChallenge(trx, { challengeHash: hashToken(challenge), ...asked });

/** Uses up the challenge that a credential names. @throws GONE */
async function useChallenge(trx: Trx, challenge: string | null, asked: Asked): Promise<string> {
  if (challenge === null || !(await useChallengeRow(trx, { challengeHash: hashToken(challenge), ...asked })))
    throw new AppError("passkey.expired");
  return challenge;
}

/** A new passkey, as the browser made it for this user. @throws INVALID, or GONE for the challenge */
export async function judgeAttestation(trx: Trx, userId: string, text: string) {
  const { id: expectedRPID, origin: expectedOrigin } = party();
  const given = attestationOf(text);
  if (!given) throw new AppError("passkey.notMade");
  const expectedChallenge = await useChallenge(trx, challengeOf(given), { purpose: "register", userId });
  const info = await quietly(async () => {
    // We ask for no certificate of the device. One would make the library fetch its issuer’s lists, from any address it names.
    const statement = decodeAttestationObject(
      new Uint8Array(Buffer.from(given.response.attestationObject, "base64url")),
    );
    if (!["none", "packed"].includes(statement.get("fmt")) || statement.get("attStmt").get("x5c")) return null;
    const { registrationInfo } = await verifyRegistrationResponse({
      ...{ response: { ...given, response: { ...given.response, transports: undefined } } },
      ...{ expectedChallenge, expectedOrigin, expectedRPID, requireUserVerification: true },
    });
    return registrationInfo ?? null;
  });
  if (!info) throw new AppError("passkey.notMade");
  return {
    credentialId: Buffer.from(info.credential.id, "base64url"),
    publicKey: Buffer.from(info.credential.publicKey),
    counter: info.credential.counter,
    transports: given.response.transports ?? [],
    deviceType: info.credentialDeviceType,
    backedUp: info.credentialBackedUp,
  };
}

interface Wanted extends Asked {
  /** Whose passkey it has to be. */
  owner: string;
  /** Whether the authenticator must have verified its user, by PIN or fingerprint; otherwise a touch is enough. */
  verified: boolean;
}

/** A signature by a passkey. It has to be noted by `usePasskey`. @throws INVALID, or GONE for the challenge */
export async function judgeAssertion(trx: Trx, given: Assertion | null, { owner, verified, ...asked }: Wanted) {
  const { id: expectedRPID, origin: expectedOrigin } = party();
  if (!given) throw new AppError("passkey.refused");
  const expectedChallenge = await useChallenge(trx, challengeOf(given), asked);
  const passkey = await findPasskey(trx, owner, Buffer.from(given.id, "base64url"));
  if (!passkey) throw new AppError("passkey.refused");
  const info = await quietly(async () => {
    const { verified: right, authenticationInfo } = await verifyAuthenticationResponse({
      ...{ response: given, expectedChallenge, expectedOrigin, expectedRPID, requireUserVerification: verified },
      // The count is compared later, with the signature known to be right: otherwise a stranger could make it look copied.
      credential: { id: given.id, publicKey: new Uint8Array(passkey.publicKey), counter: 0 },
    });
    return right ? authenticationInfo : null;
  });
  if (!info) throw new PasskeyRefusal("passkey.refused", passkey);
  return { ...passkey, counter: info.newCounter, backedUp: info.credentialBackedUp };
}

/** Notes the use of a passkey that was judged. @throws FORBIDDEN if its count went back, because it may be copied */
export async function usePasskey(trx: Trx, passkey: Awaited<ReturnType<typeof judgeAssertion>>): Promise<void> {
  if (await noteUse(trx, passkey.id, passkey)) return;
  // It could have been removed meanwhile.
  if ((await findPasskeyName(trx, passkey.userId, passkey.id)) === undefined) throw new AppError("passkey.refused");
  throw new PasskeyRefusal("passkey.copied", passkey);
}

/** The library throws at anything that it doesn’t like; a stranger sent it. */
async function quietly<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch {
    return null;
  }
}
