import { randomBytes } from "node:crypto";
import { guardOf } from "../support/guard";
import { lookAtOpen } from "../support/look";
import { newOrganisation, newPerson } from "../support/people";
import { expect, test } from "../support/test";
import { visit } from "../support/visit";

const settings = { env: { DNS_NAME_SERVERS: "ns1.portal.net ns2.portal.net", DNS_NS_DOMAIN: "proof.portal.net" } };
const path = "/dashboard/portal/zones";

test("a portal administrator finds a pending zone and approves it, in either theme", async ({ ownPortal, browse }) => {
  const portal = await ownPortal(settings);
  const [first, second] = [await newOrganisation(portal), await newOrganisation(portal)];
  const name = `${randomBytes(6).toString("hex")}.org`;
  for (const { owner, handle } of [first, second]) {
    const page = await browse(owner, { portal });
    const made = await page.request.post(`/api/organisations/${handle}/dns/zones`, {
      headers: { origin: new URL(portal.url).origin },
      data: { name },
    });
    expect(made.status(), await made.text()).toBe(201);
  }
  const page = await browse(await newPerson(portal, { portalAdmin: true }), { portal });
  await visit(page, path);
  await page.getByRole("searchbox", { name: "Search zones" }).fill(first.handle);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("row", { name })).toHaveCount(1);
  await visit(page, path);
  await expect(page.getByRole("row", { name })).toHaveCount(2);
  await lookAtOpen(page, "zones");
  await page.getByRole("button", { name: `Approve without verification: ${name} of ${first.handle}` }).click();
  const asking = page.getByRole("alertdialog", { name: `Approve ${name} for ${first.name}?` });
  await expect(asking).toContainText("Approve it only if you know that the domain is theirs.");
  await lookAtOpen(page, "zone-serve");
  await page.keyboard.press("Escape");
  await expect(asking).toHaveCount(0);
  await page.getByRole("button", { name: `Approve without verification: ${name} of ${first.handle}` }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Approve" }).click();
  await expect(page.getByText(`${name} is approved and live.`)).toBeVisible();
  await expect(page.getByRole("row", { name: first.handle })).toContainText("Active");
  // The name is taken: the other organisation’s zone can’t be approved any more, and the dialog says why.
  await page.getByRole("button", { name: `Approve without verification: ${name} of ${second.handle}` }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("button", { name: "Approve" }).click();
  await expect(dialog.getByRole("alert")).toContainText("This name is taken here");
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Pending verification" }).click();
  await expect(page.getByRole("row", { name })).toHaveCount(1);

  const owner = await browse(first.owner, { portal });
  await visit(owner, `${first.path}/activity`);
  await expect(owner.getByText(`approved the zone ${name}`)).toBeVisible();
  guardOf(owner).expects(403, /./);
  await visit(owner, path, { status: 403 });
});

test("the list of zones says which setting is missing, and that DNS is switched off", async ({ ownPortal, browse }) => {
  const portal = await ownPortal();
  const page = await browse(await newPerson(portal, { portalAdmin: true }), { portal });
  await visit(page, path);
  await expect(page.getByText("DNS_NAME_SERVERS")).toBeVisible();
  await expect(page.getByRole("heading", { name: "No zones yet" })).toBeVisible();
  expect(await portal.script("scripts/admin.ts", "flag", "set", "--name", "dns", "--value", "off")).toContain("off");
  await visit(page, path);
  await expect(page.getByRole("heading", { name: "DNS is switched off" })).toBeVisible();
});
