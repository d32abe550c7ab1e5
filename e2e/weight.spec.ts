import { newCrowd } from "./support/crowd";
import { expect, test } from "./support/test";

const mostBytes = 170_000;

test("no page of the dashboard sends more than 170 kB of compressed scripts at first", async ({ portal, browse }) => {
  const { owner, organisation } = await newCrowd(portal);
  const weights: Record<string, number> = {};
  for (const path of [
    "/dashboard/organisations",
    "/dashboard/organisations/new",
    "/dashboard/account",
    "/dashboard/account/tokens",
    "/dashboard/invitations",
    "/dashboard/portal/outbox",
    "/dashboard/portal/zones",
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
  ]) {
    // A browser that has been nowhere: nothing is in its cache.
    const page = await browse(owner);
    const sizes: Promise<number>[] = [];
    page.on("requestfinished", (request) => {
      if (request.resourceType() === "script")
        sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
    });
    await page.goto(path, { waitUntil: "networkidle" });
    const name = path.replace(organisation.handle, "…").replace(owner.id, "…");
    weights[name] = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    await page.context().close();
  }
  console.log(weights);
  for (const [path, weight] of Object.entries(weights)) {
    expect(weight, path).toBeGreaterThan(50_000);
    expect(weight, path).toBeLessThanOrEqual(mostBytes);
  }
});
