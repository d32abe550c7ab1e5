import { busybox } from "@/lib/docker/testing/engine";
import { expect, test } from "../support/docker";
import { newOrganisation, newPerson } from "../support/people";
import { visit } from "../support/visit";

test("an administrator registers the local engine, and an owner creates a server from a template that answers (with Docker)", async ({
  ownPortal,
  browse,
  engine,
}) => {
  await engine.docker().getImage(busybox).tag({ repo: "busybox", tag: "1.37" });
  const portal = await ownPortal({ env: { LOCAL_ENGINE: engine.address.endpoint } } as never);
  const administrator = await browse(await newPerson(portal, { portalAdmin: true }), { portal });
  await visit(administrator, "/dashboard/portal/nodes");
  await expect(administrator.getByText("This machine has Docker Engine")).toBeVisible();
  await administrator.getByRole("button", { name: "Register it…" }).click();
  await administrator.getByLabel("Name", { exact: true }).fill("Here");
  await administrator.getByRole("button", { name: "Register node" }).click();
  await expect(administrator.getByText("Node Here registered.")).toBeVisible();
  await expect(administrator.getByText("This machine has Docker Engine")).toHaveCount(0);
  await expect(administrator.getByRole("row", { name: /Here/ })).toContainText("Docker Engine");

  const organisation = await newOrganisation(portal);
  const owner = await browse(organisation.owner, { portal });
  await visit(owner, `${organisation.path}/servers`);
  await owner.getByRole("button", { name: "New server" }).click();
  await owner.getByRole("button", { name: "A single page" }).click();
  await owner.getByLabel("Name", { exact: true }).fill("Lobby");
  await owner.getByLabel("Greeting").fill("Hello, guild");
  await owner.getByRole("button", { name: "Create server" }).click();
  await expect(owner.getByText("Creating Lobby…")).toBeVisible();
  await owner.reload();
  const row = owner.getByRole("row", { name: /Lobby/ });
  await expect(row).toContainText("Running", { timeout: 30_000 });
  const [, port] = /:(\d+)\s*→ 8080/.exec((await row.textContent()) ?? "") ?? [];
  // toPass, not poll: the server answers only a moment after it is running, and until then wget throws.
  await expect(() => {
    const page = engine.inNetwork("busybox", "wget", "-qO-", `http://127.0.0.1:${port}/`);
    expect(page).toContain("Hello, guild");
  }).toPass({ timeout: 15_000 });
});
