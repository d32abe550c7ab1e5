import type { Page } from "@playwright/test";
import { findContainer } from "@/lib/docker/container";
import { busybox } from "@/lib/docker/testing/engine";
import { expect, test } from "../support/docker";
import { guardOf } from "../support/guard";
import { look } from "../support/look";
import { newMember, newOrganisation } from "../support/people";
import { visit } from "../support/visit";

/** Echoes lines; `eat` uses up all memory. */
const listener = `trap 'exit 0' TERM; printf '\\033[32mbegan\\033[0m <b>at once</b>\\n'; while read -r line; do case $line in eat) x=a; while :; do x=$x$x; done;; *) echo heard $line;; esac; done`;
/** A node’s containers are compared with the rows every 30 seconds. */
const withinAMinute = { timeout: 60_000 };

/** Creates a server in the browser and opens its page. */
async function makeServer(owner: Page, path: string, name: string) {
  await visit(owner, `${path}/servers`);
  await owner.getByRole("button", { name: "New server" }).click();
  const editor = owner.getByRole("dialog", { name: "New server" });
  const field = (label: string) => editor.getByLabel(label, { exact: true });
  await editor.getByRole("button", { name: "Custom image" }).click();
  await field("Name").fill(name);
  await field("Image").fill(busybox);
  await field("Memory (MiB)").fill("32");
  await field("CPU cores").fill("0.5");
  await field("Environment variables").fill(`RUN=${listener}\nPASSWORD=hunter2`);
  await editor.getByRole("button", { name: "Create server" }).click();
  await owner.getByRole("link", { name, exact: true }).click();
  await expect(owner.getByRole("heading", { name, level: 1 })).toBeVisible();
  await expect(owner.getByText("Running", { exact: true })).toBeVisible({ timeout: 30_000 });
  return owner.url().split("/").at(-1) ?? "";
}

test("the browser shows a server being created, used, edited, running out of memory and killed (with Docker)", async ({
  live: portal,
  browse,
  engine,
}) => {
  test.setTimeout(300_000);
  const organisation = await newOrganisation(portal);
  const owner = await browse(organisation.owner, { portal });
  const server = await makeServer(owner, organisation.path, "Lobby");
  const path = `${organisation.path}/servers/${server}`;
  const output = owner.getByRole("log", { name: "Output" });
  await expect(output).toContainText("began <b>at once</b>");
  await expect(output).not.toContainText("\u001b");

  await owner.getByLabel("Command for the server").fill("list players");
  await owner.keyboard.press("Enter");
  await expect(output).toContainText("> list players");
  await expect(output).toContainText("heard list players");

  const chart = owner.getByRole("img", { name: /^Memory over the last 5 minutes/ });
  await expect(chart).toHaveAccessibleName(/MiB of 32 MiB now/);
  await expect(owner.getByRole("img", { name: /^CPU cores over the last 5 minutes/ })).toHaveAccessibleName(
    /of 0.5 cores now/,
  );
  const points = async () => (await chart.locator("path").nth(2).getAttribute("d"))?.split("L").length ?? 0;
  const before = await points();
  await expect.poll(points).toBeGreaterThan(before + 1);

  await look(owner, [
    ["server", path],
    ["server-settings", `${path}/settings`],
  ]);
  expect(await owner.content()).not.toContain("hunter2");
  await expect(owner.getByText("PASSWORD", { exact: true })).toBeVisible();
  await owner.getByRole("button", { name: "Edit name and limits…" }).click();
  await owner.getByLabel("Memory (MiB)").fill("999999");
  await owner.getByRole("button", { name: "Save", exact: true }).click();
  await expect(owner.getByLabel("Memory (MiB)")).toHaveAccessibleDescription(/pool is 4 GiB of memory/);
  await owner.getByLabel("Memory (MiB)").fill("48");
  await owner.getByRole("button", { name: "Save", exact: true }).click();
  await expect(owner.getByText("Lobby saved.")).toBeVisible();
  // The container may be recreated between finding and inspecting it.
  const container = async () => (await findContainer(engine.docker(), server))?.inspect().catch(() => undefined);
  const first = await container();
  await expect.poll(async () => (await container())?.HostConfig.Memory).toBe(48 * 1_048_576);
  expect((await container())?.State.StartedAt).toBe(first?.State.StartedAt);

  await owner.getByRole("button", { name: "Edit image and environment" }).click();
  await owner.getByLabel("Remove PASSWORD").check();
  await owner.getByLabel("New or changed variables").fill("GREETING=hello");
  await owner.getByRole("button", { name: "Save and recreate" }).click();
  await expect(owner.getByText("Recreating Lobby. Its files are kept.")).toBeVisible();
  await expect.poll(async () => (await container())?.Config.Env, withinAMinute).toContain("GREETING=hello");
  expect((await container())?.Config.Env.join()).not.toContain("PASSWORD");

  await owner.getByRole("navigation", { name: "Server", exact: true }).getByRole("link", { name: "Overview" }).click();
  await expect(owner.getByText("Running", { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(output).toContainText("began");
  await expect(chart).toHaveAccessibleName(/of 48 MiB now/);
  await owner.getByLabel("Command for the server").fill("eat");
  await owner.keyboard.press("Enter");
  await expect(owner.getByText("Stopped: out of memory.")).toBeVisible(withinAMinute);

  await owner.getByRole("button", { name: "Start" }).click();
  await expect(owner.getByText("Running", { exact: true })).toBeVisible({ timeout: 30_000 });
  await (await findContainer(engine.docker(), server))?.kill();
  await expect(owner.getByText("Stopped by itself with exit code 137.")).toBeVisible(withinAMinute);
  await expect(owner.getByText("Stopped", { exact: true })).toBeVisible();
  await expect(owner.getByLabel("Command for the server")).toBeDisabled();
});

test("a removed member loses sight of a server within five seconds (with Docker)", async ({ live: portal, browse }) => {
  test.setTimeout(120_000);
  const organisation = await newOrganisation(portal);
  const server = await makeServer(await browse(organisation.owner, { portal }), organisation.path, "Lobby");
  const mel = await newMember(portal, organisation, "member", { name: "Mel Member" });
  const page = await browse(mel, { portal });
  await visit(page, `${organisation.path}/servers/${server}`);
  await expect(page.getByRole("navigation", { name: "Server", exact: true }).getByRole("link")).toHaveText([
    "Overview",
  ]);
  await expect(page.getByRole("log", { name: "Output" })).toContainText("began");
  guardOf(page).expects(404, /./);
  await portal.sql("delete from members where user_id = $1", [mel.id]);
  await expect(page.getByRole("log", { name: "Output" })).toHaveCount(0, { timeout: 6_000 });
});
