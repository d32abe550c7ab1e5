import { randomBytes } from "node:crypto";
import fs from "node:fs";
import type { Page } from "@playwright/test";
import { busybox } from "@/lib/docker/testing/engine";
import { expect, test } from "../support/docker";
import { lookAtOpen } from "../support/look";
import { newOrganisation } from "../support/people";
import { visit } from "../support/visit";

test.describe.configure({ timeout: 180_000 });

async function look(page: Page, name: string): Promise<void> {
  // Dismiss earlier toasts first, also behind a dialog: they don't belong to this page.
  const said = page.locator("[data-sonner-toast]");
  await said.getByLabel("Dismiss").evaluateAll((buttons: HTMLElement[]) => {
    for (const button of buttons) button.click();
  });
  await page.mouse.move(0, 0);
  await expect(said).toHaveCount(0);
  await lookAtOpen(page, name);
}

test("files are uploaded, edited, renamed, downloaded, backed up, deleted and restored (with Docker)", async ({
  live: portal,
  browse,
}) => {
  const organisation = await newOrganisation(portal);
  const owner = await browse(organisation.owner, { portal });
  await visit(owner, `${organisation.path}/servers`);
  await owner.getByRole("button", { name: "New server" }).click();
  const editor = owner.getByRole("dialog", { name: "New server" });
  await editor.getByRole("button", { name: "Custom image" }).click();
  await editor.getByLabel("Name", { exact: true }).fill("Lobby");
  await editor.getByLabel("Image", { exact: true }).fill(busybox);
  await editor.getByLabel("Memory (MiB)", { exact: true }).fill("64");
  await editor.getByRole("button", { name: "Create server" }).click();
  await owner.getByRole("link", { name: "Lobby" }).click();
  await expect(owner.getByText("Running")).toBeVisible({ timeout: 30_000 });

  await owner.getByRole("link", { name: "Files" }).click();
  await expect(owner.getByRole("heading", { name: "No files yet" })).toBeVisible();
  await look(owner, "files-none");
  await owner.getByRole("button", { name: "New folder" }).click();
  await owner.getByLabel("Path", { exact: true }).fill("config");
  await look(owner, "files-new-folder");
  await owner.getByRole("button", { name: "Create folder" }).click();
  await owner.getByRole("link", { name: "config" }).click();
  // Wait for the new folder: the previous one has the same button.
  await expect(owner.getByRole("link", { name: "All files" })).toBeVisible();
  await owner.getByRole("button", { name: "New file" }).click();
  await owner.getByLabel("Path", { exact: true }).fill("config/server.yml");
  await owner.getByRole("button", { name: "Create file" }).click();
  await owner.getByLabel("Text", { exact: true }).fill("motd: hello\n");
  await owner.getByRole("button", { name: "Save" }).click();
  await expect(owner.getByText("config/server.yml saved.")).toBeVisible();
  await owner.getByLabel("Text", { exact: true }).fill("motd: hello again\n");
  await owner.getByRole("button", { name: "Save" }).click();
  await expect(owner.getByText("18 bytes")).toBeVisible();
  await look(owner, "files-text");
  await owner.getByRole("link", { name: "All files" }).click();

  const icon = randomBytes(200_000);
  await owner.getByLabel("Files to upload").setInputFiles({ name: "icon.png", mimeType: "image/png", buffer: icon });
  await expect(owner.getByText("icon.png uploaded.")).toBeVisible();
  await owner.getByRole("button", { name: "Actions for icon.png" }).click();
  const downloading = owner.waitForEvent("download");
  await owner.getByRole("menuitem", { name: "Download" }).click();
  expect(fs.readFileSync(await (await downloading).path()).equals(icon)).toBe(true);
  await owner.getByRole("button", { name: "Actions for icon.png" }).click();
  await owner.getByRole("menuitem", { name: "Rename or move…" }).click();
  await owner.getByLabel("New path").fill("config/icon.png");
  await owner.getByRole("button", { name: "Move", exact: true }).click();
  await expect(owner.getByText("icon.png moved to config/icon.png.")).toBeVisible();
  await owner.getByRole("link", { name: "config" }).click();
  await expect(owner.getByRole("link", { name: "icon.png" })).toBeVisible();
  await look(owner, "files");

  await owner.getByRole("link", { name: "Backups" }).click();
  await expect(owner.getByRole("heading", { name: "No backups yet" })).toBeVisible();
  await look(owner, "backups-none");
  await owner.getByRole("button", { name: "Create backup" }).click();
  await expect(owner.getByText("Ready", { exact: true })).toBeVisible({ timeout: 30_000 });
  await look(owner, "backups");

  await owner.getByRole("link", { name: "Files" }).click();
  await owner.getByRole("button", { name: "Actions for config" }).click();
  await owner.getByRole("menuitem", { name: "Delete…" }).click();
  await expect(owner.getByRole("alertdialog")).toBeVisible();
  await look(owner, "files-delete");
  await owner.getByRole("button", { name: "Delete config" }).click();
  await expect(owner.getByRole("heading", { name: "No files yet" })).toBeVisible();

  await owner.getByRole("link", { name: "Backups" }).click();
  await owner.getByRole("button", { name: /Actions for the backup/ }).click();
  await owner.getByRole("menuitem", { name: "Restore…" }).click();
  await expect(owner.getByRole("alertdialog")).toBeVisible();
  await look(owner, "backups-restore");
  await owner.getByRole("button", { name: "Restore", exact: true }).click();
  await expect(owner.getByText("Restoring", { exact: true })).toBeVisible();
  await expect(owner.getByText("Restoring", { exact: true })).toBeHidden({ timeout: 60_000 });
  await owner.getByRole("link", { name: "Files" }).click();
  await owner.getByRole("link", { name: "config" }).click();
  await owner.getByRole("link", { name: "server.yml" }).click();
  await expect(owner.getByLabel("Text", { exact: true })).toHaveValue("motd: hello again\n");

  await owner.getByRole("link", { name: "Schedule" }).click();
  const restart = owner.locator("section", { hasText: "Only while the server is running" });
  await restart.getByLabel("How often", { exact: true }).selectOption("week");
  await restart.getByLabel("On", { exact: true }).selectOption("Sunday");
  await restart.getByLabel("At", { exact: true }).fill("04:30");
  await restart.getByLabel("Time zone", { exact: true }).fill("Europe/Berlin");
  await restart.getByRole("button", { name: "Save" }).click();
  await expect(owner.getByText("Schedule saved.")).toBeVisible();
  await expect(owner.getByText("Next", { exact: true })).toBeVisible();
  await look(owner, "schedule");

  await owner.goto(`${owner.url().replace(/\/schedule$/, "/files")}?path=../etc`);
  await expect(owner.getByText("A path can’t contain . or ..")).toBeVisible();
  await look(owner, "files-wrong");
});
