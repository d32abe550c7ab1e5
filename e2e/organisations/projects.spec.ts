import { expectAccessible, expectNoSidewaysScroll } from "../support/accessibility";
import { newNode, newServer } from "../support/nodes";
import { narrowTo, newMember, newOrganisation, newProjects } from "../support/people";
import { expect, test } from "../support/test";
import { arrive, choose, visit } from "../support/visit";

test("an owner creates a project and restricts a member to it, who then sees only that one", async ({
  portal,
  browse,
}) => {
  const organisation = await newOrganisation(portal);
  const member = await newMember(portal, organisation, "member", { name: "Mel Member" });
  const owner = await browse(organisation.owner);
  await visit(owner, `${organisation.path}/projects`);
  await expect(owner.getByRole("heading", { name: "No projects yet" })).toBeVisible();
  await owner.getByRole("button", { name: "New project" }).click();
  const editor = owner.getByRole("dialog", { name: "New project" });
  await editor.getByLabel("Name", { exact: true }).fill("Survival");
  await editor.getByLabel("Description").fill("The long-running world");
  await editor.getByRole("button", { name: "Create project" }).click();
  await expect(owner.getByText("Project Survival created.")).toBeVisible();
  await owner.getByRole("button", { name: "New project" }).click();
  await editor.getByLabel("Name", { exact: true }).fill("SURVIVAL");
  await editor.getByRole("button", { name: "Create project" }).click();
  await expect(editor.getByLabel("Name", { exact: true })).toHaveAccessibleDescription(
    /already a project with this name/,
  );
  await editor.getByLabel("Name", { exact: true }).fill("Events");
  await editor.getByRole("button", { name: "Create project" }).click();
  await expect(owner.getByText("Project Events created.")).toBeVisible();
  await expect(owner.getByText("2 of 100 projects")).toBeVisible();

  await visit(owner, `${organisation.path}/members`);
  await choose(owner, "Mel Member", "Restrict to projects…");
  const limit = owner.getByRole("dialog", { name: "Restrict Mel Member to projects" });
  await limit.getByLabel("Only selected projects").check();
  await limit.getByRole("button", { name: "Restrict" }).click();
  await expect(limit.getByRole("alert")).toContainText("Choose at least one project.");
  await limit.getByLabel("Survival").check();
  await limit.getByRole("button", { name: "Restrict" }).click();
  await expect(owner.getByText("Mel Member now sees Survival.")).toBeVisible();
  await owner.getByRole("button", { name: "Undo" }).click();
  await expect(owner.getByText("Mel Member sees the same projects as before.")).toBeVisible();
  await expect(owner.getByRole("columnheader", { name: "Access" })).toHaveCount(0);
  await choose(owner, "Mel Member", "Restrict to projects…");
  await limit.getByLabel("Only selected projects").check();
  await limit.getByLabel("Survival").check();
  await limit.getByRole("button", { name: "Restrict" }).click();
  await expect(owner.getByRole("row", { name: /Mel Member/ })).toContainText("Survival");
  await expect(owner.getByRole("row", { name: /Olive Owner/ })).toContainText("Everything");

  const mel = await browse(member);
  await visit(mel, `${organisation.path}/projects`);
  await expect(mel.getByRole("row", { name: /Survival/ })).toBeVisible();
  await expect(mel.getByText("Events")).toHaveCount(0);
  await expect(mel.getByRole("button", { name: /New project|^Actions for/ })).toHaveCount(0);
  await visit(mel, `${organisation.path}/rights`);
  await expect(mel.getByText("You see only some of the projects of Apex Gaming")).toBeVisible();
  await expect(mel.getByText(/^Survival\. You can’t see any other project/)).toBeVisible();
  await visit(mel, "/dashboard/notifications");
  await mel
    .getByRole("link", { name: "Olive Owner changed which projects you can see in Apex Gaming." })
    .first()
    .click();
  await arrive(mel, organisation.path);
});

test("a project is edited, found and deleted; a member restricted to only it sees that none is left", async ({
  portal,
  browse,
}) => {
  const organisation = await newOrganisation(portal);
  const member = await newMember(portal, organisation, "member", { name: "Mel Member" });
  const [survival = ""] = await newProjects(portal, organisation, "Survival", "Événements");
  await narrowTo(portal, organisation, member, survival);
  const owner = await browse(organisation.owner);
  await visit(owner, `${organisation.path}/projects`);
  await owner.getByRole("searchbox", { name: "Search projects" }).fill("evene");
  await owner.keyboard.press("Enter");
  await arrive(owner, `${organisation.path}/projects?q=evene`);
  await expect(owner.getByText("1 found")).toBeVisible();
  await choose(owner, "Événements", "Edit…");
  await owner.getByLabel("Name", { exact: true }).fill("Events");
  await owner.getByRole("button", { name: "Save" }).click();
  await expect(owner.getByText("Project Events saved.")).toBeVisible();
  await owner.getByRole("button", { name: "Undo" }).click();
  await expect(owner.getByText("Changes to Événements undone.")).toBeVisible();

  await visit(owner, `${organisation.path}/projects`);
  await choose(owner, "Survival", "Delete…");
  await expect(owner.getByRole("alertdialog")).toContainText("The restriction of 1 member to it");
  await owner.getByRole("button", { name: "Delete Survival" }).click();
  await expect(owner.getByText("Project Survival deleted.")).toBeVisible();
  const mel = await browse(member);
  await visit(mel, `${organisation.path}/projects`);
  await expect(mel.getByRole("heading", { name: "No projects you can see" })).toBeVisible();
  await visit(owner, `${organisation.path}/members/${member.id}`);
  await expect(owner.getByText(/^The projects that this member was restricted to no longer exist/)).toBeVisible();
  await owner.getByRole("button", { name: "Restrict to projects…" }).click();
  await owner.getByLabel("All projects").check();
  await owner.getByRole("button", { name: "Show all projects" }).click();
  await expect(owner.getByText("Mel Member now sees all projects.")).toBeVisible();
  await visit(owner, `${organisation.path}/activity`);
  await expect(owner.getByText("deleted the project Survival")).toBeVisible();
  await expect(owner.getByText("projects: none → all")).toBeVisible();
});

test("a project’s servers are listed and deleted with it; one added meanwhile isn’t deleted unseen", async ({
  portal,
  browse,
}) => {
  const organisation = await newOrganisation(portal);
  const [survival = "", events = ""] = await newProjects(portal, organisation, "Survival", "Events");
  const node = await newNode(portal, "Iron one", { only: organisation });
  for (const name of ["Lobby", "Arena", "Apart"]) await newServer(portal, organisation, node, { name });
  const put = (project: string, ...names: string[]) =>
    portal.sql("update servers set project_id = $1 where organisation_id = $2 and name = any ($3)", [
      project,
      organisation.id,
      names,
    ]);
  await put(survival, "Lobby");
  await put(events, "Apart");
  const owner = await browse(organisation.owner);
  await visit(owner, `${organisation.path}/projects`);
  await expect(owner.getByRole("row", { name: /Survival/ })).toContainText("1 server");
  await choose(owner, "Survival", "Delete…");
  const dialog = owner.getByRole("alertdialog", { name: "Delete the project Survival?" });
  await expect(dialog).toContainText("1 server with all its files");
  await expect(dialog).not.toContainText("Arena");
  await expectAccessible(owner, "[role=alertdialog]");
  await put(survival, "Arena");
  await dialog.getByLabel("Type Survival to confirm").fill("Survival");
  await dialog.getByRole("button", { name: "Delete Survival" }).click();
  await expect(dialog.getByRole("alert")).toContainText("The servers of this project have changed");
  await expect(dialog).toContainText("2 servers with all their files");
  await expect(dialog).toContainText("Arena, Lobby");
  const folder = process.env.E2E_PICTURES;
  for (const width of [1280, 360]) {
    await owner.setViewportSize({ width, height: 900 });
    await expectNoSidewaysScroll(owner);
    if (folder) await owner.screenshot({ path: `${folder}/delete-project-${width}.png` });
  }
  await dialog.getByRole("button", { name: "Delete Survival" }).click();
  await expect(owner.getByText("Project Survival deleted. Its servers are being deleted.")).toBeVisible();
  await owner.setViewportSize({ width: 1280, height: 900 });
  await visit(owner, `${organisation.path}/servers`);
  for (const name of ["Arena", "Lobby"]) {
    await expect(owner.getByRole("row", { name: new RegExp(name) })).toContainText("Deleting");
    // It takes time because the node’s engine doesn't exist.
    await expect(owner.getByRole("row", { name: new RegExp(name) })).toContainText("No socket at this path.");
  }
  await expect(owner.getByRole("row", { name: /Apart/ })).toContainText("Stopped");
  await visit(owner, `${organisation.path}/activity`);
  await expect(owner.getByText("deleted the project Survival")).toBeVisible();
  await expect(owner.getByText("began to delete the server Arena")).toBeVisible();
});

test("without any project, the dialog says so and leads to creating one", async ({ portal, browse }) => {
  const organisation = await newOrganisation(portal);
  const member = await newMember(portal, organisation, "member", { name: "Mel Member" });
  const owner = await browse(organisation.owner);
  await visit(owner, `${organisation.path}/members/${member.id}`);
  await owner.getByRole("button", { name: "Restrict to projects…" }).click();
  await owner.getByRole("dialog").getByRole("link", { name: "Create a project" }).click();
  await arrive(owner, `${organisation.path}/projects?new=1`);
  await expect(owner.getByRole("dialog", { name: "New project" })).toBeVisible();
});
