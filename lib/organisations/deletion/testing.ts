import { newOrganisation, type SignedIn, sudo } from "@/db/testing";
import { newNode } from "@/lib/nodes/testing";
import { createServer } from "@/lib/servers/create_operations";
import { small } from "@/lib/servers/testing";

/** Two organisations of one owner, so that either may be deleted. */
export async function twoOwned(owner?: SignedIn) {
  const first = await newOrganisation(owner);
  const second = await newOrganisation(first.owner);
  return { owner: first.owner, first, second };
}

/** A server on a node without an engine. @returns its id */
export async function newServer({ owner, ref }: Awaited<ReturnType<typeof newOrganisation>>, node?: string) {
  return (await createServer(owner, { ...ref, ...small(), nodeId: node ?? (await newNode()) })).id;
}

/** Every table with a column of organisations, with that column’s name. */
export const tablesOfOrganisations = () =>
  sudo<{ name: string; column: string }>(
    `select c.relname as name, a.attname as column
      from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and not a.attisdropped
        and (a.attname like '%organisation_id' or a.attname in ('dedicated_to', 'grantee_id') or c.relname = 'organisations' and a.attname = 'id')
      order by 1, 2`,
  );
