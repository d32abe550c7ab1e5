import { insertDeletion } from "@/db/queries/deletions";
import { countContents } from "@/db/queries/organisation_contents";
import type { CommandTools } from "@/lib/kernel/trace";

interface Ending {
  id: string;
  handle: string;
  name: string;
  ownerId: string;
  /** Who deletes it, as its former owner reads it. */
  deletedBy: string;
  /** 0: nobody can restore it. */
  graceDays: number;
}

/**
 * Deletes an organisation whose lock the caller holds. From the commit on nobody enters it and no name server answers for its zones;
 * jobs stop its servers. Whatever is in it stays until it is purged.
 */
export async function endOrganisation({ trx, audit, enqueue }: CommandTools, ending: Ending) {
  const { id: organisationId, ...rest } = ending;
  const contents = await countContents(trx, organisationId);
  const { purgeAt, stopping } = await insertDeletion(trx, { organisationId, ...rest, contents });
  for (const { id: server } of stopping) enqueue("server", { server, organisationId });
  const { members, servers, zones } = contents;
  audit({
    within: { organisationId },
    target: { id: organisationId, name: ending.name },
    before: { handle: ending.handle, members, servers, zones },
    after: { graceDays: ending.graceDays },
  });
  return { id: organisationId, purgeAt };
}
