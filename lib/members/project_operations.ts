import { listNarrowing, setNarrowing } from "@/db/queries/narrowings";
import { listProjectsOf } from "@/db/queries/projects";
import { AppError, fieldError } from "@/lib/errors";
import { organisationCommand } from "@/lib/kernel/kinds";
import { requireManageable } from "@/lib/members/manageable";
import { narrowMemberInput } from "@/lib/members/schema";
import { notify } from "@/lib/notifications/notify";
import { sightOf } from "@/lib/projects/sight";

interface Named {
  id: string;
  name: string;
}
/** null means all projects, an empty list none. */
type Seen = readonly Named[] | null;
const listed = (seen: Seen) => (seen ? seen.map(({ name }) => name).join(", ") || "none" : "all");
const idsOf = (seen: Seen) =>
  seen
    ?.map(({ id }) => id)
    .sort()
    .join() ?? "all";

/**
 * Restricts a member to some projects from their next request, also for their tokens; an empty list ends the restriction. A
 * manager who is restricted themselves decides only about the projects that they see: the member's others stay.
 */
export const narrowMember = organisationCommand("member.narrow", {
  did: "changed the projects of",
  event: null,
  input: narrowMemberInput,
  token: "organisation",
  permission: "member.update",
  lock: "member",
  async run({ trx, organisation, actor, audit, enqueue }, { userId: id, projects: wanted }) {
    const member = await requireManageable(trx, organisation, actor, id, "member.ownLimit");
    if (member.role === "admin") throw new AppError("member.seesAll");
    const { userId, name } = member;
    if (organisation.narrowed && (!member.narrowed || wanted.length === 0)) throw new AppError("member.wider");
    const visible = await listProjectsOf(trx, sightOf(organisation, actor));
    const chosen = visible.filter((project) => wanted.includes(project.id));
    if (chosen.length < wanted.length) throw fieldError("project.unknown", "projects");
    const former = await listNarrowing(trx, { organisationId: organisation.id, narrowedTo: null }, userId);
    const kept = former.filter((project) => !visible.some((each) => each.id === project.id));
    const next = wanted.length === 0 ? null : [...chosen, ...kept];
    const before = member.narrowed ? former : null;
    const same = idsOf(before) === idsOf(next);
    if (!same) {
      await setNarrowing(trx, organisation.id, userId, next?.map((project) => project.id) ?? null);
      await notify({ trx, enqueue, organisation, actor }, { kind: next ? "narrowed" : "widened", userId });
    }
    const details = { before: { projects: listed(before) }, after: { projects: listed(next) } };
    audit(same ? null : { target: { id: userId, name }, ...details });
    return { userId, projects: next && chosen.map((project) => ({ id: project.id, name: project.name })) };
  },
});
