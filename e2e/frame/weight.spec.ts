import type { Page } from "@playwright/test";
import { newCrowd } from "../support/crowd";
import { newDevice, newGateway } from "../support/gateways";
import { newNode, newServer } from "../support/nodes";
import type { Person } from "../support/people";
import { expect, test } from "../support/test";
import { newZone } from "../support/zones";

const mostBytes = 170_000;

test("no page about the account or the portal loads more than 170 kB of compressed scripts at first", async ({
  portal,
  browse,
}) => {
  const { owner } = await newCrowd(portal);
  await weigh(browse, owner, [
    "/dashboard/organisations",
    "/dashboard/organisations/new",
    "/dashboard/account",
    "/dashboard/account/sign-in",
    "/dashboard/account/second-factor",
    "/dashboard/account/sessions",
    "/dashboard/account/tokens",
    "/dashboard/invitations",
    "/tunnel",
    "/dashboard/portal",
    "/dashboard/portal/outbox",
    "/dashboard/portal/jobs",
    "/dashboard/portal/rates",
    "/dashboard/portal/users",
    `/dashboard/portal/users/${owner.id}`,
    "/dashboard/portal/announcements",
    "/dashboard/portal/log",
    "/dashboard/portal/settings",
    "/dashboard/portal/zones",
  ]);
});

test("no page of an organisation loads more than 170 kB of compressed scripts at first", async ({ portal, browse }) => {
  const { owner, organisation } = await newCrowd(portal);
  const device = await newDevice(portal, organisation, await newGateway(portal), "living-room");
  await weigh(browse, owner, [
    organisation.path,
    `${organisation.path}/members`,
    `${organisation.path}/members/${owner.id}`,
    `${organisation.path}/invitations`,
    `${organisation.path}/projects`,
    `${organisation.path}/roles`,
    `${organisation.path}/rights`,
    `${organisation.path}/activity`,
    `${organisation.path}/settings`,
    `${organisation.path}/tokens`,
    `${organisation.path}/notifications`,
    `${organisation.path}/tunnels`,
    `${organisation.path}/tunnels/${device}`,
  ]);
});

test("no page about zones loads more than 170 kB of compressed scripts at first", async ({ portal, browse }) => {
  const { owner, organisation } = await newCrowd(portal);
  const { path } = await newZone(portal, organisation);
  const parts = ["", "/helpers", "/text", "/import", "/history", "/signing", "/settings"];
  await weigh(browse, owner, [`${organisation.path}/dns`, ...parts.map((part) => path + part)]);
});

test("no page about servers and nodes loads more than 170 kB of compressed scripts at first", async ({
  portal,
  browse,
}) => {
  const { owner, organisation } = await newCrowd(portal);
  const node = await newNode(portal, "Heavy iron");
  await newServer(portal, organisation, node, { name: "Lobby" });
  await weigh(browse, owner, [
    "/dashboard/portal/organisations",
    `/dashboard/portal/organisations/${organisation.handle}`,
    "/dashboard/portal/tiers",
    "/dashboard/portal/nodes",
    "/dashboard/portal/gateways",
    `${organisation.path}/servers`,
    `${organisation.path}/nodes`,
  ]);
});

async function weigh(browse: (who: Person) => Promise<Page>, owner: Person, paths: string[]) {
  const weights: Record<string, number> = {};
  for (const path of paths) {
    // A fresh browser with an empty cache.
    const page = await browse(owner);
    const sizes: Promise<number>[] = [];
    page.on("requestfinished", (request) => {
      if (request.resourceType() === "script")
        sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
    });
    await page.goto(path, { waitUntil: "networkidle" });
    weights[path] = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    await page.context().close();
  }
  console.log(weights);
  for (const [path, weight] of Object.entries(weights)) {
    expect(weight, path).toBeGreaterThan(50_000);
    expect(weight, path).toBeLessThanOrEqual(mostBytes);
  }
}
