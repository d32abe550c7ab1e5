import { newCrowd } from "../support/crowd";
import { look, lookAtOpen } from "../support/look";
import { newNode, newServer } from "../support/nodes";
import { expect, test } from "../support/test";
import { alive } from "../support/visit";

test("the pages of a server work in both themes and in every state, and load at most 170 kB of scripts", async ({
  portal,
  browse,
}) => {
  const { owner, organisation } = await newCrowd(portal);
  const node = await newNode(portal, "Pages iron");
  await newServer(portal, organisation, node, { name: "Lobby" });
  await newServer(portal, organisation, node, { name: "Survival", state: "failed", problem: "No such image." });
  const servers = await portal.sql<{ id: string }>("select id from servers where node_id = $1 order by name", [node]);
  const [lobby, survival] = servers.map(({ id }) => `${organisation.path}/servers/${id}`);
  for (const path of [`${lobby}`, `${lobby}/settings`]) {
    const page = await browse(owner);
    const sizes: Promise<number>[] = [];
    let asked = 0;
    page.on("request", (request) => request.resourceType() === "script" && asked++);
    page.on("requestfinished", (request) => {
      if (request.resourceType() === "script")
        sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
    });
    await page.goto(path);
    await alive(page);
    // An open stream keeps the network busy for ever, so wait until every requested script has arrived.
    await expect.poll(() => asked > 0 && sizes.length === asked).toBe(true);
    const weight = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    expect(weight, path).toBeGreaterThan(50_000);
    expect(weight, path).toBeLessThanOrEqual(170_000);
    await page.context().close();
  }
  const page = await browse(owner);
  await page.goto(`${survival}`);
  await alive(page);
  await expect(page.getByText("No such image.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Start again" })).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "No socket at this path." })).toBeVisible();
  await look(page, [
    ["server-failed", `${survival}`],
    ["server-stopped-settings", `${lobby}/settings`],
    ["server-nowhere", `${organisation.path}/servers/00000000-0000-4000-8000-000000000000`, 404],
  ]);
  await page.goto(`${lobby}/settings`);
  await alive(page);
  for (const name of ["Edit name and limits…", "Edit image and environment"]) {
    await page.getByRole("button", { name }).click();
    await expect(page.getByRole("dialog").getByRole("button", { name: /^Save/ })).toBeVisible();
    await lookAtOpen(page, `server-${name.length}`);
    await page.keyboard.press("Escape");
  }
  await page.getByRole("button", { name: "Delete server…" }).click();
  await expect(page.getByRole("alertdialog", { name: "Delete server Lobby?" })).toBeVisible();
});

test("the command palette finds a server", async ({ portal, browse }) => {
  const { owner, organisation } = await newCrowd(portal);
  await newServer(portal, organisation, await newNode(portal, "Palette iron"), { name: "Wonderland" });
  const page = await browse(owner);
  await page.goto(organisation.path);
  await alive(page);
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("wonder");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Wonderland", level: 1 })).toBeVisible();
});
