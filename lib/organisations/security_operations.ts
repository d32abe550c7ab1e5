import { findMembersWithoutFactor, setSecondFactorRequired } from "@/db/queries/second_factors";
import { organisationCommand, organisationQuery } from "@/lib/kernel/kinds";
import { inOrganisation, setSecurityInput } from "@/lib/organisations/schema";
import { requireOwnFactor } from "@/lib/second_factors/require";

/** So many members without a second factor are named. */
const named = 10;

/** Whether a second factor is required, and which members would be asked for one. */
export const readSecurity = organisationQuery("organisation.readSecurity", {
  input: inOrganisation,
  token: "organisation",
  permission: "organisation.security",
  async run({ trx, organisation }) {
    const { count, names } = await findMembersWithoutFactor(trx, organisation.id, named);
    return {
      secondFactorRequired: organisation.secondFactorRequired,
      membersWithout: count,
      /** The first of them. */
      namesWithout: names,
    };
  },
});

/**
 * Requires a second factor of everybody who opens the organisation, from their next request on, or ends that. Whoever requires it
 * has one, in this session, so nobody locks themselves out.
 */
export const setSecurity = organisationCommand("organisation.setSecurity", {
  did: ({ after }) =>
    after?.secondFactorRequired ? "now requires a second factor in" : "no longer requires a second factor in",
  event: "organisation.changed",
  input: setSecurityInput,
  fresh: true,
  token: "never",
  permission: "organisation.security",
  // The account, too: its factor can’t be removed meanwhile.
  lock: "member",
  async run({ trx, organisation, actor, audit }, { secondFactorRequired }) {
    if (secondFactorRequired) await requireOwnFactor(trx, actor);
    const { id, name, secondFactorRequired: before } = organisation;
    if (secondFactorRequired !== before) await setSecondFactorRequired(trx, id, secondFactorRequired);
    audit(
      secondFactorRequired === before
        ? null
        : { target: { id, name }, before: { secondFactorRequired: before }, after: { secondFactorRequired } },
    );
    return { secondFactorRequired };
  },
});
