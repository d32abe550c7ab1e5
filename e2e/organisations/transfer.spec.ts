import { expectAccessible, expectNoSidewaysScroll } from "../support/accessibility";
import { linkIn } from "../support/mail_server";
import { newMember, newOrganisation, newPerson, type Organisation } from "../support/people";
import type { Portal } from "../support/portal";
import { expect, test } from "../support/test";
import { alive, arrive, visit } from "../support/visit";

const rolesIn = async (portal: Portal, { id }: Organisation) =>
  Object.fromEntries(
    (
      await portal.sql<{ name: string; role: string }>(
        "select name, role from members join users on users.id = user_id where organisation_id = $1",
        [id],
      )
    ).map(({ name, role }) => [name, role]),
  );

test("the owner offers the organisation, the mailed page says what comes with it, and accepting swaps the roles", async ({
  portal,
  browse,
}) => {
  const organisation = await newOrganisation(portal);
  const receiver = await newMember(portal, organisation, "member", { name: "Rita Receiver" });
  const page = await browse(organisation.owner);
  await visit(page, `${organisation.path}/members/${organisation.owner.id}`);
  await page.getByRole("link", { name: "transfer it to another member" }).click();
  await arrive(page, `${organisation.path}/settings`);
  const zone = page.getByRole("region", { name: "Danger zone" });
  await zone.getByRole("button", { name: "Transfer…" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Transfer Apex Gaming" });
  await dialog.getByRole("button", { name: "Offer organisation" }).click();
  await expect(dialog.getByLabel("New owner")).toHaveAccessibleDescription(/^Choose a member/);
  await expectAccessible(page, "[role=alertdialog]");
  await dialog.getByLabel("New owner").selectOption({ label: `Rita Receiver (${receiver.email})` });
  await dialog.getByRole("button", { name: "Offer organisation" }).click();
  await expect(zone).toContainText("Offered to Rita Receiver, who can accept until");
  await expectAccessible(page);
  expect(await rolesIn(portal, organisation)).toEqual({ "Olive Owner": "owner", "Rita Receiver": "member" });

  const mail = await portal.mail.mailTo(receiver.email);
  expect(mail.subject).toBe("Olive Owner offers you the organisation Apex Gaming");
  const theirs = await browse(receiver, { viewport: { width: 360, height: 800 } });
  await visit(theirs, "/dashboard/organisations");
  await theirs.getByRole("link", { name: "View transfer" }).click();
  await arrive(theirs, new URL(linkIn(mail)).pathname);
  await expect(theirs.getByRole("region", { name: "What comes with Apex Gaming" })).toContainText("0 of at most 2");
  await expectAccessible(theirs);
  await expectNoSidewaysScroll(theirs);
  await theirs.getByRole("button", { name: "Become the owner of Apex Gaming" }).focus();
  await theirs.keyboard.press("Enter");
  await arrive(theirs, organisation.path);
  expect(await rolesIn(portal, organisation)).toEqual({ "Olive Owner": "admin", "Rita Receiver": "owner" });
  await visit(theirs, `${organisation.path}/settings`);
  await expectNoSidewaysScroll(theirs);

  const told = await portal.mail.mailTo(organisation.owner.email);
  expect(told.text).toContain("Rita Receiver accepted your offer and is now the owner of Apex Gaming.");
  await visit(page, "/dashboard/notifications");
  await page.getByRole("link", { name: /Rita Receiver accepted your offer/ }).click();
  await expect(
    page.getByText("Rita Receiver became the owner of Apex Gaming, and Olive Owner an admin."),
  ).toBeVisible();
  await expectAccessible(page);
  await visit(page, `${organisation.path}/settings`, { status: 403 });
  await visit(page, `${organisation.path}/activity`);
  await expect(page.getByRole("row", { name: /became the owner of/ })).toBeVisible();
});

test("an offer can be declined and cancelled, with the keyboard, and made again", async ({ portal, browse }) => {
  const organisation = await newOrganisation(portal);
  const receiver = await newMember(portal, organisation, "admin", { name: "Rita Receiver" });
  const page = await browse(organisation.owner);
  const zone = page.getByRole("region", { name: "Danger zone" });
  const offer = async () => {
    await zone.getByRole("button", { name: "Transfer…" }).press("Enter");
    await page.getByLabel("New owner").press("R");
    await page.getByLabel("New owner").press("Tab");
    await page.getByRole("button", { name: "Offer organisation" }).press("Enter");
    await expect(zone).toContainText("Offered to Rita Receiver");
  };
  await visit(page, `${organisation.path}/settings`);
  await offer();
  const theirs = await browse(receiver);
  await visit(theirs, organisation.path);
  await theirs.getByRole("link", { name: "View transfer" }).press("Enter");
  await theirs.getByRole("button", { name: "Decline" }).press("Enter");
  await expect(theirs.getByText("Rita Receiver declined the transfer. Olive Owner stays the owner.")).toBeVisible();
  await expect(theirs.getByRole("button", { name: /Become the owner/ })).toHaveCount(0);

  await page.reload();
  await alive(page);
  await expect(zone).toContainText("Rita Receiver declined the transfer.");
  await offer();
  await zone.getByRole("button", { name: "Cancel transfer…" }).press("Enter");
  await page.getByRole("button", { name: "Cancel transfer", exact: true }).press("Enter");
  await expect(page.getByText("The transfer was cancelled.")).toBeVisible();
  await expect(zone.getByRole("button", { name: "Transfer…" })).toBeVisible();
  expect(await rolesIn(portal, organisation)).toEqual({ "Olive Owner": "owner", "Rita Receiver": "admin" });
});

test("a portal administrator begins a transfer, to which the owner objects, and cancels another", async ({
  portal,
  browse,
}) => {
  const organisation = await newOrganisation(portal);
  const receiver = await newMember(portal, organisation, "member", { name: "Rita Receiver" });
  const administrator = await newPerson(portal, { name: "Ada Administrator", portalAdmin: true });
  const page = await browse(administrator);
  const begin = async () => {
    await page.goto(`/dashboard/portal/organisations/${organisation.handle}`);
    await alive(page);
    await page.getByRole("button", { name: "Transfer Apex Gaming to another owner" }).click();
    const dialog = page.getByRole("alertdialog");
    await dialog.getByLabel("New owner").fill(receiver.email);
    await dialog.getByLabel("Reason").fill("The owner left the company.");
    await expectAccessible(page, "[role=alertdialog]");
    await dialog.getByRole("button", { name: "Begin transfer" }).click();
    await expect(page.getByText("Rita Receiver becomes the owner of Apex Gaming in 72 hours")).toBeVisible();
  };
  await begin();
  const mail = await portal.mail.mailTo(organisation.owner.email);
  expect(mail.text).toContain("The reason given is: The owner left the company.");
  const theirs = await browse(organisation.owner);
  await visit(theirs, new URL(linkIn(mail)).pathname);
  await expect(theirs.getByText("The owner left the company.")).toBeVisible();
  await theirs.getByRole("button", { name: "Object…" }).click();
  await theirs.getByRole("alertdialog").getByRole("button", { name: "Object" }).click();
  await expect(theirs.getByText("Olive Owner objected to the transfer and stays the owner.")).toBeVisible();

  await begin();
  await page.getByRole("button", { name: "Transfer Apex Gaming to another owner" }).click();
  await expect(page.getByRole("button", { name: "Cancel transfer" })).toBeVisible();
  await page.getByRole("button", { name: "Cancel transfer" }).click();
  await expect(page.getByText("The transfer was cancelled.")).toBeVisible();
  expect(await rolesIn(portal, organisation)).toEqual({ "Olive Owner": "owner", "Rita Receiver": "member" });
});
