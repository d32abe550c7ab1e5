import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Trx } from "@/db/client";
import { findObstacles, insertInvitation, type Obstacles } from "@/db/queries/invitations";
import { roleName } from "@/lib/access";
import { emailAddress } from "@/lib/accounts/address";
import { canMail } from "@/lib/env";
import { AppError, fieldError } from "@/lib/errors";
import { inviteMemberInput, inviteMembersInput } from "@/lib/invitations/schema";
import type { UserActor } from "@/lib/kernel/actor";
import type { Organisation } from "@/lib/kernel/entry";
import { Refusal } from "@/lib/kernel/errors";
import { organisationCommand } from "@/lib/kernel/kinds";
import { parse } from "@/lib/kernel/parse";
import type { CommandTools } from "@/lib/kernel/trace";
import { invitationHours, mailsToOneAddress } from "@/lib/limits";
import { enqueueMail, firstState } from "@/lib/mails/send";
import { notify } from "@/lib/notifications/notify";
import { grantableRole } from "@/lib/roles/resolve";
import { atLimit } from "@/lib/tiers/require";
import { hashToken, linkToken } from "@/lib/tokens";

/** What the inviter filled in. Besides the role all of it is stored as it is. */
type Wanted = Omit<z.output<typeof inviteMemberInput>, "organisation">;

/** The role of an invitation, if the user may assign it. @throws the refusal, at its field */
async function requireRole(trx: Trx, organisation: Organisation, actor: UserActor, role = organisation.defaultRole) {
  if (canMail() && !actor.verified) throw new AppError("account.unverified");
  return await grantableRole(trx, organisation, role, "role");
}

function refuseObstacles({ isMember, mailed }: Obstacles): void {
  if (isMember) throw fieldError("invitation.member", "email");
  // Checked only once it is clear that the user may invite, so that nobody else can use up an address's limit.
  if (mailed >= mailsToOneAddress) throw fieldError("invitation.often", "email");
}

/** What must hold before an invitation is resent. @throws the refusal, at its field */
export async function requireMayInvite(trx: Trx, organisation: Organisation, actor: UserActor, wanted: Wanted) {
  const role = await requireRole(trx, organisation, actor, wanted.role);
  refuseObstacles(await findObstacles(trx, organisation.id, wanted.email));
  return { role };
}

type Tools = Pick<CommandTools, "trx" | "enqueue"> & { organisation: Organisation; actor: UserActor };

async function invite({ trx, enqueue, organisation, actor }: Tools, { role: wanted, ...fields }: Wanted) {
  const { email } = fields;
  const role = await requireRole(trx, organisation, actor, wanted);
  const [id, mailId] = [randomUUID(), randomUUID()];
  const row = {
    ...fields,
    id,
    organisationId: organisation.id,
    role: role.role,
    customRoleId: role.customRoleId,
    roleName: role.customRoleId && role.name,
    inviterId: actor.userId,
    mailTokenHash: hashToken(linkToken("invitation.mail", id)),
    copyTokenHash: hashToken(linkToken("invitation.copy", id)),
  };
  const mail = { mailId, mailState: firstState() };
  const limits = { hours: invitationHours, mostMailed: mailsToOneAddress };
  const { added, ...obstacles } = await insertInvitation(trx, row, { ...limits, ...mail });
  if (!added) {
    refuseObstacles(obstacles);
    const { waiting, limit } = obstacles;
    throw limit.most !== null && waiting >= limit.most
      ? atLimit("invitations", waiting, { ...limit, tier: organisation.portalTier })
      : fieldError("invitation.pending", "email");
  }
  enqueueMail(enqueue, mailId, { organisationId: organisation.id });
  // Only a verified address is notified: its account lists the invitation.
  if (obstacles.account)
    await notify(
      { trx, enqueue, organisation, actor },
      { kind: "invited", userId: obstacles.account, role: role.name },
    );
  const shown = {
    ...added,
    role: role.name,
    state: "pending" as const,
    organisationId: organisation.id,
  };
  return { shown, entry: { target: { id, name: email }, after: { role: roleName(role.name) } } };
}

/** Invites an e-mail address to join, for 48 hours. */
export const inviteMember = organisationCommand("member.invite", {
  did: "invited",
  event: "member.invited",
  input: inviteMemberInput,
  token: "organisation",
  permission: "member.create",
  limits: [{ points: 200, seconds: 3600, by: "actor" }],
  async run({ audit, ...tools }, { organisation: _, ...wanted }) {
    const { shown, entry } = await invite(tools, wanted);
    audit(entry);
    return shown;
  },
});

/** Invites up to fifty addresses at once. An error with one doesn’t keep the others from being invited. */
export const inviteMembers = organisationCommand("member.inviteMany", {
  did: "invited",
  event: null,
  input: inviteMembersInput,
  token: "organisation",
  permission: "member.create",
  limits: [{ points: 20, seconds: 3600, by: "actor" }],
  async run({ audit, ...tools }, { invitations }) {
    const results = [];
    for (const given of invitations) {
      try {
        const { email } = parse(addressed, { email: given.email });
        const { shown, entry } = await invite(tools, { ...given, email });
        audit({ ...entry, operation: "member.invite", event: "member.invited" });
        results.push({ email, invitation: shown, error: null });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        const { code, message, fields } = error;
        const [first = message] = Object.values(fields ?? {}).flat();
        results.push({ email: given.email.slice(0, 254), invitation: null, error: { error: first, code } });
      }
    }
    // Each invitation that was sent has its own row.
    audit(null);
    return results;
  },
});

const addressed = z.object({ email: emailAddress });
