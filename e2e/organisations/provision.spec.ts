import { lookAtOpen } from "../support/look";
import { newAddress, newHandle, newOrganisation, newPerson, password } from "../support/people";
import { expect, test } from "../support/test";
import { arrive, visit } from "../support/visit";

// A portal without a mail server: the link is passed on by hand.
test.use({ byMail: false });

const path = "/dashboard/portal/organisations";

test("a portal administrator creates an organisation for somebody, who sets up the account by the link", async ({
  page,
  portal,
  browse,
}) => {
  const [handle, wrong, right] = [newHandle(), newAddress(), newAddress()];
  const admin = await browse(await newPerson(portal, { name: "Paula Portal", portalAdmin: true }));
  await visit(admin, path);
  await admin.getByRole("button", { name: "New organisation" }).click();
  const dialog = admin.getByRole("dialog", { name: "New organisation" });
  await dialog.getByLabel("Name", { exact: true }).fill("Harbour Guild");
  await dialog.getByLabel("Handle").fill(handle);
  await dialog.getByLabel("Portal tier").selectOption("paid");
  await dialog.getByLabel("Owner’s e-mail address").fill("nobody");
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(dialog.getByLabel("Owner’s e-mail address")).toHaveAccessibleDescription(/isn’t an e-mail address/);
  await lookAtOpen(admin, "provision-dialog");
  await dialog.getByLabel("Owner’s e-mail address").fill(wrong);
  await dialog.getByRole("button", { name: "Create" }).click();
  await arrive(admin, `${path}/${handle}`);
  await expect(admin.getByRole("heading", { level: 1 })).toHaveText("Harbour Guild");
  await expect(admin.getByRole("region", { name: "Activity" })).toContainText("created Harbour Guild");

  await admin.getByRole("button", { name: "Correct address…" }).click();
  const correcting = admin.getByRole("dialog", { name: "Correct the owner’s address of Harbour Guild" });
  await correcting.getByLabel("New e-mail address").fill(right);
  await correcting.getByRole("button", { name: "Save" }).click();
  await expect(admin.getByRole("main").getByText(right)).toBeVisible();
  await admin.getByRole("button", { name: "Resend link" }).click();
  await expect(admin.getByText("There is a new link under Outgoing mail.")).toBeVisible();
  await lookAtOpen(admin, "portal-organisation");

  await visit(admin, "/dashboard/portal/outbox");
  await admin
    .getByRole("button", { name: `Reveal the link for ${right}` })
    .first()
    .click();
  const link = await admin.getByRole("dialog").getByLabel("Link", { exact: true }).inputValue();
  await visit(page, link);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Harbour Guild is ready for you");
  await expect(page.getByRole("main")).toContainText("Pro Portal");
  await lookAtOpen(page, "welcome");
  await page.getByLabel("Your name").fill("Hanna Berg");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Set up account" }).click();
  await arrive(page, new RegExp(`^/dashboard/organisations/${handle}`));

  // The owner has come: nothing is left to resend or to correct.
  await visit(admin, `${path}/${handle}`);
  await expect(admin.getByRole("main")).toContainText("Hanna Berg");
  await expect(admin.getByRole("button", { name: "Resend link" })).toHaveCount(0);
});

test("a used link says what to do, and all organisations are sorted by keyboard", async ({ page, portal, browse }) => {
  await visit(page, `/welcome?token=${"A".repeat(43)}`);
  await expect(page.getByRole("main")).toContainText("This link can’t be used");
  await expect(page.getByRole("link", { name: "Sign in", exact: true })).toBeVisible();

  const { handle } = await newOrganisation(portal);
  const admin = await browse(await newPerson(portal, { portalAdmin: true }));
  await visit(admin, `${path}?q=${handle}`);
  await admin.getByRole("link", { name: "Members" }).focus();
  await admin.keyboard.press("Enter");
  await arrive(admin, `${path}?q=${handle}&sort=-members`);
  await expect(admin.getByRole("columnheader", { name: "Members" })).toHaveAttribute("aria-sort", "descending");
  await expect(admin.getByRole("row", { name: handle })).toBeVisible();
});
