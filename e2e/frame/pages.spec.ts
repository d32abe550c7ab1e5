import { expectAccessible, expectNoSidewaysScroll } from "../support/accessibility";
import { newCrowd } from "../support/crowd";
import { look, lookAtOpen, widthOf } from "../support/look";
import { newNode, newServer } from "../support/nodes";
import { newMember, newOrganisation, newPerson } from "../support/people";
import { expect, test } from "../support/test";
import { newTown } from "../support/town";
import { alive } from "../support/visit";

test("pages of the dashboard are accessible, in light and dark", async ({ portal, browse }) => {
  const { owner, organisation } = await newCrowd(portal);
  const page = await browse(owner);
  await page.goto("/dashboard/account");
  await look(page, [
    ["organisations", "/dashboard/organisations"],
    ["organisations-none-found", "/dashboard/organisations?q=nothing"],
    ["new-organisation", "/dashboard/organisations/new"],
    ["account", "/dashboard/account"],
    ...["sign-in", "second-factor", "sessions", "activity", "notifications"].map(
      (tab) => [`account-${tab}`, `/dashboard/account/${tab}`] as [string, string],
    ),
    ["tokens", "/dashboard/account/tokens"],
    ["api", "/dashboard/api"],
    ["tunnel-code", "/tunnel"],
    ["notifications", "/dashboard/notifications"],
    ["my-invitations", "/dashboard/invitations"],
    ["portal-health", "/dashboard/portal"],
    ["outbox", "/dashboard/portal/outbox"],
    ["outbox-wrong", "/dashboard/portal/outbox?state=x"],
    ["portal-jobs", "/dashboard/portal/jobs"],
    ["portal-rates", "/dashboard/portal/rates"],
    ["portal-zones", "/dashboard/portal/zones"],
    ["portal-zones-wrong", "/dashboard/portal/zones?state=x"],
    ["portal-settings", "/dashboard/portal/settings"],
    ["overview", organisation.path],
    ["members", `${organisation.path}/members`],
    ["invitations", `${organisation.path}/invitations?state=all`],
    ...["projects", "servers", "nodes", "tunnels"].map(
      (part) => [part, `${organisation.path}/${part}`] as [string, string],
    ),
    ["activity", `${organisation.path}/activity`],
    ["activity-wrong", `${organisation.path}/activity?from=x`],
    ["organisation-notifications", `${organisation.path}/notifications`],
    ["organisation-tokens", `${organisation.path}/tokens`],
    ["settings", `${organisation.path}/settings`],
    ["missing", "/dashboard/organisations/nothing-here", 404],
  ]);
});

test("pages of the administration are accessible, in light and dark", async ({ portal, browse }) => {
  const { owner, organisation, holder } = await newCrowd(portal);
  const node = await newNode(portal, "Node of the portal");
  await newServer(portal, organisation, node, { name: "Lobby" });
  const page = await browse(owner);
  await page.goto("/dashboard/account");
  await look(page, [
    ["portal-organisations", "/dashboard/portal/organisations"],
    ["portal-organisations-none", "/dashboard/portal/organisations?q=nothing-like-it"],
    ["portal-organisations-wrong", "/dashboard/portal/organisations?tier=gold"],
    ["portal-tiers", "/dashboard/portal/tiers"],
    ["portal-organisation", `/dashboard/portal/organisations/${organisation.handle}`],
    ["portal-organisation-missing", "/dashboard/portal/organisations/nothing-here", 404],
    ["portal-nodes", "/dashboard/portal/nodes"],
    ["portal-gateways", "/dashboard/portal/gateways"],
    ["portal-users", "/dashboard/portal/users"],
    ["portal-users-none", "/dashboard/portal/users?q=nothing-like-it"],
    ["portal-users-wrong", "/dashboard/portal/users?state=asleep"],
    ["portal-user", `/dashboard/portal/users/${holder.id}`],
    ["portal-user-oneself", `/dashboard/portal/users/${owner.id}`],
    ["portal-announcements", "/dashboard/portal/announcements"],
    ["portal-log", "/dashboard/portal/log"],
  ]);
});

test("pages of a busy organisation are accessible, in light and dark", async ({ portal, browse }) => {
  const { owner, organisation, members } = await newTown(portal);
  const node = await newNode(portal, "Node of the town");
  await newServer(portal, organisation, node, { name: "Lobby" });
  await newServer(portal, organisation, node, { name: "Survival", state: "failed", problem: "No such image." });
  await newServer(portal, organisation, node, { name: "Events", state: "running" });
  const page = await browse(owner);
  await page.goto("/dashboard/account");
  const nothing = await newOrganisation(portal, owner, "Quiet Corner");
  await look(page, [
    ["busy-organisations", "/dashboard/organisations"],
    ["busy-tokens", "/dashboard/account/tokens"],
    ["busy-overview", organisation.path],
    ["busy-members", `${organisation.path}/members`],
    ["busy-members-found", `${organisation.path}/members?q=an&sort=name`],
    ["busy-members-none", `${organisation.path}/members?q=nobody&role=admin`],
    ["busy-members-wrong", `${organisation.path}/members?role=emperor`],
    ["busy-invitations", `${organisation.path}/invitations`],
    ["busy-invitations-all", `${organisation.path}/invitations?state=all`],
    ["busy-invitations-ended", `${organisation.path}/invitations?state=rejected`],
    ["busy-projects", `${organisation.path}/projects`],
    ["busy-projects-none", `${organisation.path}/projects?q=nothing`],
    ["busy-servers", `${organisation.path}/servers`],
    ["busy-servers-none", `${organisation.path}/servers?q=nothing`],
    ["busy-nodes", `${organisation.path}/nodes`],
    ["busy-activity", `${organisation.path}/activity`],
    ["busy-organisation-tokens", `${organisation.path}/tokens`],
    ["quiet-overview", nothing.path],
    ["quiet-members", `${nothing.path}/members`],
    ["quiet-invitations", `${nothing.path}/invitations`],
    ["quiet-projects", `${nothing.path}/projects`],
    ["quiet-organisation-notifications", `${nothing.path}/notifications`],
    ["quiet-tokens", `${nothing.path}/tokens`],
  ]);
  const member = await browse(members[4]);
  await member.goto("/dashboard/account");
  await look(member, [["member-members", `${organisation.path}/members`]]);
});

test("pages about people and roles are accessible, in light and dark", async ({ portal, browse }) => {
  const { owner, organisation, holder } = await newCrowd(portal);
  const page = await browse(owner);
  await page.goto("/dashboard/account");
  await look(page, [
    ["members-own-role", `${organisation.path}/members?role=Onlooker`],
    ["member", `${organisation.path}/members/${holder.id}`],
    ["oneself", `${organisation.path}/members/${owner.id}`],
    ["roles", `${organisation.path}/roles`],
    ["rights", `${organisation.path}/rights`],
    ["busy-organisation-notifications", `${organisation.path}/notifications`],
  ]);
  const town = await newTown(portal);
  const member = await browse(town.members[4]);
  await member.goto("/dashboard/account");
  await look(member, [
    ["member-oneself", `${town.organisation.path}/members/${town.members[4]?.id}`],
    ["member-roles", `${town.organisation.path}/roles`],
    ["member-rights", `${town.organisation.path}/rights`],
    ["member-projects", `${town.organisation.path}/projects`],
  ]);
  const limited = await browse(town.members[3]);
  await limited.goto("/dashboard/account");
  await look(limited, [
    ["limited-oneself", `${town.organisation.path}/members/${town.members[3]?.id}`],
    ["limited-projects", `${town.organisation.path}/projects`],
    ["limited-rights", `${town.organisation.path}/rights`],
  ]);
  const administrator = await browse(town.owner);
  await administrator.goto("/dashboard/account");
  await look(administrator, [["busy-member", `${town.organisation.path}/members/${town.members[1]?.id}`]]);
});

test("pages of users with little data are accessible, in light and dark", async ({ portal, browse }) => {
  const { organisation } = await newCrowd(portal);
  const person = await newPerson(portal, { verified: false });
  const page = await browse(person);
  await page.goto("/dashboard/account");
  await look(page, [
    ["no-organisation", "/dashboard/organisations"],
    ["unproved-account", "/dashboard/account"],
    ["unproved-invitations", "/dashboard/invitations"],
    ["forbidden-health", "/dashboard/portal", 403],
    ...["organisations", "nodes", "gateways", "outbox", "jobs", "rates"].map(
      (name) => [`forbidden-${name}`, `/dashboard/portal/${name}`, 403] as [string, string, number],
    ),
  ]);
  const member = await browse(await newMember(portal, organisation, "member"));
  await member.goto("/dashboard/account");
  await look(member, [
    ["member-overview", organisation.path],
    ["member-forbidden", `${organisation.path}/activity`, 403],
  ]);
  await portal.sql("update users set second_factor_enabled_at = now() where id = $1", [person.id]);
  await look(page, [["second-factor", "/second-factor"]]);
});

test("pages for strangers are accessible, in light and dark", async ({ page, portal }) => {
  const { invitation, answered } = await newCrowd(portal);
  await page.goto("/sign-in");
  const nobodys = "x".repeat(43);
  await look(page, [
    ["sign-in", "/sign-in"],
    ["sign-up", "/sign-up"],
    ["ask-reset", "/reset-password"],
    ["reset-wrong-link", `/reset-password?token=${nobodys}`],
    ["verify", `/verify-email?token=${nobodys}`],
    ["set-up-done", `/setup?token=${nobodys}`],
    ["invitation", invitation.mailed],
    ["invitation-declined", answered.mailed],
    ["invitation-wrong-link", `/invitations/${nobodys}`],
    ["nowhere", "/nowhere", 404],
  ]);
});

test("dialogs and menus are as accessible as their page", async ({ portal, browse }) => {
  const { owner, organisation, invitation } = await newCrowd(portal);
  for (const colorScheme of ["light", "dark"] as const) {
    const width = widthOf[colorScheme];
    const page = await browse(owner, { colorScheme, viewport: { width, height: 800 } });
    await page.goto(`${organisation.path}/invitations`);
    await alive(page);
    const picture = async (name: string, within?: string) => {
      await expectAccessible(page, within);
      await expectNoSidewaysScroll(page);
      const folder = process.env.E2E_PICTURES;
      if (folder) await page.screenshot({ path: `${folder}/open-${name}-${width}-${colorScheme}.png` });
    };
    await page.getByRole("button", { name: "Invite somebody" }).click();
    await page.getByRole("button", { name: "Invite", exact: true }).click();
    await expect(page.getByLabel("E-mail address")).toHaveAccessibleDescription(/Enter an e-mail address/);
    await picture("invite");
    await page.getByRole("button", { name: "Cancel" }).click();
    await expect(page.getByRole("dialog")).toBeHidden();
    const menu = page.getByRole("button", { name: `Actions for ${invitation.email}` });
    await menu.click();
    await expect(page.getByRole("menuitem", { name: "Revoke invitation…" })).toBeVisible();
    await picture("menu");
    await page.getByRole("menuitem", { name: "Revoke invitation…" }).click();
    await expect(page.getByRole("alertdialog")).toBeVisible();
    await picture("withdraw");
    await page.getByRole("button", { name: "Keep it" }).click();
    await expect(page.getByRole("alertdialog")).toBeHidden();
    if (width === 360) {
      await page.getByRole("button", { name: "Menu", exact: true }).click();
      await picture("sheet");
    }
    await page.getByLabel(/^Switch organisation/).click();
    await expect(page.getByRole("searchbox", { name: "Find an organisation" })).toBeVisible();
    await picture("switcher", "details[open]");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("combobox", { name: "Go to or run" })).toBeFocused();
    await page.keyboard.type("in");
    await picture("palette");
    await page.goto("/dashboard/account/tokens?new=1");
    await alive(page);
    await page.getByLabel("Selected permissions").check();
    await page.getByLabel("Scope").selectOption({ index: 1 });
    await picture("token");
    await page.context().close();
  }
});

test("the dialogs about people and roles are as accessible as the pages", async ({ portal, browse }) => {
  const { owner, organisation, holder } = await newCrowd(portal);
  const page = await browse(owner);
  const picture = (name: string, within?: string) => lookAtOpen(page, name, within);
  await page.goto(`${organisation.path}/members`);
  await alive(page);
  await page.getByRole("button", { name: `Actions for ${holder.name}` }).click();
  await expect(page.getByRole("menu")).toBeVisible();
  await picture("member-menu");
  await page.getByRole("menuitem", { name: "Change role…" }).click();
  await page.getByLabel("New role").selectOption("Admin");
  await picture("change-role");
  await page.getByLabel("New role").selectOption("Onlooker");
  await picture("change-role-lost");
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.goto(`${organisation.path}/members/${holder.id}`);
  await alive(page);
  await page.getByRole("button", { name: "Remove…" }).click();
  await expect(page.getByRole("alertdialog")).toBeVisible();
  await picture("remove");
  await page.goto(`${organisation.path}/members/${holder.id}`);
  await alive(page);
  await page.getByRole("button", { name: "Restrict to projects…" }).click();
  await expect(page.getByLabel("X", { exact: true })).toBeChecked();
  await picture("limit");
  await page.goto(`${organisation.path}/projects?new=1`);
  await alive(page);
  await page.getByRole("button", { name: "Create project" }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveAccessibleDescription(/Enter a name/);
  await picture("new-project");
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Actions for X" }).click();
  await expect(page.getByRole("menuitem", { name: "Delete…" })).toBeVisible();
  await picture("project-menu");
  await page.getByRole("menuitem", { name: "Delete…" }).click();
  await expect(page.getByRole("alertdialog")).toBeVisible();
  await picture("delete-project");
  await page.goto(`${organisation.path}/roles?new=1`);
  await alive(page);
  await page.getByLabel("Start from").selectOption("Server manager");
  await picture("new-role");
  await page.goto(`${organisation.path}/roles`);
  await alive(page);
  await page
    .getByRole("row", { name: /^Keeper of Zones/ })
    .getByText("6 of 37 permissions")
    .click();
  await picture("roles-open");
  await page.getByRole("button", { name: "Actions for Onlooker" }).click();
  await expect(page.getByRole("menu")).toBeVisible();
  await picture("role-menu", "[role=menu]");
  await page.goto(`${organisation.path}/invitations?invite=1`);
  await alive(page);
  await page.getByRole("button", { name: "Add an existing user" }).click();
  await expect(page.getByLabel("E-mail address of the account")).toBeVisible();
  await picture("add-member");
  await page.getByRole("button", { name: "Invite by e-mail instead" }).click();
  await page.getByRole("button", { name: "Invite several at once" }).click();
  await page.getByLabel("E-mail addresses").fill("a@example.org, nobody");
  await page.getByRole("button", { name: "Invite all" }).click();
  await expect(page.getByRole("alert")).toContainText(/of 2 w(as|ere) invited/);
  await picture("invite-many");
});
