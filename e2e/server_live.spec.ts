import { busybox } from "@/lib/docker/testing/engine";
import { expect, newLiveNode, test } from "./support/docker";
import { guardOf } from "./support/guard";
import { newOrganisation } from "./support/people";
import { visit } from "./support/visit";

test("a server made in the browser runs on the engine and has a page of its own (with Docker)", async ({
  ownPortal,
  browse,
  engine,
}) => {
  const portal = await ownPortal();
  await newLiveNode(portal, engine, "Iron one");
  const organisation = await newOrganisation(portal);
  const owner = await browse(organisation.owner, { portal });
  // Parts whose pages aren't there yet.
  guardOf(owner).expects(404, /\/servers\/.*\/(files|backups|schedule)/);
  await visit(owner, `${organisation.path}/servers`);
  await owner.getByRole("button", { name: "New server" }).click();
  const editor = owner.getByRole("dialog", { name: "New server" });
  const field = (label: string) => editor.getByLabel(label, { exact: true });
  await field("Name").fill("Lobby");
  await field("Image").fill(busybox);
  await field("Memory in MiB").fill("64");
  await editor.getByRole("button", { name: "Make the server" }).click();
  await owner.getByRole("link", { name: "Lobby" }).click();
  await expect(owner.getByRole("heading", { name: "Lobby", level: 1 })).toBeVisible();
  await expect(owner.getByText("Running")).toBeVisible({ timeout: 30_000 });
  expect(await engine.docker().listContainers()).toHaveLength(1);
});
