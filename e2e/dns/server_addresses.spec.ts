import type { Page } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll } from "../support/accessibility";
import { newNode, newServer } from "../support/nodes";
import { newOrganisation } from "../support/people";
import { expect, test } from "../support/test";
import { visit } from "../support/visit";
import { newZone } from "../support/zones";

/** Takes a wide and a narrow picture; nothing may be wider than the window. */
async function picture(page: Page, name: string) {
  const folder = process.env.E2E_PICTURES;
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 900 });
    await expectNoSidewaysScroll(page);
    if (folder) await page.screenshot({ path: `${folder}/${name}-${width}.png` });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

test("the game wizard points a game to one of the organisation’s servers", async ({ portal, browse }) => {
  const organisation = await newOrganisation(portal);
  const plain = await newNode(portal, "Iron one", { only: organisation, address: "203.0.113.24" });
  const named = await newNode(portal, "Iron two", { only: organisation });
  await newServer(portal, organisation, plain, { name: "Skyblock – Été 2" });
  await newServer(portal, organisation, named, { name: "Lobby" });
  const zone = await newZone(portal, organisation);
  const page = await browse(organisation.owner);
  await visit(page, `${zone.path}/helpers`);
  await page.getByRole("button", { name: "Set up Game server…" }).click();
  const form = page.getByRole("dialog", { name: "Game server" });
  const field = (label: string) => form.getByLabel(label, { exact: true });
  const offered = "Skyblock – Été 2 · 203.0.113.24:25000 → 25565/tcp";
  await field("Server").selectOption(offered);
  await expect(field("Host")).toHaveValue("skyblock-ete-2");
  await expect(field("Address")).toHaveValue("203.0.113.24");
  await expect(field("Port")).toHaveValue("25000");
  const preview = form.getByRole("region", { name: "Record preview" });
  await expect(preview).toContainText(`_minecraft._tcp SRV 0 5 25000 skyblock-ete-2.${zone.name}.`);
  await expect(preview).toContainText("skyblock-ete-2 A 203.0.113.24");
  await expectAccessible(page, "[role=dialog]");
  await picture(page, "game-helper");
  await form.getByRole("button", { name: "Save records" }).click();
  await expect(page.getByText("Saved _minecraft._tcp SRV and skyblock-ete-2 A.")).toBeVisible();

  // The name created before is reused; a node with a name is pointed to by that name.
  await page.getByRole("button", { name: "Set up Game server…" }).click();
  await field("Server").selectOption(offered);
  await expect(field("Host")).toHaveValue("skyblock-ete-2");
  await expect(field("Address")).toHaveValue("");
  await field("Server").selectOption("Lobby · node.example.org:25000 → 25565/tcp");
  await expect(field("Host")).toHaveValue("node.example.org.");
  await field("Name that players enter").fill("lobby");
  await form.getByRole("button", { name: "Save records" }).click();
  await expect(page.getByText("Saved _minecraft._tcp.lobby SRV.")).toBeVisible();
});

test("an address typed instead of a name is answered with the name that points to it; one that was given up is marked in the list", async ({
  portal,
  browse,
}) => {
  const organisation = await newOrganisation(portal);
  const node = await newNode(portal, "Iron one", { only: organisation, address: "203.0.113.24" });
  await newServer(portal, organisation, node, { name: "Lobby" });
  const zone = await newZone(portal, organisation, {
    records: [
      ["play", "A", "203.0.113.24"],
      ["_minecraft._tcp", "SRV", "0 5 25000 node.example.org."],
      ["map", "CNAME", "node.example.org."],
    ],
  });
  const page = await browse(organisation.owner);
  await visit(page, zone.path);
  await page.getByRole("button", { name: /^Edit _minecraft\._tcp SRV/ }).click();
  const target = page.getByLabel("Target", { exact: true });
  await target.fill("203.0.113.24");
  await expect(page.getByText("play already points to this address.")).toBeVisible();
  await expectAccessible(page);
  await picture(page, "use-it");
  await page.getByRole("button", { name: "Use it" }).click();
  await expect(target).toHaveValue("play");
  await expect(page.getByText("already points to this address.")).toHaveCount(0);
  await page.getByLabel("Weight", { exact: true }).fill("7");
  await page.getByRole("button", { name: "Save record" }).click();
  await expect(page.getByText("Record _minecraft._tcp SRV saved.")).toBeVisible();

  await expect(page.getByText(/No longer used by your servers/)).toHaveCount(0);
  // What the product would have counted.
  await portal.sql(
    "update nodes set promised_memory_mb = memory_mb, promised_cores = cores, promised_disk_mb = disk_mb, server_count = 1 where id = any ($1)",
    [[node]],
  );
  await portal.sql("delete from servers where organisation_id = $1", [organisation.id]);
  await visit(page, zone.path);
  const freed = /No longer used by your servers since \d+ \w+/;
  await expect(page.getByRole("row", { name: /play A/ })).toContainText(freed);
  // Records that point elsewhere aren’t marked, even at a node’s name: this organisation had no server there.
  await expect(page.getByText(freed)).toHaveCount(1);
  await picture(page, "freed-light");
  await page.emulateMedia({ colorScheme: "dark" });
  await expectAccessible(page);
  await picture(page, "freed-dark");
});
