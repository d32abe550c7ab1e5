import { expectAccessible, expectNoSidewaysScroll } from "../support/accessibility";
import { lookAtOpen } from "../support/look";
import { newOrganisation, newPerson, newProjects } from "../support/people";
import { expect, test } from "../support/test";
import { visit } from "../support/visit";

test("a portal administrator changes a tier’s numbers, is told who is above them, and gives one organisation its own", async ({
  ownPortal,
  browse,
}) => {
  const portal = await ownPortal();
  const guild = await newOrganisation(portal, undefined, "Rust Belt");
  await newProjects(portal, guild, "One", "Two", "Three", "Four", "Five");
  const page = await browse(await newPerson(portal, { portalAdmin: true }), { portal });

  await visit(page, "/dashboard/portal/tiers");
  await lookAtOpen(page, "portal-tiers");
  const open = page.getByRole("button", { name: "Change the limits of Free Portal" });
  // By keyboard only.
  await open.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Limits of the Free Portal" });
  const projects = dialog.getByLabel("Projects");
  await expect(projects).toHaveAccessibleDescription("Default: 100.");
  await expect(dialog.getByLabel("Custom roles")).toHaveCount(0);
  await projects.focus();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("many");
  await page.keyboard.press("Enter");
  await expect(projects).toHaveAccessibleDescription(/Enter a whole number from 0 to 1,000\./);
  await expect(projects).toBeFocused();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("2");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("alert")).toContainText("Projects: 1 organisation. They keep everything");
  await lookAtOpen(page, "portal-tier-limits", "[role=dialog]");
  await dialog.getByRole("button", { name: "Save anyway" }).press("Enter");
  await expect(page.getByText("The limits of the Free Portal were saved.")).toBeVisible();
  await expect(open).toBeFocused();

  const owner = await browse(guild.owner, { portal });
  await visit(owner, `${guild.path}/projects`);
  await expect(owner.getByText("5 of 2 projects: the Free Portal allows 2. Existing ones are kept")).toBeVisible();
  await expect(owner.getByRole("button", { name: "New project" })).toHaveCount(0);

  await visit(page, "/dashboard/portal/organisations");
  await expect(page.getByRole("row", { name: /Rust Belt/ })).toContainText("Projects: 5 of 2");
  await page.getByRole("button", { name: "Change the limits of Rust Belt" }).click();
  const own = page.getByRole("dialog", { name: "Limits of Rust Belt" });
  await expect(own.getByLabel("Projects")).toHaveAccessibleDescription("Used: 5. The tier allows 2.");
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page, "[role=dialog]");
  await own.getByLabel("Projects").fill("8");
  await own.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("The limits of Rust Belt were saved.")).toBeVisible();

  await visit(owner, `${guild.path}/projects`);
  await expect(owner.getByText("5 of 8 projects")).toBeVisible();
  await expect(owner.getByRole("button", { name: "New project" })).toBeVisible();
  await visit(owner, `${guild.path}/activity`);
  await expect(owner.getByText(/changed the limits of/)).toBeVisible();
  await visit(owner, `${guild.path}/settings`);
  await expect(owner.getByText("For this organisation only.")).toBeVisible();
});
