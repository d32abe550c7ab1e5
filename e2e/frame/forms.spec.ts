import { newOrganisation } from "../support/people";
import { expect, test } from "../support/test";
import { visit } from "../support/visit";

test("a refused form can be sent again as soon as the refusal is shown, also on a slow computer", async ({
  portal,
  browse,
}) => {
  const organisation = await newOrganisation(portal);
  const page = await browse(organisation.owner);
  await visit(page, `${organisation.path}/invitations`);
  await page.getByRole("button", { name: "Invite somebody" }).click();
  const dialog = page.getByRole("dialog");
  const address = dialog.getByLabel("E-mail address");
  // Loads the form's schema before the computer becomes slow.
  await address.fill("nobody");
  await address.press("Enter");
  await expect(address).toHaveAccessibleDescription(/./);
  const browser = await page.context().newCDPSession(page);
  await browser.send("Emulation.setCPUThrottlingRate", { rate: 12 });
  await page.evaluate(() => {
    new MutationObserver(() => {
      const [form] = document.querySelectorAll("[role=dialog] form");
      const refused = form?.querySelector("[aria-invalid=true]");
      const ignores = form?.querySelector("[type=submit][aria-busy=true]");
      document.body.dataset.forms = `${document.body.dataset.forms ?? ""}${refused && ignores ? "ignored " : ""}${ignores && !refused ? "sent " : ""}`;
    }).observe(document.querySelector("[role=dialog]") as Element, {
      subtree: true,
      childList: true,
      attributes: true,
    });
  });
  await address.fill(organisation.owner.email);
  await address.press("Enter");
  await expect(address).toHaveAccessibleDescription(/already a member/);
  await expect(dialog.getByRole("button", { name: "Invite", exact: true })).not.toHaveAttribute("aria-busy");
  const seen = await page.evaluate(() => document.body.dataset.forms);
  expect(seen).toContain("sent");
  expect(seen).not.toContain("ignored");
});
