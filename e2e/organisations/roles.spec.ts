import type { Page } from "@playwright/test";
import { linkIn } from "../support/mail_server";
import { newOnlyNode, newServer } from "../support/nodes";
import { makeEnterprise, newAddress, newMember, newOrganisation, newProjects, password } from "../support/people";
import { expect, test } from "../support/test";
import { alive, arrive, choose, visit } from "../support/visit";
import { newZone } from "../support/zones";

test("an owner creates a role and invites somebody with it, who can then do exactly that", async ({
  portal,
  browse,
}) => {
  const organisation = await newOrganisation(portal);
  await makeEnterprise(portal, organisation);
  const owner = await browse(organisation.owner);
  await visit(owner, `${organisation.path}/roles`);
  await owner.getByRole("button", { name: "New role" }).click();
  const editor = owner.getByRole("dialog", { name: "New role" });
  await expect(editor.getByLabel("See the members")).toBeChecked();
  await editor.getByLabel("Start from").selectOption("Moderator");
  await expect(editor.getByLabel("Name", { exact: true })).toHaveValue("Moderator");
  await expect(editor.getByLabel("Invite people")).toBeChecked();
  await expect(editor.getByLabel("Invite people")).toHaveAccessibleDescription(/Send invitations/);
  await editor.getByLabel("Name", { exact: true }).fill("Doorkeeper");
  await editor.getByLabel("Read the activity").uncheck();
  await editor.getByLabel("Remove members").uncheck();
  await editor.getByRole("button", { name: "Create role" }).click();
  await expect(owner.getByText("Role Doorkeeper created.")).toBeVisible();
  await expect(editor).toBeHidden();

  await visit(owner, `${organisation.path}/invitations?invite=1`);
  const email = newAddress();
  await owner.getByLabel("E-mail address").fill(email);
  await owner.getByLabel("Role").selectOption("Doorkeeper");
  await owner.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(owner.getByText(`Invited ${email}.`)).toBeVisible();

  const nora = await browse();
  await visit(nora, linkIn(await portal.mail.mailTo(email)));
  await nora.getByLabel("Your name").fill("Nora Newcomer");
  await nora.getByLabel("Password", { exact: true }).fill(password);
  await nora.getByRole("button", { name: "Create account and join" }).click();
  await arrive(nora, organisation.path);
  const sections = nora.getByRole("navigation", { name: "Apex Gaming" }).getByRole("link");
  await expect(sections).toHaveText([
    /Overview/,
    /Projects/,
    /Members/,
    /Invitations/,
    /Roles/,
    /Servers/,
    /Nodes/,
    /Tunnels/,
    /DNS/,
    /Access tokens/,
  ]);
  for (const section of ["/activity", "/settings"]) {
    await visit(nora, organisation.path + section, { status: 403 });
    await expect(nora.getByRole("heading", { name: "Your role doesn’t allow this" })).toBeVisible();
  }
  await visit(nora, `${organisation.path}/roles`);
  await expect(nora.getByRole("button", { name: "New role" })).toHaveCount(0);
  await expect(nora.getByRole("button", { name: /^Actions for/ })).toHaveCount(0);
  await nora.getByRole("link", { name: "My permissions" }).click();
  await arrive(nora, `${organisation.path}/rights`);
  const people = nora.getByRole("row", { name: /Members and invitations/ });
  await expect(people).toContainText(/Remove members.*No.*Needs Admin/);
  await expect(people).toContainText(/Invite people.*Yes/);
  await expect(nora.getByRole("row", { name: /^Organisation/ })).toContainText("Owner only");

  await visit(nora, `${organisation.path}/invitations?invite=1`);
  const offered = nora.getByRole("dialog").getByLabel("Role").getByRole("option");
  await expect(offered).toHaveText(["Viewer", "Member"]);
  await nora.keyboard.press("Escape");
  await visit(nora, `${organisation.path}/members`);
  await expect(nora.getByRole("button", { name: /^Actions for/ })).toHaveCount(0);
  await nora.getByRole("link", { name: "Olive Owner" }).click();
  await arrive(nora, new RegExp(organisation.owner.id));
  await expect(nora.getByRole("button", { name: /Change role|Remove/ })).toHaveCount(0);
  await expect(nora.getByRole("heading", { name: "Latest activity" })).toHaveCount(0);
});

test("a role is edited, set as default, and deleted once no member has it", async ({ portal, browse }) => {
  const organisation = await newOrganisation(portal);
  await makeEnterprise(portal, organisation);
  const holder = await newMember(portal, organisation, "member", { name: "Hal Holder" });
  const page = await browse(organisation.owner);
  await visit(page, `${organisation.path}/roles?new=1`);
  await page.getByLabel("Name", { exact: true }).fill("member");
  await page.getByRole("button", { name: "Create role" }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveAccessibleDescription(
    /This is the name of a built-in role/,
  );
  await page.getByLabel("Name", { exact: true }).fill("Helper");
  await page.getByLabel("Start from").selectOption("Nothing");
  await page.getByLabel("See the members").check();
  await page.getByRole("button", { name: "Create role" }).click();
  await expect(page.getByText("Role Helper created.")).toBeVisible();
  await expect(page).toHaveURL(`${organisation.path}/roles`);
  await portal.sql(
    `update members set role = 'custom', custom_role_id = (select id from roles where organisation_id = $1)
     where organisation_id = $1 and user_id = $2`,
    [organisation.id, holder.id],
  );
  await visit(page, `${organisation.path}/roles`);
  const row = page.getByRole("row", { name: /Helper/ });
  await row.getByText("1 of 37 permissions").click();
  await expect(row.getByText("See the members")).toBeVisible();

  await choose(page, "Helper", "Edit…");
  await expect(page.getByText("Changes apply to the member who has it")).toBeVisible();
  await page.getByLabel("See the roles").check();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(row).toContainText("2 of 37 permissions");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row).toContainText("1 of 37 permissions");

  await choose(page, "Helper", "Set as default");
  await expect(row).toContainText("Default role");
  await choose(page, "Helper", "Delete…");
  await page.getByRole("button", { name: "Delete role" }).click();
  await expect(page.getByRole("alertdialog")).toContainText("One member has this role. Change their role first.");
  await page.getByRole("button", { name: "Keep it" }).click();
  await portal.sql("update members set role = 'member', custom_role_id = null where user_id = $1", [holder.id]);
  await choose(page, "Helper", "Delete…");
  await page.getByRole("button", { name: "Delete role" }).click();
  await expect(page.getByRole("alertdialog")).toContainText("This is the default role.");
  await page.getByRole("button", { name: "Keep it" }).click();
  await choose(page, "Member", "Set as default");
  await expect(page.getByRole("row", { name: /^Member/ })).toContainText("Default role");
  await choose(page, "Helper", "Delete…");
  await page.getByRole("button", { name: "Delete role" }).click();
  await expect(page.getByText("Role Helper deleted.")).toBeVisible();
  await expect(row).toHaveCount(0);
  await visit(page, `${organisation.path}/activity`);
  await expect(page.getByText("now allows: see the roles")).toBeVisible();
});

test("on another tier the page shows the built-in roles and says what custom ones need", async ({ portal, browse }) => {
  const organisation = await newOrganisation(portal);
  const page = await browse(organisation.owner);
  await visit(page, `${organisation.path}/roles?new=1`);
  const rows = page.getByRole("table", { name: "Roles" }).getByRole("row");
  await expect(rows).toHaveText([/^Role/, /^Owner/, /^Admin/, /^Operator/, /^Member/, /^Viewer/]);
  await rows.filter({ hasText: "Viewer" }).getByText("7 of 37 permissions").click();
  await expect(rows.filter({ hasText: "Viewer" }).getByText("See the servers")).toBeVisible();
  await expect(page.getByText("Custom roles come with the Enterprise Portal.")).toBeVisible();
  await expect(page.getByRole("button", { name: "New role" })).toHaveCount(0);
  await page
    .getByRole("row", { name: /^Owner/ })
    .getByRole("link", { name: "1 member" })
    .click();
  await arrive(page, `${organisation.path}/members?role=owner`);
});

/** Opens every page that a link leads to, starting with the organisation's own. @returns the pages and their buttons' names */
async function walk(page: Page, path: string) {
  const [pages, buttons] = [new Set([path]), new Set<string>()];
  // A set that grows meanwhile is walked to its end.
  for (const next of pages) {
    const response = await page.goto(next);
    expect(response?.status(), next).toBe(200);
    await alive(page);
    const { links, names } = await page.evaluate(() => ({
      links: [...document.querySelectorAll<HTMLAnchorElement>("a[href]")].map(({ pathname }) => pathname),
      names: [...document.querySelectorAll<HTMLButtonElement>("main button")].map(
        (button) => button.getAttribute("aria-label") ?? button.textContent ?? "",
      ),
    }));
    for (const link of links) if (link.startsWith(`${path}/`)) pages.add(link);
    for (const name of names) buttons.add(name);
  }
  return { pages: [...pages].map((each) => each.slice(path.length)), buttons: [...buttons] };
}

test("a free organisation invites a viewer, who finds no link or button that would be refused", async ({
  portal,
  browse,
}) => {
  test.slow();
  const organisation = await newOrganisation(portal);
  await newProjects(portal, organisation, "Survival");
  await newServer(portal, organisation, await newOnlyNode(portal, "Iron ninety"), { name: "Lobby" });
  const zone = await newZone(portal, organisation, { records: [["www", "A", "192.0.2.1"]] });
  const owner = await browse(organisation.owner);
  await visit(owner, `${organisation.path}/invitations?invite=1`);
  const email = newAddress();
  await owner.getByLabel("E-mail address").fill(email);
  await expect(owner.getByLabel("Role").getByRole("option")).toHaveText(["Viewer", "Member", "Operator", "Admin"]);
  await owner.getByLabel("Role").selectOption("Viewer");
  await owner.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(owner.getByText(`Invited ${email}.`)).toBeVisible();

  const vera = await browse();
  await visit(vera, linkIn(await portal.mail.mailTo(email)));
  await expect(vera.getByText("Viewer")).toBeVisible();
  await vera.getByLabel("Your name").fill("Vera Viewer");
  await vera.getByLabel("Password", { exact: true }).fill(password);
  await vera.getByRole("button", { name: "Create account and join" }).click();
  await arrive(vera, organisation.path);
  const { pages, buttons } = await walk(vera, organisation.path);
  expect(pages).toEqual(expect.arrayContaining(["/projects", "/members", "/roles", "/rights", "/servers", "/nodes"]));
  expect(pages).toContainEqual(expect.stringMatching(/^\/servers\/[0-9a-f-]{36}$/));
  expect(pages).toEqual(expect.arrayContaining(["/dns", `/dns/${zone.name}`, `/dns/${zone.name}/settings`]));
  expect(
    pages.filter((each) => /invitations|activity|notifications|tokens|settings$|files|backups|import/.test(each)),
  ).toEqual([`/dns/${zone.name}/settings`]);
  expect(buttons).toEqual(["Leave organisation…"]);

  await visit(owner, `${organisation.path}/members`);
  await owner.getByRole("navigation", { name: "Show" }).getByRole("link", { name: "Viewers 1" }).click();
  await arrive(owner, `${organisation.path}/members?role=viewer`);
  await expect(owner.getByRole("row", { name: /Vera Viewer/ })).toBeVisible();
});
