import type { Locator } from "@playwright/test";
import { expectAccessible } from "../support/accessibility";
import { lookAtOpen } from "../support/look";
import { newOnlyNode, newServer } from "../support/nodes";
import { narrowTo, newMember, newOrganisation, newPerson, newProjects } from "../support/people";
import { expect, test } from "../support/test";
import { alive, arrive, choose, visit } from "../support/visit";

test("an owner makes a server up to the portal tier's limit, sees how it fares, and deletes it", async ({
  portal,
  browse,
}) => {
  const organisation = await newOrganisation(portal);
  await newProjects(portal, organisation, "Survival");
  const node = await newOnlyNode(portal, "Iron one");
  const owner = await browse(organisation.owner);
  await visit(owner, `${organisation.path}/nodes`);
  await expect(owner.getByRole("row", { name: /Iron one/ })).toContainText("Yes");
  await visit(owner, `${organisation.path}/servers`);
  await expect(owner.getByRole("heading", { name: "No servers yet" })).toBeVisible();
  await expect(owner.getByText("0 of 2 servers")).toBeVisible();
  await owner.getByRole("button", { name: "New server" }).click();
  const editor = owner.getByRole("dialog", { name: "New server" });
  await editor.getByRole("button", { name: "An image of your own" }).click();
  const field = (label: string) => editor.getByLabel(label, { exact: true });
  await field("Name").fill("Lobby");
  await field("Image").fill("Not An Image");
  await field("Ports").fill("http");
  await editor.getByRole("button", { name: "Make the server" }).click();
  await expect(field("Image")).toHaveAccessibleDescription(/Give an image such as/);
  await expect(field("Ports")).toHaveAccessibleDescription(/Write ports such as/);
  await field("Image").fill("ghcr.io/guildhall/lobby:1");
  await field("Memory in MiB").fill("4096");
  await field("Ports").fill("25565, 19132/udp");
  await field("Variables").fill("EULA=TRUE");
  await field("Project").selectOption("Survival");
  await editor.getByRole("button", { name: "Make the server" }).click();
  await expect(editor.getByRole("alert")).toContainText("one has too little free memory");
  await field("Memory in MiB").fill("512");
  await editor.getByRole("button", { name: "Make the server" }).click();
  await expect(owner.getByText("The server Lobby is being made.")).toBeVisible();
  const row = owner.getByRole("row", { name: /Lobby/ });
  await expect(row).toContainText("Survival · ghcr.io/guildhall/lobby:1");
  await expect(row).toContainText("node.example.org:25000 to 25565/tcp");
  await expect(owner.getByText("1 of 2 servers")).toBeVisible();
  // Its state comes by itself: the node's engine is nowhere.
  await expect(row).toContainText("There is no socket at this path.");
  // As it is after the last try; the stamp keeps the worker away.
  await portal.sql(
    "update servers set state = 'failed', problem = 'No such image.', claimed_until = now() + interval '1 hour' where node_id = $1",
    [node],
  );
  await owner.reload();
  await expect(row).toContainText("Failed");
  await expect(row).toContainText("No such image.");

  const mel = await browse(await newMember(portal, organisation, "member", { name: "Mel Member" }));
  await visit(mel, `${organisation.path}/servers`);
  await expect(mel.getByRole("button", { name: "New server" })).toHaveCount(0);
  await mel.getByRole("button", { name: "Actions for Lobby" }).click();
  await expect(mel.getByRole("menuitem", { name: "Try again" })).toBeVisible();
  await expect(mel.getByRole("menuitem", { name: "Delete…" })).toHaveCount(0);

  await choose(owner, "Lobby", "Delete…");
  const asking = owner.getByRole("alertdialog", { name: "Delete the server Lobby?" });
  await asking.getByRole("textbox").fill("Lobby");
  await asking.getByRole("button", { name: "Delete Lobby" }).click();
  await expect(owner.getByText("The server Lobby is being deleted.")).toBeVisible();
  await expect(row).toContainText("Being deleted");
  await owner.getByRole("searchbox", { name: "Search servers" }).fill("nothing");
  await owner.keyboard.press("Enter");
  await arrive(owner, `${organisation.path}/servers?q=nothing`);
  await expect(owner.getByRole("heading", { name: "Nothing found" })).toBeVisible();
});

test("an owner makes a server from a template, moves it, and is told at the limit why no more can be made", async ({
  portal,
  browse,
}) => {
  const organisation = await newOrganisation(portal);
  await newProjects(portal, organisation, "Survival", "Events");
  const node = await newOnlyNode(portal, "Iron five");
  await newServer(portal, organisation, node, { name: "First" });
  const owner = await browse(organisation.owner);
  await visit(owner, `${organisation.path}/servers`);
  await owner.getByRole("button", { name: "New server" }).click();
  await expect(owner.getByRole("dialog")).toContainText("1 of 2 servers");
  await owner.getByRole("button", { name: "Minecraft: Java Edition" }).click();
  const editor = owner.getByRole("dialog", { name: "New server: Minecraft: Java Edition" });
  const field = (label: string) => editor.getByLabel(label, { exact: true });
  await expect(field("Name")).toBeFocused();
  await field("Name").fill("Lobby");
  await field("Players at most").fill("lots");
  await editor.getByRole("button", { name: "Make the server" }).click();
  await expect(editor.getByLabel(/I accept the Minecraft/)).toHaveAccessibleDescription(/can’t run without this/);
  await expect(field("Players at most")).toHaveAccessibleDescription(/Give a number from 1 to 1000/);
  await editor.getByLabel(/I accept the Minecraft/).check();
  await field("Players at most").fill("12");
  await field("Memory in MiB").fill("512");
  await field("Project").selectOption("Survival");
  await expect(field("Cores")).toHaveAccessibleDescription(/Left: 1.5 of 2 cores/);
  // Behind the foot of the dialog.
  await field("Cores").evaluate((input) => {
    const dialog = input.closest("[role=dialog]");
    if (dialog) dialog.scrollTop -= dialog.getBoundingClientRect().bottom - input.getBoundingClientRect().bottom - 4;
  });
  await editor.getByRole("button", { name: "Make the server" }).click();
  await expect(field("Cores")).toHaveAccessibleDescription(/pool is 2 cores, with 0.5 cores already promised/);
  const edgeOf = async (part: Locator, edge: "top" | "bottom") =>
    part.evaluate((element, edge) => element.getBoundingClientRect()[edge], edge);
  await expect(field("Cores")).toBeFocused();
  for (const part of [field("Cores"), editor.getByText(/pool is 2 cores, with/)])
    expect(await edgeOf(part, "bottom")).toBeLessThan(
      await edgeOf(editor.getByRole("button", { name: "Make the server" }), "top"),
    );
  await field("Cores").fill("1");
  await editor.getByRole("button", { name: "Make the server" }).click();
  await expect(owner.getByText("The server Lobby is being made.")).toBeVisible();
  const row = owner.getByRole("row", { name: /Lobby/ });
  await expect(row).toContainText("Survival · itzg/minecraft-server:latest");

  await choose(owner, "Lobby", "Move to a project…");
  const move = owner.getByRole("dialog", { name: "Move Lobby to a project" });
  await move.getByLabel("Project").selectOption("Events");
  await move.getByRole("button", { name: "Move it" }).click();
  await expect(owner.getByText("Lobby is in the project Events.")).toBeVisible();
  await expect(row).toContainText("Events ·");
  await owner.getByRole("button", { name: "Undo" }).click();
  await expect(row).toContainText("Survival ·");

  await expect(owner.getByText("2 of 2 servers: the Free Portal allows no more.")).toBeVisible();
  const full = owner.getByRole("button", { name: "New server" });
  await expect(full).toBeDisabled();
  await expect(full).toHaveAccessibleDescription(
    /allows 2 servers, and this organisation has 2. To make another, delete one, or/,
  );
  await visit(owner, organisation.path);
  await expect(owner.getByText("2 of 2 servers: the Free Portal allows no more.")).toBeVisible();
  await expect(owner.getByText("1.5 of 2 cores")).toBeVisible();
});

test("a member who is limited to projects sees the servers in them alone", async ({ portal, browse }) => {
  const organisation = await newOrganisation(portal);
  const [survival = "", events = ""] = await newProjects(portal, organisation, "Survival", "Events");
  const node = await newOnlyNode(portal, "Iron six");
  await newServer(portal, organisation, node, { name: "Mine" });
  await newServer(portal, organisation, node, { name: "Theirs" });
  await portal.sql(
    "update servers set project_id = case name when 'Mine' then $2::uuid else $3::uuid end where organisation_id = $1",
    [organisation.id, survival, events],
  );
  const member = await newMember(portal, organisation, "member");
  await narrowTo(portal, organisation, member, survival);
  const owner = await browse(organisation.owner);
  await visit(owner, `${organisation.path}/projects`);
  await owner.getByRole("link", { name: "Events" }).click();
  await arrive(owner, `${organisation.path}/servers?project=${events}`);
  await expect(owner.getByRole("row", { name: /Theirs/ })).toBeVisible();
  await expect(owner.getByText("Mine", { exact: true })).toHaveCount(0);
  await owner.getByRole("link", { name: "All projects" }).click();
  await expect(owner.getByText("Mine", { exact: true })).toBeVisible();
  const mel = await browse(member);
  await visit(mel, `${organisation.path}/servers`);
  await expect(mel.getByRole("row", { name: /Mine/ })).toBeVisible();
  await expect(mel.getByText("Theirs")).toHaveCount(0);
  await mel.getByRole("button", { name: "Actions for Mine" }).click();
  await expect(mel.getByRole("menuitem", { name: "Start" })).toBeVisible();
  await expect(mel.getByRole("menuitem", { name: /Move|Delete/ })).toHaveCount(0);
});

test("the dialogs about servers can be read and used, in light and dark", async ({ portal, browse }) => {
  const organisation = await newOrganisation(portal);
  await newProjects(portal, organisation, "Survival");
  const node = await newOnlyNode(portal, "Iron seven");
  await newServer(portal, organisation, node, { name: "Lobby" });
  await portal.sql("update nodes set state = 'closed'");
  const page = await browse(organisation.owner);
  await visit(page, `${organisation.path}/nodes`);
  await expect(page.getByText("No node takes a server now")).toBeVisible();
  await visit(page, `${organisation.path}/servers`);
  const look = (name: string) => lookAtOpen(page, name);
  await page.getByRole("button", { name: "New server" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await look("server-templates");
  for (const [template, name] of [
    ["Minecraft: Java Edition", "minecraft"],
    ["PostgreSQL", "postgresql"],
    ["nginx", "nginx"],
    ["An image of your own", "image"],
  ] as const) {
    await page.getByRole("button", { name: template }).click();
    await page.getByRole("button", { name: "Make the server" }).click();
    await expect(page.getByLabel("Name", { exact: true })).toHaveAccessibleDescription(/Enter a name/);
    await look(`server-${name}`);
    await page.getByRole("button", { name: "Back" }).click();
  }
  await page.keyboard.press("Escape");
  await choose(page, "Lobby", "Move to a project…");
  await expect(page.getByRole("dialog")).toBeVisible();
  await look("server-move");
});

test("servers can be switched off for the whole portal; their pages say so and nobody finds them", async ({
  portal,
  browse,
}) => {
  const organisation = await newOrganisation(portal);
  const administrator = await browse(await newPerson(portal, { portalAdmin: true }));
  await visit(administrator, "/dashboard/portal/settings");
  const page = await browse(organisation.owner);
  await visit(page, `${organisation.path}/servers`);
  await administrator.getByRole("button", { name: "Disable Servers" }).click();
  await expect(administrator.getByRole("button", { name: "Enable Servers" })).toBeVisible();
  for (const path of ["servers", "nodes"]) {
    await page.goto(`${organisation.path}/${path}`);
    await alive(page);
    await expect(page.getByRole("heading", { name: "Servers are switched off" })).toBeVisible();
    await expect(page.getByRole("link", { name: /^(Servers|Nodes)/ })).toHaveCount(0);
    await expectAccessible(page);
  }
  await administrator.getByRole("button", { name: "Enable Servers" }).click();
  await expect(administrator.getByRole("button", { name: "Disable Servers" })).toBeVisible();

  // Their registries: judged here by the same words as there.
  const registries = administrator.getByLabel("Additional registries");
  await registries.fill("https://bad\none/x");
  await administrator.getByRole("button", { name: "Save" }).click();
  await expect(registries).toHaveAccessibleDescription(
    /^These are not registries such as .*: “https:\/\/bad”, “one\/x”\./,
  );
});
