import { lookAtOpen } from "../support/look";
import { newMember, newOrganisation, newPerson, type Person } from "../support/people";
import type { Portal } from "../support/portal";
import { expect, test } from "../support/test";
import { arrive, visit } from "../support/visit";

/** Gives a person a second factor, and the open sessions theirs. */
async function addFactor(portal: Portal, { id }: Person) {
  await portal.sql("insert into authenticators (user_id, secret, confirmed_at) values ($1, '\\x00', now())", [id]);
  await portal.sql("update sessions set second_factor_at = now() where user_id = $1", [id]);
}

test("an owner requires a second factor; a member is told how to add one, and goes on with it or leaves", async ({
  portal,
  browse,
}) => {
  const organisation = await newOrganisation(portal);
  const { owner, path } = organisation;
  const mel = await newMember(portal, organisation, "member", { name: "Mel Member" });
  const nora = await newMember(portal, organisation, "member", { name: "Nora Newcomer" });
  const page = await browse(owner);
  await visit(page, `${path}/settings`);
  await expect(page.getByRole("button", { name: "Require it…" })).toBeDisabled();
  await expect(page.getByRole("link", { name: "add a second factor to your own account" })).toBeVisible();
  await addFactor(portal, owner);
  await visit(page, `${path}/settings`);
  await page.getByRole("button", { name: "Require it…" }).click();
  await expect(page.getByRole("alertdialog")).toContainText("Mel Member and Nora Newcomer have none.");
  await lookAtOpen(page, "require-factor");
  await page.getByRole("button", { name: "Require a second factor" }).click();
  await expect(page.getByText("A second factor is required from now on.")).toBeVisible();
  await visit(page, `${path}/members`);
  await expect(page.getByRole("row", { name: /Mel Member/ })).toContainText("None");
  await expect(page.getByRole("row", { name: /Olive Owner/ })).toContainText("On");

  const theirs = await browse(mel, { colorScheme: "dark", viewport: { width: 360, height: 800 } });
  await theirs.goto(`${path}/members`);
  await arrive(theirs, /^\/dashboard\/second-factor-required\?organisation=/);
  await expect(theirs.getByText("The owner of Apex Gaming decided")).toBeVisible();
  await lookAtOpen(theirs, "second-factor-required");
  await theirs.getByRole("link", { name: "Add a second factor" }).click();
  await arrive(theirs, "/dashboard/account/second-factor");
  await addFactor(portal, mel);
  await theirs.goto(path);
  await arrive(theirs, path);

  const hers = await browse(nora);
  await visit(hers, "/dashboard/organisations");
  await expect(hers.getByRole("row", { name: /Apex Gaming/ })).toContainText("Second factor required");
  await visit(page, "/dashboard/organisations");
  await expect(page.getByRole("row", { name: /Apex Gaming/ })).not.toContainText("Second factor required");
  await hers.goto(path);
  await arrive(hers, /^\/dashboard\/second-factor-required/);
  await hers.getByRole("button", { name: "Leave organisation…" }).click();
  await hers.getByRole("button", { name: "Leave Apex Gaming" }).click();
  await arrive(hers, "/dashboard/organisations");
  expect(await portal.sql("select from members where user_id = $1", [nora.id])).toEqual([]);
});

test("administrators need a second factor where the portal requires one, and another removes one that was lost", async ({
  ownPortal,
  browse,
}) => {
  const portal = await ownPortal();
  const [admin, other] = [
    await newPerson(portal, { portalAdmin: true, name: "Ada Admin" }),
    await newPerson(portal, { portalAdmin: true, name: "Otto Other" }),
  ];
  await addFactor(portal, admin);
  const page = await browse(admin, { portal });
  await visit(page, "/dashboard/portal/settings");
  await page.getByRole("button", { name: "Require it" }).click();
  await expect(page.getByRole("button", { name: "Stop requiring it" })).toBeVisible();
  const theirs = await browse(other, { portal });
  await theirs.goto("/dashboard/portal/users");
  await arrive(theirs, "/dashboard/second-factor-required");
  await expect(theirs.getByText("This portal’s administration can be opened only with a second factor.")).toBeVisible();
  await addFactor(portal, other);
  await visit(theirs, "/dashboard/portal/users");

  await visit(page, `/dashboard/portal/users/${other.id}`);
  await page.getByRole("button", { name: "Remove second factor…" }).click();
  await page.getByLabel("Reason").fill("Lost the phone");
  await lookAtOpen(page, "reset-factor");
  await page.getByRole("button", { name: "Remove second factor", exact: true }).click();
  await expect(page.getByText("The second factor of Otto Other is removed.")).toBeVisible();
  const mail = await portal.mail.mailTo(other.email);
  expect(mail.subject).toBe("Your second factor was removed");
  await theirs.goto("/dashboard/portal/users");
  await arrive(theirs, /^\/sign-in/);
});
