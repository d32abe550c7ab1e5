import { newCrowd } from "../support/crowd";
import { look } from "../support/look";
import { newNode, newServer } from "../support/nodes";
import { markDeleted, markSuspended, newOrganisation } from "../support/people";
import { test } from "../support/test";

test("pages of deleted and suspended organisations are accessible, in light and dark", async ({ portal, browse }) => {
  const { owner, organisation, holder } = await newCrowd(portal);
  const old = await newOrganisation(portal, owner, "Old Hall");
  await markDeleted(portal, old);
  const node = await newNode(portal, "Node of the suspended", { only: organisation });
  await newServer(portal, organisation, node, { name: "Lobby" });
  await markSuspended(portal, organisation);
  const page = await browse(owner);
  await page.goto("/dashboard/account");
  const [server] = await portal.sql<{ id: string }>("select id from servers where organisation_id = $1", [
    organisation.id,
  ]);
  await look(page, [
    ["deleted-organisations", "/dashboard/organisations"],
    ["deleted-organisation", `/dashboard/deleted-organisations/${old.id}`],
    ["deleted-nothing", "/dashboard/deleted-organisations/nothing-here", 404],
    ["portal-organisation", `/dashboard/portal/organisations/${organisation.id}`],
    ["portal-organisation-deleted", `/dashboard/portal/organisations/${old.id}`],
    ["portal-organisation-nothing", "/dashboard/portal/organisations/nothing-here", 404],
    ["suspended-overview", organisation.path],
    ["suspended-settings", `${organisation.path}/settings`],
    ["suspended-invitations", `${organisation.path}/invitations`],
    ["suspended-server", `${organisation.path}/servers/${server?.id}`],
    ["suspended-backups", `${organisation.path}/servers/${server?.id}/backups`],
    ["suspended-schedule", `${organisation.path}/servers/${server?.id}/schedule`],
    ["suspended-member", `${organisation.path}/members/${holder.id}`],
  ]);
});
