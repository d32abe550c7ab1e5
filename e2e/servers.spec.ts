import { newNode } from "./support/nodes";
import { newMember, newOrganisation, newProjects } from "./support/people";
import { expect, test } from "./support/test";
import { arrive, choose, visit } from "./support/visit";

test("an owner makes a server up to the portal tier's limit, sees how it fares, and deletes it", async ({
  portal,
  browse,
}) => {
  const organisation = await newOrganisation(portal);
  await newProjects(portal, organisation, "Survival");
  const node = await newNode(portal, "Iron one");
  const owner = await browse(organisation.owner);
  await visit(owner, `${organisation.path}/nodes`);
  await expect(owner.getByRole("row", { name: /Iron one/ })).toContainText("Yes");
  await visit(owner, `${organisation.path}/servers`);
  await expect(owner.getByRole("heading", { name: "No servers yet" })).toBeVisible();
  await expect(owner.getByText("0 of 2 servers")).toBeVisible();
  await owner.getByRole("button", { name: "New server" }).click();
  const editor = owner.getByRole("dialog", { name: "New server" });
  const field = (label: string) => editor.getByLabel(label, { exact: true });
  await field("Name").fill("Lobby");
  await field("Image").fill("Not An Image");
  await field("Ports").fill("http");
  await editor.getByRole("button", { name: "Make the server" }).click();
  await expect(field("Image")).toHaveAccessibleDescription(/Give an image such as/);
  await expect(field("Ports")).toHaveAccessibleDescription(/Write ports such as/);
  await field("Image").fill("registry.invalid/lobby:1");
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
  await expect(row).toContainText("Survival · registry.invalid/lobby:1");
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
