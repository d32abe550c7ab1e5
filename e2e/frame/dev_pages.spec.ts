import { look } from "../support/look";
import { expect, test } from "../support/test";

// A trace injects scripts into every frame, and a mail's frame reports each as blocked.
test.use({ trace: "off" });

const pages = ["/dev", "/dev/mails", "/dev/states", "/dev/slow", "/dev/forbidden", "/dev/error"];

test("a production portal has no pages for developers", async ({ page }) => {
  for (const path of pages) {
    const answer = await page.request.get(path);
    expect(answer.status(), path).toBe(404);
    expect(await answer.text(), path).not.toContain("for developers");
  }
});

test("the demo shows every mail and every state of the screens", async ({ ownPortal, browse }) => {
  const portal = await ownPortal({ env: { GUILDHALL_DEMO: "on" } });
  const page = await browse(null, { portal });
  await page.goto("/dev");
  await look(page, [
    ["dev", "/dev"],
    ["dev-mails", "/dev/mails"],
    ["dev-states", "/dev/states"],
    ["dev-nowhere", "/dev/nowhere", 404],
    ["dev-forbidden", "/dev/forbidden", 403],
  ]);
  await page.goto("/dev/mails");
  const invitation = page.getByRole("region", { name: "Invitation", exact: true });
  const html = invitation.locator("iframe").contentFrame();
  await expect(html.getByRole("link", { name: "View invitation" })).toBeVisible();
  await expect(invitation.locator("pre")).toContainText("Tomasz Wieczorek invites you to join Apex Gaming");
  await page.goto("/dev/states");
  await page.getByRole("button", { name: "Confirmation with undo" }).click();
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(page.getByText("Change undone.")).toBeVisible();
});
