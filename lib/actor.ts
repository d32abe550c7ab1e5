/** Somebody signed in, as their session's row said at the beginning of this request. */
export interface UserActor {
  kind: "user";
  userId: string;
  sessionId: string;
  name: string;
  /** Lower case. */
  email: string;
  verified: boolean;
  portalAdmin: boolean;
  signedInAt: Date;
  activeOrganisationId: string | null;
  /** The account has a second factor, or asks for none. */
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
}

export function systemCaller(name: string): Caller {
  return { actor: { kind: "system", name }, address: null };
}
