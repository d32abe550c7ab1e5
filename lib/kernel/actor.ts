/** The token that a program came with, instead of a session. */
export interface Via {
  tokenId: string;
  tokenName: string;
  reach: "organisation" | "account" | "portal";
  /** The only organisation that it opens, or, with reach account, its home; null with reach portal. */
  organisationId: string | null;
  /** What it was given of the user's permissions, or of the portal’s rights; null for all of them. */
  permissions: ReadonlySet<string> | null;
}

/** Somebody signed in, or a program with their token, as the row said at the beginning of this request. */
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
  /** With a token: only where its reach is the portal. */
  portalAdmin: boolean;
  signedInAt: Date;
  /** With a token: the organisation that serves calls which name none. */
  activeOrganisationId: string | null;
  /** Of this session; a token was made in one that had it where one was asked for. */
  secondFactor: "none" | "missing" | "confirmed";
}

/** A job, or somebody at the machine's command line. */
export interface SystemActor {
  kind: "system";
  name: string;
}

export type Actor = UserActor | SystemActor;

/** Who knocks at a door, and from where. */
export interface Caller {
  actor: Actor | null;
  /** The client's address as far as it can be trusted; null where there is none, as in a job. */
  address: string | null;
  /** Who it is by now: looked up anew once slow work is over, for a session or token may have ended meanwhile. */
  again?(): Promise<Caller>;
}

export function systemCaller(name: string): Caller {
  return { actor: { kind: "system", name }, address: null };
}
