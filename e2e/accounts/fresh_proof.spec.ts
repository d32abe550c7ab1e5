import type { Page } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll } from "../support/accessibility";
import { lookAtOpen } from "../support/look";
import { newMember, newOrganisation, type Person, password } from "../support/people";
import type { Portal } from "../support/portal";
import { expect, test } from "../support/test";
import { arrive, visit } from "../support/visit";

/** The last proof of everybody's sessions was eleven minutes ago. */
const grownOld = (portal: Portal, { id }: Person) =>
  portal.sql("update sessions set proved_at = now() - interval '11 minutes' where user_id = $1", [id]);
const asked = (page: Page) => page.getByRole("dialog", { name: "Confirm that it is you" });

test("a token is created by keyboard after a wrong and the right password, with what was typed", async ({
  portal,
  browse,
}) => {
  const organisation = await newOrganisation(portal);
  const page = await browse(organisation.owner, { viewport: { width: 360, height: 800 } });
  await visit(page, "/dashboard/account/tokens?new=1");
  const form = page.getByRole("dialog", { name: "New access token" });
  await form.getByLabel("Name", { exact: true }).fill("deploys");
  await grownOld(portal, organisation.owner);
  await form.getByLabel("Name", { exact: true }).press("Enter");
  const dialog = asked(page);
  const field = dialog.getByLabel("Your password");
  await expect(field).toBeFocused();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await lookAtOpen(page, "prove");
  await page.keyboard.type("something else");
  await page.keyboard.press("Enter");
  await expect(field).toHaveAccessibleDescription(/^This isn’t your password/);
  await expect(field).toBeFocused();
  await page.keyboard.press("Control+a");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  expect(await page.getByLabel("Token", { exact: true }).inputValue()).toMatch(/^gh_/);
  await expect(page.getByRole("row", { name: /deploys/ })).toBeVisible();
});

test("cancelling leaves the form of a deletion as it was, and nothing is deleted before the proof", async ({
  portal,
  browse,
}) => {
  // The last one can't be deleted.
  const { owner } = await newOrganisation(portal);
  const organisation = await newOrganisation(portal, owner, "Old Hall");
  const page = await browse(organisation.owner);
  await visit(page, `${organisation.path}/settings`);
  await page.getByRole("button", { name: "Delete organisation…" }).click();
  const form = page.getByRole("alertdialog", { name: "Delete Old Hall?" });
  const handle = form.getByLabel(`Type ${organisation.handle} to confirm`);
  await handle.fill(organisation.handle);
  await grownOld(portal, organisation.owner);
  await handle.press("Enter");
  await expect(asked(page).getByLabel("Your password")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(asked(page)).toHaveCount(0);
  await expect(form.getByRole("alert")).toContainText("nothing was changed");
  await expect(handle).toHaveValue(organisation.handle);
  const deleted = () =>
    portal.sql("select from organisations where id = $1 and deleted_at is not null", [organisation.id]);
  expect(await deleted()).toHaveLength(0);

  await handle.press("Enter");
  await asked(page).getByLabel("Your password").fill(password);
  await asked(page).getByRole("button", { name: "Confirm", exact: true }).click();
  await arrive(page, "/dashboard/organisations");
  expect(await deleted()).toHaveLength(1);
});

test("a transfer is offered and accepted with a proof each, and none is asked for within ten minutes", async ({
  portal,
  browse,
}) => {
  const organisation = await newOrganisation(portal);
  const receiver = await newMember(portal, organisation, "member", { name: "Rita Receiver" });
  const page = await browse(organisation.owner, { colorScheme: "dark" });
  await visit(page, `${organisation.path}/settings`);
  await grownOld(portal, organisation.owner);
  const zone = page.getByRole("region", { name: "Danger zone" });
  await zone.getByRole("button", { name: "Transfer…" }).click();
  const offer = page.getByRole("alertdialog", { name: "Transfer Apex Gaming" });
  await offer.getByLabel("New owner").selectOption({ label: `Rita Receiver (${receiver.email})` });
  await offer.getByRole("button", { name: "Offer organisation" }).click();
  await asked(page).getByLabel("Your password").fill(password);
  await asked(page).getByRole("button", { name: "Confirm", exact: true }).click();
  await expect(zone).toContainText("Offered to Rita Receiver");

  const [transfer] = await portal.sql<{ id: string }>("select id from transfers where organisation_id = $1", [
    organisation.id,
  ]);
  const theirs = await browse(receiver);
  await visit(theirs, "/dashboard/organisations");
  await theirs.getByRole("link", { name: "View transfer" }).click();
  await theirs.getByRole("heading", { level: 1 }).waitFor();
  await grownOld(portal, receiver);
  await theirs.getByRole("button", { name: "Become the owner of Apex Gaming" }).click();
  await asked(theirs).getByLabel("Your password").fill(password);
  await asked(theirs).getByRole("button", { name: "Confirm", exact: true }).click();
  await expect
    .poll(
      async () =>
        (await portal.sql("select from transfers where id = $1 and state = 'pending'", [transfer?.id])).length,
    )
    .toBe(0);
  await visit(theirs, "/dashboard/account/tokens?new=1");
  await theirs.getByRole("dialog").getByLabel("Name", { exact: true }).fill("later");
  await theirs.getByRole("button", { name: "Create token" }).click();
  await expect(theirs.getByLabel("Token", { exact: true })).toBeVisible();
  await expect(asked(theirs)).toHaveCount(0);
});
