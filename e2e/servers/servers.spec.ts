import type { Locator } from "@playwright/test";
import { expectAccessible } from "../support/accessibility";
import { lookAtOpen } from "../support/look";
import { newOnlyNode, newServer } from "../support/nodes";
import { narrowTo, newMember, newOrganisation, newPerson, newProjects } from "../support/people";
import { expect, test } from "../support/test";
import { alive, arrive, choose, visit } from "../support/visit";

test("an owner creates a server within the portal tier's limit, sees its state, and deletes it", async ({
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
  await editor.getByRole("button", { name: "Custom image" }).click();
  const field = (label: string) => editor.getByLabel(label, { exact: true });
  await field("Name").fill("Lobby");
  await field("Image").fill("Not An Image");
  await field("Ports").fill("http");
  await editor.getByRole("button", { name: "Create server" }).click();
  await expect(field("Image")).toHaveAccessibleDescription(/Enter an image, for example/);
  await expect(field("Ports")).toHaveAccessibleDescription(/Enter ports, for example/);
  await field("Image").fill("ghcr.io/guildhall/lobby:1");
  await field("Memory (MiB)").fill("4096");
  await field("Ports").fill("25565, 19132/udp");
  await field("Environment variables").fill("EULA=TRUE");
  await field("Project").selectOption("Survival");
  await editor.getByRole("button", { name: "Create server" }).click();
  await expect(editor.getByRole("alert")).toContainText("one has too little free memory");
  await field("Memory (MiB)").fill("512");
  await editor.getByRole("button", { name: "Create server" }).click();
  await expect(owner.getByText("Creating Lobby…")).toBeVisible();
  const row = owner.getByRole("row", { name: /Lobby/ });
  await expect(row).toContainText("Survival · ghcr.io/guildhall/lobby:1");
  await expect(row).toContainText("node.example.org:25000 → 25565/tcp");
  await expect(owner.getByText("1 of 2 servers")).toBeVisible();
  // The state updates by itself. The node has no engine.
  await expect(row).toContainText("No socket at this path.");
  // The state after the last attempt; the claim keeps the worker away.
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
  await expect(mel.getByRole("menuitem", { name: "Start again" })).toBeVisible();
  await expect(mel.getByRole("menuitem", { name: "Delete…" })).toHaveCount(0);

  await choose(owner, "Lobby", "Delete…");
  const asking = owner.getByRole("alertdialog", { name: "Delete server Lobby?" });
  await asking.getByRole("textbox").fill("Lobby");
  await asking.getByRole("button", { name: "Delete Lobby" }).click();
  await expect(owner.getByText("Deleting Lobby…")).toBeVisible();
  await expect(row).toContainText("Deleting");
  await owner.getByRole("searchbox", { name: "Search servers" }).fill("nothing");
  await owner.keyboard.press("Enter");
  await arrive(owner, `${organisation.path}/servers?q=nothing`);
  await expect(owner.getByRole("heading", { name: "Nothing found" })).toBeVisible();
});

test("an owner creates a server from a template, moves it, and sees at the limit why no more are allowed", async ({
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
  await field("Maximum players").fill("lots");
  await editor.getByRole("button", { name: "Create server" }).click();
  await expect(editor.getByLabel(/I accept the Minecraft/)).toHaveAccessibleDescription(/Accept this to run/);
  await expect(field("Maximum players")).toHaveAccessibleDescription(/Enter a number from 1 to 1000/);
  await editor.getByLabel(/I accept the Minecraft/).check();
  await field("Maximum players").fill("12");
  await field("Memory (MiB)").fill("512");
  await field("Project").selectOption("Survival");
  await expect(field("CPU cores")).toHaveAccessibleDescription(/1.5 of 2 cores left/);
  // Scroll the field behind the dialog's foot.
  await field("CPU cores").evaluate((input) => {
    const dialog = input.closest("[role=dialog]");
    if (dialog) dialog.scrollTop -= dialog.getBoundingClientRect().bottom - input.getBoundingClientRect().bottom - 4;
  });
  await editor.getByRole("button", { name: "Create server" }).click();
  await expect(field("CPU cores")).toHaveAccessibleDescription(/pool is 2 cores, with 0.5 cores already allocated/);
  const edgeOf = async (part: Locator, edge: "top" | "bottom") =>
    part.evaluate((element, edge) => element.getBoundingClientRect()[edge], edge);
  await expect(field("CPU cores")).toBeFocused();
  for (const part of [field("CPU cores"), editor.getByText(/pool is 2 cores, with/)])
    expect(await edgeOf(part, "bottom")).toBeLessThan(
      await edgeOf(editor.getByRole("button", { name: "Create server" }), "top"),
    );
  await field("CPU cores").fill("1");
  await editor.getByRole("button", { name: "Create server" }).click();
  await expect(owner.getByText("Creating Lobby…")).toBeVisible();
  const row = owner.getByRole("row", { name: /Lobby/ });
  await expect(row).toContainText("Survival · itzg/minecraft-server:latest");

  await choose(owner, "Lobby", "Move to a project…");
  const move = owner.getByRole("dialog", { name: "Move Lobby to a project" });
  await move.getByLabel("Project").selectOption("Events");
  await move.getByRole("button", { name: "Move", exact: true }).click();
  await expect(owner.getByText("Lobby moved to Events.")).toBeVisible();
  await expect(row).toContainText("Events ·");
  await owner.getByRole("button", { name: "Undo" }).click();
  await expect(row).toContainText("Survival ·");

  await expect(owner.getByText("2 of 2 servers: the Free Portal allows no more.")).toBeVisible();
  const full = owner.getByRole("button", { name: "New server" });
  await expect(full).toBeDisabled();
  await expect(full).toHaveAccessibleDescription(
    /allows 2 servers, and this organisation has 2. To create another, delete one, or/,
  );
  await visit(owner, organisation.path);
  await expect(owner.getByText("2 of 2 servers: the Free Portal allows no more.")).toBeVisible();
  await expect(owner.getByText("1.5 of 2 cores")).toBeVisible();
});

test("a member who is restricted to projects sees only their servers", async ({ portal, browse }) => {
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

test("the dialogs about servers are accessible in both themes", async ({ portal, browse }) => {
  const organisation = await newOrganisation(portal);
  await newProjects(portal, organisation, "Survival");
  const node = await newOnlyNode(portal, "Iron seven");
  await newServer(portal, organisation, node, { name: "Lobby" });
  await portal.sql("update nodes set state = 'closed'");
  const page = await browse(organisation.owner);
  await visit(page, `${organisation.path}/nodes`);
  await expect(page.getByText("No node accepts servers now")).toBeVisible();
  await visit(page, `${organisation.path}/servers`);
  const look = (name: string) => lookAtOpen(page, name);
  await page.getByRole("button", { name: "New server" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await look("server-templates");
  for (const [template, name] of [
    ["Minecraft: Java Edition", "minecraft"],
    ["PostgreSQL", "postgresql"],
    ["nginx", "nginx"],
    ["Custom image", "image"],
  ] as const) {
    await page.getByRole("button", { name: template }).click();
    await page.getByRole("button", { name: "Create server" }).click();
    await expect(page.getByLabel("Name", { exact: true })).toHaveAccessibleDescription(/Enter a name/);
    await look(`server-${name}`);
    await page.getByRole("button", { name: "Back" }).click();
  }
  await page.keyboard.press("Escape");
  await choose(page, "Lobby", "Move to a project…");
  await expect(page.getByRole("dialog")).toBeVisible();
  await look("server-move");
});

test("servers can be switched off for the whole portal: their pages say so and no links lead there", async ({
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

  // Registries are validated by the form with the same messages as by the operation.
  const registries = administrator.getByLabel("Additional registries");
  await registries.fill("https://bad\none/x");
  await administrator.getByRole("button", { name: "Save image registries" }).click();
  await expect(registries).toHaveAccessibleDescription(
    /^These are not registries such as .*: “https:\/\/bad”, “one\/x”\./,
  );
});
