import { decideRequest, findWaitingRequest, listRequestsOf } from "@/db/queries/join_requests";
import { roleName } from "@/lib/access";
import { AppError } from "@/lib/errors";
import { organisationCommand, organisationQuery } from "@/lib/kernel/kinds";
import { bringIn } from "@/lib/members/bring_in";
import { inOrganisation } from "@/lib/organisations/schema";
import { oneJoinRequest } from "@/lib/own_sign_in/schema";
import { grantableRole } from "@/lib/roles/resolve";

/** A list shows so many; whoever decides about them sees the next ones. */
const mostListed = 100;

/** Who asked to join through the organisation’s own sign-in and waits, the longest waiting first. */
export const listJoinRequests = organisationQuery("joinRequest.list", {
  input: inOrganisation,
  token: "organisation",
  permission: "member.create",
  run: async ({ trx, organisation }) => listRequestsOf(trx, organisation.id, mostListed),
});

/** Lets somebody in who asked, with the default role. */
export const acceptJoinRequest = organisationCommand("joinRequest.accept", {
  did: "let in",
  // Somebody who was invited or added meanwhile is a member already.
  event: ({ joined }) => (joined ? "member.joined" : null),
  input: oneJoinRequest,
  token: "organisation",
  permission: "member.create",
  async run({ trx, organisation, actor, audit, enqueue }, { joinRequest: id }) {
    const request = await findWaitingRequest(trx, organisation.id, id);
    if (!request) throw new AppError("unknown");
    const { userId, name } = request;
    if (request.disabledAt) throw new AppError("provider.disabled");
    const role = await grantableRole(trx, organisation, organisation.defaultRole, "joinRequest");
    await decideRequest(trx, organisation.id, id, { state: "accepted", by: actor.userId });
    const joined = await bringIn({ trx, enqueue, organisation, actor }, { id: userId, email: request.email }, role);
    audit({ target: { id: userId, name }, after: { role: roleName(role.name), joined } });
    return { userId, name, orgRole: role.name };
  },
});

/** Declines. Whoever was declined can still be invited. */
export const declineJoinRequest = organisationCommand("joinRequest.decline", {
  did: "declined the request of",
  event: null,
  input: oneJoinRequest,
  token: "organisation",
  permission: "member.create",
  async run({ trx, organisation, actor, audit }, { joinRequest: id }) {
    const request = await findWaitingRequest(trx, organisation.id, id);
    if (!request) throw new AppError("unknown");
    await decideRequest(trx, organisation.id, id, { state: "declined", by: actor.userId });
    audit({ target: { id: request.userId, name: request.name } });
    return { name: request.name };
  },
});
