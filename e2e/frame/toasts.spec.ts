import type { Locator } from "@playwright/test";
import { expectAccessible } from "../support/accessibility";
import { newMember, newOrganisation } from "../support/people";
import { expect, test } from "../support/test";
import { choose, visit } from "../support/visit";

for (const width of [1280, 360])
  test(`toasts with an undo don't overlap, and each can be dismissed, at ${width} pixels`, async ({
    portal,
    browse,
  }) => {
    const organisation = await newOrganisation(portal);
    for (const name of ["Ada First", "Bo Second"]) await newMember(portal, organisation, "member", { name });
    const page = await browse(organisation.owner, { viewport: { width, height: 800 } });
    await visit(page, `${organisation.path}/members`);
    // As in a background tab, where toasts wait: on a busy machine the first would disappear before the second is
    // there.
    await page.evaluate(() => Object.defineProperty(document, "hidden", { value: true }));
    for (const name of ["Ada First", "Bo Second"]) {
      await choose(page, name, "Change role…");
      await page.getByLabel("New role").selectOption("Admin");
      await page.getByRole("button", { name: "Change role", exact: true }).click();
      await expect(page.getByText(`${name} now has the role Admin.`)).toBeVisible();
    }
    const dismiss = page.getByRole("button", { name: "Dismiss" });
    await expect(dismiss).toHaveCount(2);
    // Checks include the target size: 24 pixels, with nothing over it.
    await expectAccessible(page);
    // Before the pointer comes near, because that would separate overlapping toasts.
    const boxes = async (of: Locator) =>
      (await Promise.all((await of.all()).map((one) => one.boundingBox()))).flatMap((box) => box ?? []);
    for (const { width, height } of await boxes(dismiss)) expect(Math.min(width, height)).toBeGreaterThanOrEqual(24);
    const [lower, upper] = (await boxes(page.locator("[data-sonner-toast]"))).sort((a, b) => b.y - a.y);
    expect((upper?.y ?? 0) + (upper?.height ?? 0)).toBeLessThanOrEqual(lower?.y ?? 0);
    await dismiss.last().click();
    await expect(dismiss).toHaveCount(1);
    await dismiss.click();
    await expect(dismiss).toHaveCount(0);
  });

test("a toast without an undo gives way to the next one", async ({ portal, browse }) => {
  const organisation = await newOrganisation(portal);
  const page = await browse(organisation.owner);
  await visit(page, "/dashboard/account");
  const said = page.locator("[data-sonner-toast]");
  for (let time = 0; time < 3; time++) {
    await page.getByRole("button", { name: "Edit name…" }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("dialog")).toBeHidden();
    await expect(page.getByText("Nothing changed.").first()).toBeVisible();
  }
  await expect(said).toHaveCount(1);
});
