import { endPendingTo } from "@/db/queries/invitations";
import { askToJoin, findRequestOf, listWhoLetsIn, type RequestState } from "@/db/queries/join_requests";
import { insertMember, setMemberRole } from "@/db/queries/members";
import { setNarrowing } from "@/db/queries/narrowings";
import type { GivenRole } from "@/db/queries/own_sign_ins";
import { findPlace, type lockEntered, nameOfRole } from "@/db/queries/own_sign_ins";
import { AppError, type Reason } from "@/lib/errors";
import { KernelRefusal } from "@/lib/kernel/errors";
import type { CommandTools } from "@/lib/kernel/trace";
import { notify } from "@/lib/notifications/notify";
import type { Joining } from "@/lib/own_sign_in/schema";

/* The one place that decides how somebody whom an organisation's own directory knows gets in, and as what. */

/** A role as the rows of members refer to it. */
type Role = Pick<GivenRole, "role" | "customRoleId">;

/** What the organisation decided. */
export interface JoinRules {
  joining: Joining;
  byDefault: Role;
  /** Which value gives which role, the first that fits; null if roles aren’t given by the directory. */
  given: readonly GivenRole[] | null;
  unmapped: "default" | "refuse";
  /** Whether its tier allows custom roles. */
  customRoles: boolean;
  isSuspended: boolean;
}

/** What somebody is here, before. */
interface Standing {
  member: Role | null;
  request: RequestState | null;
}

export type Outcome =
  | { kind: "open"; change: Role | null }
  | { kind: "join"; role: Role }
  | { kind: "ask" }
  | { kind: "refused"; reason: Reason };

const same = (one: Role, other: Role) => one.role === other.role && one.customRoleId === other.customRoleId;

/**
 * Whether somebody gets in, and as what.
 * @param values what the directory says that gives roles
 */
export function outcomeOf(rules: JoinRules, { member, request }: Standing, values: readonly string[]): Outcome {
  // The owner is nobody’s to change: not even their own directory’s.
  if (member?.role === "owner") return { kind: "open", change: null };
  const fit = rules.given?.find(({ value }) => values.includes(value));
  if (rules.given && !fit && rules.unmapped === "refuse") return { kind: "refused", reason: "ownSignIn.noRole" };
  const wanted: Role = fit ? { role: fit.role, customRoleId: fit.customRoleId } : rules.byDefault;
  if (member) {
    // A custom role outlives a smaller tier, but isn’t given there.
    const stays = !rules.given || same(member, wanted) || (wanted.role === "custom" && !rules.customRoles);
    return { kind: "open", change: stays || rules.isSuspended ? null : wanted };
  }
  if (rules.isSuspended) return { kind: "refused", reason: "organisation.suspended" };
  if (rules.joining === "members") return { kind: "refused", reason: "ownSignIn.noMember" };
  if (rules.joining === "ask")
    return request === "declined" ? { kind: "refused", reason: "ownSignIn.declined" } : { kind: "ask" };
  const isCustom = wanted.role === "custom" && !rules.customRoles;
  return { kind: "join", role: isCustom ? { role: "member", customRoleId: null } : wanted };
}

type Entered = NonNullable<Awaited<ReturnType<typeof lockEntered>>>;

/** What was done, as the log has it. */
export interface Settled {
  /** Whether they are a member now; otherwise they asked to be one. */
  isMember: boolean;
  joined: boolean;
  role?: string;
  formerRole?: string;
}

/**
 * Lets somebody in, and gives them the role that the directory says, or asks for them. Under the locks of the account and the
 * organisation, whose scope was entered.
 * @throws the refusal, if they don’t get in
 */
export async function settle(
  tools: Pick<CommandTools, "trx" | "enqueue">,
  organisation: Entered,
  person: { id: string; name: string; email: string },
  rules: JoinRules,
  values: readonly string[],
): Promise<Settled> {
  const { trx } = tools;
  const [place, request] = [
    await findPlace(trx, organisation.id, person.id),
    await findRequestOf(trx, organisation.id, person.id),
  ];
  const outcome = outcomeOf(rules, { member: place ?? null, request: request?.state ?? null }, values);
  if (outcome.kind === "refused")
    throw outcome.reason === "organisation.suspended"
      ? new KernelRefusal(outcome.reason)
      : new AppError(outcome.reason);
  if (outcome.kind === "ask") {
    if (request?.state !== "waiting") await ask(tools, organisation, person);
    return { isMember: false, joined: false };
  }
  if (outcome.kind === "join") {
    await insertMember(trx, { organisationId: organisation.id, userId: person.id, ...outcome.role });
    // Who was invited as well needs no invitation any more.
    await endPendingTo(trx, organisation.id, person.email, "accepted");
    return { isMember: true, joined: true, role: await nameOfRole(trx, organisation.id, outcome.role) };
  }
  const { change } = outcome;
  if (!change) return { isMember: true, joined: false };
  // Admins see everything; a restriction doesn't return when they lose the role.
  if (place?.narrowed && change.role === "admin") await setNarrowing(trx, organisation.id, person.id, null);
  await setMemberRole(trx, organisation.id, person.id, change);
  return {
    ...{ isMember: true, joined: false, formerRole: place?.name },
    role: await nameOfRole(trx, organisation.id, change),
  };
}

/** So many of those who may let people in are told. */
const mostTold = 20;

async function ask(
  tools: Pick<CommandTools, "trx" | "enqueue">,
  organisation: Entered,
  person: { id: string; name: string },
): Promise<void> {
  await askToJoin(tools.trx, organisation.id, person.id);
  for (const userId of await listWhoLetsIn(tools.trx, organisation.id, mostTold))
    await notify({ ...tools, organisation, actor: { name: person.name } }, { kind: "joinRequest", userId });
}
