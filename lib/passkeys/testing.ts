import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { isoCBOR } from "@simplewebauthn/server/helpers";
import { newUser, type SignedIn, stranger, sudo } from "@/db/testing";
import { handleOf } from "@/lib/passkeys/credential";
import { beginRegistration, registerPasskey } from "@/lib/passkeys/operations";
import { beginPasskey, openByPasskey } from "@/lib/passkeys/session_operations";

/** Where the portal of these tests is: passkeys need a host name. To be set before anything reads the configuration. */
export const named = { PUBLIC_URL: "http://localhost:3000" };
const portal = { id: "localhost", origin: named.PUBLIC_URL };

/** What an authenticator, or somebody who imitates one, does differently. */
interface Odd {
  id?: string;
  origin?: string;
  /** Whether it verified its user; otherwise it was only touched. */
  verified?: boolean;
  /** Its count, where it doesn't raise it by one. */
  counter?: number;
  challenge?: string;
  userHandle?: string;
  /** More of its statement about itself. */
  statement?: [format: string, values: Map<string, unknown>];
}

const sha256 = (data: string | Buffer) => createHash("sha256").update(data).digest();
const text = (data: Uint8Array) => Buffer.from(data).toString("base64url");

/** An authenticator in software, with one key: ES256, as phones and security keys have. */
export function newAuthenticator() {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const credentialId = randomBytes(32);
  let counter = 0;
  let owner = "";

  const dataOf = ({ id = portal.id, verified = true, counter: odd }: Odd, attested = Buffer.alloc(0)) => {
    counter = odd ?? counter + 1;
    const flags = 0x01 | (verified ? 0x04 : 0) | (attested.length > 0 ? 0x40 : 0);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(id), Buffer.from([flags]), count, attested]);
  };
  const clientDataOf = (type: string, challenge: string, { origin = portal.origin, challenge: odd }: Odd) =>
    Buffer.from(JSON.stringify({ type, challenge: odd ?? challenge, origin, crossOrigin: false }));
  const answer = (response: object) =>
    JSON.stringify({
      ...{ id: text(credentialId), rawId: text(credentialId), type: "public-key" },
      ...{ response, clientExtensionResults: {}, authenticatorAttachment: "platform" },
    });

  return {
    credentialId,
    create({ challenge, user }: { challenge: string; user: { id: string } }, odd: Odd = {}): string {
      owner = user.id;
      const { x = "", y = "" } = publicKey.export({ format: "jwk" });
      // biome-ignore format: a key in COSE, one kind of entry in a line
      const key = new Map<number, number | Uint8Array>([
        ...([[1, 2], [3, -7], [-1, 1]] as const),
        ...([[-2, new Uint8Array(Buffer.from(x, "base64url"))], [-3, new Uint8Array(Buffer.from(y, "base64url"))]] as const),
      ]);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(credentialId.length);
      const attested = Buffer.concat([Buffer.alloc(16), length, credentialId, isoCBOR.encode(key)]);
      const [format, statement] = odd.statement ?? ["none", new Map()];
      const object = new Map<string, unknown>([
        ["fmt", format],
        ["attStmt", statement],
        ["authData", new Uint8Array(dataOf(odd, attested))],
      ]);
      return answer({
        clientDataJSON: text(clientDataOf("webauthn.create", challenge, odd)),
        attestationObject: text(isoCBOR.encode(object as never)),
        transports: ["internal"],
      });
    },
    get({ challenge }: { challenge: string }, odd: Odd = {}): string {
      const data = dataOf(odd);
      const client = clientDataOf("webauthn.get", challenge, odd);
      return answer({
        clientDataJSON: text(client),
        authenticatorData: text(data),
        signature: text(sign("sha256", Buffer.concat([data, sha256(client)]), privateKey)),
        userHandle: odd.userHandle ?? owner,
      });
    },
  };
}
export type Authenticator = ReturnType<typeof newAuthenticator>;

/** The id of an account, as an authenticator names it. */
export const namedAs = ({ actor }: SignedIn) => text(handleOf(actor.userId));

/** Adds a passkey to an account. @returns its authenticator and id, and the recovery codes */
export async function addPasskey(user: SignedIn, name = "Phone") {
  const device = newAuthenticator();
  const credential = device.create(await beginRegistration(user, {}));
  const { recoveryCodes } = await registerPasskey(user, { name, credential });
  const [row] = await sudo<{ id: string }>("select id from passkeys where credential_id = $1", [device.credentialId]);
  return { device, id: row?.id ?? "", recoveryCodes };
}

/** An account with one passkey and no password. */
export async function newHolder() {
  const user = await newUser();
  return { user, ...(await addPasskey(user)) };
}

export const signInWith = async (device: Authenticator, odd?: Odd) =>
  openByPasskey(stranger, { credential: device.get(await beginPasskey(stranger, {}), odd) });

/** The same person in a half session. */
export const halfOf = (user: SignedIn): SignedIn => ({ ...user, actor: { ...user.actor, secondFactor: "missing" } });

/** The rows of an account's log that are about its passkeys, and the mails. */
export const toldOf = async ({ actor: { userId } }: SignedIn) => ({
  log: await sudo<{ operation: string; after: object }>(
    `select operation, details -> 'after' as after from audit where user_id = $1
      and operation in ('session.failPasskey', 'session.openByPasskey', 'session.confirmByPasskey') order by seq`,
    [userId],
  ),
  mails: (
    await sudo<{ detail: string }>("select detail from mails where user_id = $1 order by created_at", [userId])
  ).map(({ detail }) => detail),
});
