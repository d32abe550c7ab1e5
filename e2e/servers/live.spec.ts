import type { Page } from "@playwright/test";
import { findContainer } from "@/lib/docker/container";
import { busybox } from "@/lib/docker/testing/engine";
import { expect, test } from "../support/docker";
import { guardOf } from "../support/guard";
import { look } from "../support/look";
import { newMember, newOrganisation } from "../support/people";
import { visit } from "../support/visit";

/** Answers lines; `eat` takes all the memory there is. */
const listener = `trap 'exit 0' TERM; printf '\\033[32mbegan\\033[0m <b>at once</b>\\n'; while read -r line; do case $line in eat) x=a; while :; do x=$x$x; done;; *) echo heard $line;; esac; done`;
/** The node’s containers are compared with the rows every half minute. */
const withinAMinute = { timeout: 60_000 };

/** A server made by hand in the browser, up to its page. */
async function makeServer(owner: Page, path: string, name: string) {
  await visit(owner, `${path}/servers`);
  await owner.getByRole("button", { name: "New server" }).click();
  const editor = owner.getByRole("dialog", { name: "New server" });
  const field = (label: string) => editor.getByLabel(label, { exact: true });
  await editor.getByRole("button", { name: "An image of your own" }).click();
  await field("Name").fill(name);
  await field("Image").fill(busybox);
  await field("Memory in MiB").fill("32");
  await field("Cores").fill("0.5");
  await field("Variables").fill(`RUN=${listener}\nPASSWORD=hunter2`);
  await editor.getByRole("button", { name: "Make the server" }).click();
  await owner.getByRole("link", { name, exact: true }).click();
  await expect(owner.getByRole("heading", { name, level: 1 })).toBeVisible();
  await expect(owner.getByText("Running", { exact: true })).toBeVisible({ timeout: 30_000 });
  return owner.url().split("/").at(-1) ?? "";
}

test("a server is made, listened to, typed to, measured, changed, runs out of memory and is killed, all seen in the browser (with Docker)", async ({
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

  const chart = owner.getByRole("img", { name: /^Memory over the last minutes/ });
  await expect(chart).toHaveAccessibleName(/MiB of 32 MiB now/);
  await expect(owner.getByRole("img", { name: /^Cores over the last minutes/ })).toHaveAccessibleName(
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
  await owner.getByRole("button", { name: "Change name and limits…" }).click();
  await owner.getByLabel("Memory in MiB").fill("999999");
  await owner.getByRole("button", { name: "Save name and limits" }).click();
  await expect(owner.getByLabel("Memory in MiB")).toHaveAccessibleDescription(/pool is 4 GiB of memory/);
  await owner.getByLabel("Memory in MiB").fill("48");
  await owner.getByRole("button", { name: "Save name and limits" }).click();
  await expect(owner.getByText("Lobby has its new limits.")).toBeVisible();
  // Between being found and being asked it may have been made anew.
  const container = async () => (await findContainer(engine.docker(), server))?.inspect().catch(() => undefined);
  const first = await container();
  await expect.poll(async () => (await container())?.HostConfig.Memory).toBe(48 * 1_048_576);
  expect((await container())?.State.StartedAt).toBe(first?.State.StartedAt);

  await owner.getByRole("button", { name: "Change what it is made from…" }).click();
  await owner.getByLabel("Remove PASSWORD").check();
  await owner.getByLabel("New variables and new values").fill("GREETING=hello");
  await owner.getByRole("button", { name: "Save and make it anew" }).click();
  await expect(owner.getByText("Lobby is made anew, with its files.")).toBeVisible();
  await expect.poll(async () => (await container())?.Config.Env, withinAMinute).toContain("GREETING=hello");
  expect((await container())?.Config.Env.join()).not.toContain("PASSWORD");

  await owner.getByRole("navigation", { name: "Server", exact: true }).getByRole("link", { name: "Overview" }).click();
  await expect(owner.getByText("Running", { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(output).toContainText("began");
  await expect(chart).toHaveAccessibleName(/of 48 MiB now/);
  await owner.getByLabel("Command for the server").fill("eat");
  await owner.keyboard.press("Enter");
  await expect(owner.getByText("It ran out of memory and was stopped.")).toBeVisible(withinAMinute);

  await owner.getByRole("button", { name: "Start" }).click();
  await expect(owner.getByText("Running", { exact: true })).toBeVisible({ timeout: 30_000 });
  await (await findContainer(engine.docker(), server))?.kill();
  await expect(owner.getByText("It ended by itself with exit code 137.")).toBeVisible(withinAMinute);
  await expect(owner.getByText("Stopped", { exact: true })).toBeVisible();
  await expect(owner.getByLabel("Command for the server")).toBeDisabled();
});

test("whoever is removed sees nothing more of a server within five seconds (with Docker)", async ({
  live: portal,
  browse,
}) => {
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
