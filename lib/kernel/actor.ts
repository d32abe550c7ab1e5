import type { Client } from "@/lib/clients";

/** The token of a program, instead of a session. */
export interface Via {
  tokenId: string;
  tokenName: string;
  reach: "organisation" | "account" | "portal";
  /** The only organisation that it opens, or its home with reach account; null with reach portal. */
  organisationId: string | null;
  /** The selected ones of the user's permissions, or of the portal’s rights; null for all of them. */
  permissions: ReadonlySet<string> | null;
}

/** A signed-in user, or a program with their token, as read at the beginning of this request. */
export interface UserActor {
  kind: "user";
  userId: string;
  /** Null with a token. */
  sessionId: string | null;
  /** Null in a session. */
  via: Via | null;
  name: string;
  /** Lower case. */
  email: string;
  verified: boolean;
  /** With a token: true only where its reach is the portal. */
  portalAdmin: boolean;
  /** When the account ends, for somebody who leaves: until then they can only stay, or sign out. */
  leavingUntil: Date | null;
  /** The portal’s rule: its administration asks for a second factor. */
  administratorsNeedFactor: boolean;
  signedInAt: Date;
  /** When this session last proved who uses it: by the sign-in, or since. Null with a token. */
  provedAt: Date | null;
  /** With a token: the organisation for calls that don't name one. */
  activeOrganisationId: string | null;
  /**
   * The only organisation that it opens: of a session by that organisation’s own sign-in, or a token created in one. Null for
   * all others.
   */
  confinedTo: string | null;
  /** Of this session: `missing` where the account has one and this session hasn’t confirmed it. Of a token: of the session that created it. */
  secondFactor: "none" | "missing" | "confirmed";
}

/** A job, or the command line of the machine. */
export interface SystemActor {
  kind: "system";
  name: string;
}

export type Actor = UserActor | SystemActor;

/** A request that a program may send again under the same key, to be done once. A door makes it. */
export interface Once {
  key: string;
  /** SHA-256 of all that is asked for: another request can’t have the same key. */
  request: Buffer;
  /** The answer as the door gives it, sealed. */
  keep(output: unknown): Buffer;
}

/** The caller at a door, and its address. */
export interface Caller {
  actor: Actor | null;
  /** The client's address as far as it can be trusted; null where there is none, as in a job. */
  address: string | null;
  /** The browser; known only at a sign-in. */
  client?: Client;
  /** The current actor: looked up again after slow work, because a session or token may have ended meanwhile. */
  again?(): Promise<Caller>;
  /** The key under which the program may send this request again; only commands look at it. */
  once?: Once;
}

export function systemCaller(name: string): Caller {
  return { actor: { kind: "system", name }, address: null };
}
