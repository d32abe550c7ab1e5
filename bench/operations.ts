import { createHmac } from "node:crypto";
import { askers, crowdId, organisationsEach, ownerOf, peerSecret, sessionToken, teamId, teams } from "@/bench/data";

export const contenders = ["floor", "ours", "peer"] as const;
export type Contender = (typeof contenders)[number];

export interface Request {
  method: "GET" | "POST";
  path: string;
  /** The account whose session it carries. */
  account?: number;
  body?: object;
}
interface Way {
  /** The n-th request; where it matters, n is never repeated. */
  request(n: number): Request;
  /** Whether this is the right response, and not some other success. */
  accepts(body: unknown): boolean;
}
export interface Measured {
  name: string;
  title: string;
  ours: Way;
  peer: Way;
}

/** The minimal route with a database, for comparison with both. */
export const floor: Way = {
  request: (n) => ({ method: "GET", path: `/api/floor/${teamId(n % teams)}` }),
  accepts: (body) => isRecord(body) && typeof body.slug === "string",
};

const asker = (n: number) => askers.first + (n % askers.count);
const role = "member";
const guest = (n: number) => `guest-${n}@example.net`;

export const operations: Measured[] = [
  {
    name: "organisation.list",
    title: `my ${organisationsEach} organisations`,
    ours: {
      request: (n) => ({ method: "GET", path: "/api/organisations", account: asker(n) }),
      accepts: (body) => isList(body, organisationsEach, ["id", "name", "handle", "orgRole"]),
    },
    peer: {
      request: (n) => ({ method: "GET", path: "/api/auth/organization/list", account: asker(n) }),
      accepts: (body) => isList(body, organisationsEach, ["id", "name", "slug"]),
    },
  },
  {
    name: "member.list",
    title: "50 of 1,000 members",
    ours: {
      request: (n) => ({ method: "GET", path: `/api/organisations/${crowdId}/users?limit=50`, account: asker(n) }),
      accepts: (body) => isList(body, 50, ["id", "userId", "orgRole", "name", "email"]),
    },
    peer: {
      request: (n) => ({
        method: "GET",
        path: `/api/auth/organization/list-members?organizationId=${crowdId}&limit=50`,
        account: asker(n),
      }),
      accepts: (body) => isRecord(body) && isList(body.members, 50, ["id", "userId", "role", "user"]),
    },
  },
  {
    // Both need the permission to change members, which the caller has as an admin. Ours also reads the list.
    name: "permission.check",
    title: "one permission checked",
    ours: {
      request: (n) => ({ method: "GET", path: `/api/organisations/${crowdId}/tokens`, account: asker(n) }),
      accepts: (body) => isList(body, 0, []),
    },
    peer: {
      request: (n) => ({
        method: "POST",
        path: "/api/auth/organization/has-permission",
        account: asker(n),
        body: { organizationId: crowdId, permissions: { member: ["update"] } },
      }),
      accepts: (body) => isRecord(body) && body.success === true,
    },
  },
  {
    name: "member.invite",
    title: "an invitation created",
    ours: {
      request: (n) => ({
        method: "POST",
        path: `/api/organisations/${teamId(n % teams)}/invite`,
        account: ownerOf(n % teams),
        body: { email: guest(n), role },
      }),
      accepts: (body) => isRecord(body) && typeof body.id === "string" && body.state === "pending",
    },
    peer: {
      request: (n) => ({
        method: "POST",
        path: "/api/auth/organization/invite-member",
        account: ownerOf(n % teams),
        body: { organizationId: teamId(n % teams), email: guest(n), role },
      }),
      accepts: (body) => isRecord(body) && typeof body.id === "string" && body.status === "pending",
    },
  },
];

export function wayOf(operation: string, contender: Contender): Way {
  const found = operations.find(({ name }) => name === operation);
  if (contender === "floor" || !found) return floor;
  return found[contender];
}

/** A session's cookie as each side sets it at sign-in. */
export function cookieOf(contender: Contender, account: number, port: string): string {
  const token = sessionToken(account);
  if (contender === "ours") return `guildhall-${port}.session=${token}`;
  const signature = createHmac("sha256", peerSecret).update(token).digest("base64");
  return `better-auth.session_token=${encodeURIComponent(`${token}.${signature}`)}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isList(value: unknown, length: number, keys: string[]): boolean {
  return (
    Array.isArray(value) &&
    value.length === length &&
    value.every((item) => isRecord(item) && keys.every((key) => key in item))
  );
}
