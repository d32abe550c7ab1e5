import type { z } from "zod";
import { createToken, deleteToken, listMyTokens, listTokens, revokeToken } from "@/lib/api_tokens/operations";
import { listActivity } from "@/lib/audit/operations";
import { acceptInvitation, listMyInvitations, rejectInvitation } from "@/lib/invitations/answers";
import {
  copyInvitationLink,
  inviteMember,
  listInvitations,
  retryInvitationMail,
  revokeInvitation,
} from "@/lib/invitations/operations";
import { listMembers } from "@/lib/members/operations";
import type { Operation } from "@/lib/operation";
import {
  checkHandle,
  createOrganisation,
  listOrganisations,
  makeDefault,
  readOrganisation,
  selectOrganisation,
  setTier,
  updateOrganisation,
} from "@/lib/organisations/operations";
import type { Page } from "@/lib/paging";
import { readHealth } from "@/lib/portal/operations";

export type Method = "GET" | "POST" | "PUT" | "DELETE";
type Any = Operation<z.ZodType, unknown>;

/** One line of the contract: a path below /api, and the operation behind it. */
export interface Rest {
  method: Method;
  /** `/organisations/:organisation`: each `:name` is the operation's field of that name. */
  path: string;
  operation: Any;
  /** 201 where something was made. */
  status: 200 | 201;
  /** Chosen over another line of the same path when the address has this word after the question mark. */
  word?: string;
  /** From the operation's result to what the contract promises; a page becomes its items. */
  show?: (result: never) => unknown;
}

const line = (method: Method, path: string, operation: unknown, more: Partial<Rest> = {}): Rest => ({
  method,
  path,
  operation: operation as Any,
  status: 200,
  ...more,
});
const made = { status: 201 } as const;
/** Pictures come later; the contract has their place. */
const withPicture = (organisation: object) => ({ ...organisation, avatarUrl: null, logo: null });
const all = (organisations: object[]) => organisations.map(withPicture);
const done = () => ({ success: true });

export const rest: Rest[] = [
  line("GET", "/health", readHealth),
  line("GET", "/organisations", checkHandle, { word: "checkHandle" }),
  line("GET", "/organisations", listOrganisations, { show: all }),
  line("POST", "/organisations", createOrganisation, { ...made, show: withPicture }),
  line("GET", "/organisations/invites", listMyInvitations),
  line("POST", "/organisations/invites/:invitation/accept", acceptInvitation),
  line("POST", "/organisations/invites/:invitation/reject", rejectInvitation),
  line("POST", "/organisations/accept-invite", acceptInvitation),
  line("GET", "/organisations/:organisation", readOrganisation, { show: withPicture }),
  line("PUT", "/organisations/:organisation", updateOrganisation, { show: withPicture }),
  line("POST", "/organisations/:organisation/select", selectOrganisation, { show: done }),
  line("POST", "/organisations/:organisation/default", makeDefault, { show: done }),
  line("GET", "/organisations/:organisation/users", listMembers),
  line("GET", "/organisations/:organisation/invites", listInvitations),
  line("POST", "/organisations/:organisation/invite", inviteMember, made),
  line("DELETE", "/organisations/:organisation/invite/:invitation", revokeInvitation, { show: done }),
  line("POST", "/organisations/:organisation/invite/:invitation/link", copyInvitationLink),
  line("POST", "/organisations/:organisation/invite/:invitation/retry", retryInvitationMail, { show: done }),
  line("GET", "/organisations/:organisation/activity", listActivity, { show: (page: Page<unknown>) => page.items }),
  line("GET", "/organisations/:organisation/tokens", listTokens),
  line("DELETE", "/organisations/:organisation/tokens/:id", revokeToken, { show: done }),
  line("GET", "/account/tokens", listMyTokens),
  line("POST", "/account/tokens", createToken, made),
  line("DELETE", "/account/tokens/:id", deleteToken, { show: done }),
  line("PUT", "/admin/organisations/:organisation", setTier),
];

/** The line for a request, with the values of its path; `methods` says what the path would have allowed. */
export function findRest(method: string, path: string, words: URLSearchParams) {
  const given = path.split("/");
  const matches = rest.flatMap((entry) => {
    const values = match(entry.path.split("/"), given);
    return values ? [{ entry, values }] : [];
  });
  // Written-out paths stand before those with a name in the same place.
  const [first] = matches;
  const same = matches.filter(({ entry }) => entry.path === first?.entry.path);
  const found = same.find(({ entry }) => entry.method === method && (!entry.word || words.has(entry.word)));
  return { found, methods: [...new Set(same.map(({ entry }) => entry.method))] };
}

function match(pattern: string[], given: string[]): Record<string, string> | null {
  if (pattern.length !== given.length) return null;
  const values: Record<string, string> = {};
  for (const [place, part] of pattern.entries()) {
    const value = given[place] ?? "";
    if (part.startsWith(":")) values[part.slice(1)] = decode(value);
    else if (part !== value) return null;
  }
  return values;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
