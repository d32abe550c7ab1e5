import { z } from "zod";
import { createToken, deleteToken, listMyTokens, listTokens, revokeToken } from "@/lib/api_tokens/operations";
import { madeTokenShape, myTokenShape, organisationTokenShape } from "@/lib/api_tokens/shape";
import { listActivity } from "@/lib/audit/operations";
import { activityShape } from "@/lib/audit/shape";
import { acceptInvitation, listMyInvitations, rejectInvitation } from "@/lib/invitations/answers";
import { inviteMember, inviteMembers } from "@/lib/invitations/invite";
import {
  copyInvitationLink,
  listInvitations,
  resendInvitation,
  retryInvitationMail,
  revokeInvitation,
} from "@/lib/invitations/operations";
import {
  declinedShape,
  invitedShape,
  joinedShape,
  linkShape,
  listedInvitationShape,
  myInvitationShape,
  sentInvitationShape,
} from "@/lib/invitations/shape";
import { addMember, changeRole, leaveOrganisation, removeMember } from "@/lib/members/changes";
import { listMembers, readMember } from "@/lib/members/operations";
import { addedMemberShape, memberPageShape, memberShape, roleChangeShape } from "@/lib/members/shape";
import {
  changeNotificationSettings,
  listNotifications,
  readNotificationSettings,
  readNotifications,
} from "@/lib/notifications/operations";
import { notificationSettingsShape, notificationShape } from "@/lib/notifications/shape";
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
import {
  foundedOrganisationShape,
  handleCheckShape,
  listedOrganisationShape,
  organisationShape,
  tierShape,
  updatedOrganisationShape,
} from "@/lib/organisations/shape";
import type { Page } from "@/lib/paging";
import { readHealth } from "@/lib/portal/operations";
import { healthShape } from "@/lib/portal/shape";
import { createRole, deleteRole, listRoles, updateRole } from "@/lib/roles/operations";
import { roleShape } from "@/lib/roles/shape";

export type Method = "GET" | "POST" | "PUT" | "DELETE";
type Any = Operation<z.ZodType, unknown>;

/** One line of the contract: a path below /api, and the operation behind it. */
export interface Rest {
  method: Method;
  /** `/organisations/:organisation`: each `:name` is the operation's field of that name. */
  path: string;
  /** What it does, for the reference: a sentence without its full stop. */
  summary: string;
  operation: Any;
  /** What is answered. A test holds every answer to it. */
  answer: z.ZodType;
  /** 201 where something was made. */
  status: 200 | 201;
  /** Chosen over another line of the same path when the body, or the address after the question mark, has this field. */
  word?: string;
  /** The operation's name of that field, where it is another. */
  means?: string;
  /** From the operation's result to the answer. */
  show?: (result: never) => unknown;
  /** The answer is one page of a list: `?limit=`, `?cursor=`, and a Link to the next. */
  paged?: boolean;
}

interface More<O, A> {
  status?: 201;
  word?: string;
  means?: string;
  show?: (result: O) => A;
}

/** What an operation gives must fit the answer that is promised: a missing or wrong field doesn't compile. */
function line<I extends z.ZodType, O, A>(
  ...[method, path, summary, operation, answer, more]:
    | [Method, string, string, Operation<I, NoInfer<A>>, z.ZodType<A>, Omit<More<O, A>, "show">?]
    | [Method, string, string, Operation<I, O>, z.ZodType<A>, More<O, NoInfer<A>> & { show: unknown }]
): Rest {
  return { method, path, summary, operation: operation as unknown as Any, answer, status: 200, ...more } as Rest;
}

/** A list that is answered in pages. */
function pages<I extends z.ZodType, T>(
  path: string,
  summary: string,
  operation: Operation<I, Page<NoInfer<T>>>,
  item: z.ZodType<T>,
): Rest {
  const show = ({ items }: Page<T>) => items;
  return { ...line("GET", path, summary, operation, z.array(item), { show }), paged: true };
}

const success = z.object({ success: z.literal(true) }).meta({ id: "Success" });
/** A command whose answer is that it was done. */
const done = <I extends z.ZodType, O>(method: Method, path: string, summary: string, operation: Operation<I, O>) =>
  line(method, path, summary, operation, success, { show: () => ({ success: true as const }) });

const made = { status: 201 } as const;
/** Pictures come later; the contract has their place. */
const withPicture = <T>(organisation: T) => ({ ...organisation, avatarUrl: null, logo: null });

const one = "/organisations/:organisation";
const invite = `${one}/invite/:invitation`;

export const rest: Rest[] = [
  line("GET", "/health", "Say whether the portal works", readHealth, healthShape),
  line("GET", "/organisations", "Say whether a handle is taken", checkHandle, handleCheckShape, {
    word: "checkHandle",
    means: "handle",
  }),
  line("GET", "/organisations", "List your organisations", listOrganisations, z.array(listedOrganisationShape), {
    show: (organisations) => organisations.map(withPicture),
  }),
  line("POST", "/organisations", "Found an organisation", createOrganisation, foundedOrganisationShape, {
    ...made,
    show: withPicture,
  }),
  line("GET", "/organisations/invites", "List what waits for you", listMyInvitations, z.array(myInvitationShape)),
  line("POST", "/organisations/invites/:invitation/accept", "Accept an invitation", acceptInvitation, joinedShape),
  line("POST", "/organisations/invites/:invitation/reject", "Decline an invitation", rejectInvitation, declinedShape),
  line("POST", "/organisations/accept-invite", "Accept by a link’s token", acceptInvitation, joinedShape),
  line("GET", one, "Read an organisation", readOrganisation, organisationShape, { show: withPicture }),
  line("PUT", one, "Change an organisation", updateOrganisation, updatedOrganisationShape, { show: withPicture }),
  done("POST", `${one}/select`, "Work in this organisation from now on", selectOrganisation),
  done("POST", `${one}/default`, "Start here after a sign-in", makeDefault),
  pages(`${one}/users`, "List members", listMembers, memberShape),
  line("GET", `${one}/users/:userId`, "Read a member", readMember, memberPageShape),
  line("PUT", `${one}/users/:userId/role`, "Give a member another role", changeRole, roleChangeShape),
  done("DELETE", `${one}/users/:userId`, "Remove a member", removeMember),
  line("POST", `${one}/add-user`, "Add somebody who has an account", addMember, addedMemberShape, made),
  done("POST", `${one}/leave`, "Leave an organisation", leaveOrganisation),
  line("GET", `${one}/roles`, "List roles", listRoles, z.array(roleShape)),
  line("POST", `${one}/roles`, "Make a role", createRole, roleShape, made),
  line("PUT", `${one}/roles/:role`, "Change a role", updateRole, roleShape),
  done("DELETE", `${one}/roles/:role`, "Delete a role", deleteRole),
  pages(`${one}/invites`, "List invitations", listInvitations, listedInvitationShape),
  line("POST", `${one}/invite`, "Invite up to fifty people", inviteMembers, invitedShape, {
    ...made,
    word: "invitations",
  }),
  line("POST", `${one}/invite`, "Invite somebody", inviteMember, sentInvitationShape, made),
  done("DELETE", invite, "Withdraw an invitation", revokeInvitation),
  line("POST", `${invite}/resend`, "Send an invitation anew", resendInvitation, sentInvitationShape),
  line("POST", `${invite}/link`, "Show the link to pass on by hand", copyInvitationLink, linkShape),
  done("POST", `${invite}/retry`, "Try an invitation’s mail again", retryInvitationMail),
  pages(`${one}/activity`, "Read the audit log", listActivity, activityShape),
  line("GET", `${one}/tokens`, "List an organisation’s tokens", listTokens, z.array(organisationTokenShape)),
  done("DELETE", `${one}/tokens/:id`, "End a member’s token", revokeToken),
  pages("/account/notifications", "List what happened to you", listNotifications, notificationShape),
  done("POST", "/account/notifications/read", "Say that you have seen them", readNotifications),
  line(
    "GET",
    "/account/notifications/settings",
    "Read whether you want them by mail",
    readNotificationSettings,
    notificationSettingsShape,
  ),
  line(
    "PUT",
    "/account/notifications/settings",
    "Choose whether you want them by mail",
    changeNotificationSettings,
    notificationSettingsShape,
  ),
  line("GET", "/account/tokens", "List your tokens", listMyTokens, z.array(myTokenShape)),
  line("POST", "/account/tokens", "Make a token", createToken, madeTokenShape, made),
  done("DELETE", "/account/tokens/:id", "End one of your tokens", deleteToken),
  line("PUT", "/admin/organisations/:organisation", "Set the portal tier", setTier, tierShape),
];

/** The lines for a request, with the values of its path; `methods` says what the path would have allowed. */
export function findRest(method: string, path: string) {
  const given = path.split("/");
  const matches = rest.flatMap((entry) => {
    const values = match(entry.path.split("/"), given);
    return values ? [{ entry, values }] : [];
  });
  // Written-out paths stand before those with a name in the same place.
  const [first] = matches;
  const same = matches.filter(({ entry }) => entry.path === first?.entry.path);
  const entries = same.map(({ entry }) => entry);
  return {
    lines: entries.filter((entry) => entry.method === method),
    values: first?.values ?? {},
    methods: [...new Set(entries.map((entry) => entry.method))],
  };
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
