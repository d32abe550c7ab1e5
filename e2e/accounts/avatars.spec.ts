import type { Locator, Page } from "@playwright/test";
import sharp from "sharp";
import { expectAccessible } from "../support/accessibility";
import { lookAtOpen } from "../support/look";
import { newMember, newOrganisation } from "../support/people";
import { expect, test } from "../support/test";
import { alive, visit } from "../support/visit";

/** Red on the left, blue on the right, and wider than high, so that the chosen part can be recognised. */
async function banner(format: "png" | "jpeg"): Promise<Buffer> {
  const half = { height: 400, channels: 3 as const };
  const blue = sharp({ create: { ...half, width: 600, background: { r: 20, g: 40, b: 230 } } });
  return sharp({ create: { ...half, width: 1200, background: { r: 230, g: 40, b: 20 } } })
    .composite([{ input: await blue.png().toBuffer(), left: 600, top: 0 }])
    .toFormat(format)
    .toBuffer();
}

const pictures = (within: Page | Locator) => within.locator("img[src^='/api/pictures/']");
const fileField = (page: Page) => page.getByRole("dialog").getByLabel("File");

/** Opens the dialog, chooses an image and moves it by keys as far to the left as it goes. */
async function chooseLeft(page: Page, format: "png" | "jpeg"): Promise<void> {
  await page.getByRole("button", { name: "Choose avatar…" }).click();
  await fileField(page).setInputFiles({
    name: `banner.${format}`,
    mimeType: `image/${format}`,
    buffer: await banner(format),
  });
  const frame = page.getByLabel("Visible part").or(page.getByTestId("cropper"));
  await expect(page.getByLabel("Size")).toBeVisible();
  await frame.focus();
  // The image moves to the right, so its left part comes into the frame.
  for (let press = 0; press < 60; press++) await page.keyboard.press("ArrowRight");
}

async function colourOf(page: Page, picture: Locator): Promise<{ red: number; blue: number }> {
  const source = await picture.getAttribute("src");
  const answer = await page.request.get(source ?? "");
  expect(answer.headers()).toMatchObject({
    "cache-control": "public, max-age=31536000, immutable",
    "content-type": "image/webp",
    "x-content-type-options": "nosniff",
  });
  const { channels } = await sharp(await answer.body()).stats();
  return { red: channels[0]?.mean ?? 0, blue: channels[2]?.mean ?? 0 };
}

test("an organisation’s avatar is cropped by keyboard, visible to its members everywhere, and removed", async ({
  portal,
  browse,
}) => {
  const organisation = await newOrganisation(portal);
  const member = await newMember(portal, organisation, "member");
  const page = await browse(organisation.owner);
  await visit(page, `${organisation.path}/settings`);
  await expect(pictures(page)).toHaveCount(0);
  await chooseLeft(page, "png");
  await page.getByLabel("Size").press("ArrowRight");
  await page.getByRole("button", { name: "Save avatar" }).click();
  await expect(page.getByText("Avatar saved.")).toBeVisible();
  await expect(page.getByRole("dialog")).toBeHidden();
  const shown = pictures(page.getByRole("region", { name: "Avatar" }));
  await expect(shown).toBeVisible();
  const { red, blue } = await colourOf(page, shown);
  expect(red).toBeGreaterThan(180);
  expect(blue).toBeLessThan(90);
  // Also in the switcher, without a reload.
  await expect(pictures(page.getByRole("complementary", { name: "Navigation" })).first()).toBeVisible();

  const theirs = await browse(member);
  await visit(theirs, "/dashboard/organisations");
  await expect(pictures(theirs.getByRole("row", { name: /Apex Gaming/ }))).toBeVisible();
  await visit(theirs, organisation.path);
  await expect(pictures(theirs.getByRole("main")).first()).toBeVisible();

  await page.getByRole("button", { name: "Remove…" }).click();
  await page.getByRole("button", { name: "Remove avatar" }).click();
  await expect(page.getByText("Avatar removed.")).toBeVisible();
  await expect(pictures(page)).toHaveCount(0);
  expect(await portal.sql("select from pictures where organisation_id = $1", [organisation.id])).toEqual([]);
});

test("a user's own avatar is cropped, visible in lists and the frame, and removed", async ({ portal, browse }) => {
  const organisation = await newOrganisation(portal);
  const page = await browse(organisation.owner);
  await visit(page, "/dashboard/account");
  await chooseLeft(page, "jpeg");
  await page.getByRole("button", { name: "Save avatar" }).click();
  await expect(page.getByText("Avatar saved.")).toBeVisible();
  const shown = pictures(page.getByRole("region", { name: "Avatar" }));
  expect((await colourOf(page, shown)).red).toBeGreaterThan(180);
  await expect(pictures(page.getByRole("complementary", { name: "Navigation" }))).toBeVisible();
  await visit(page, `${organisation.path}/members`);
  await expect(pictures(page.getByRole("row", { name: /Olive Owner/ }))).toBeVisible();
  await visit(page, `${organisation.path}/activity`);
  await visit(page, "/dashboard/account");
  await page.getByRole("button", { name: "Remove…" }).click();
  await page.getByRole("button", { name: "Remove avatar" }).click();
  await expect(pictures(page)).toHaveCount(0);
});

test("an image smaller than the frame fills it, and all of it is chosen at first", async ({ portal, browse }) => {
  const organisation = await newOrganisation(portal);
  const page = await browse(organisation.owner, { viewport: { width: 360, height: 740 } });
  await visit(page, `${organisation.path}/settings`);
  await page.getByRole("button", { name: "Choose avatar…" }).click();
  const square = sharp({ create: { width: 20, height: 20, channels: 3, background: { r: 20, g: 160, b: 40 } } });
  const buffer = await square.png().toBuffer();
  await fileField(page).setInputFiles({ name: "small.png", mimeType: "image/png", buffer });
  const frame = page.getByRole("group", { name: "Visible part" });
  const widthOf = async (of: Locator) => Math.round((await of.boundingBox())?.width ?? 0);
  const image = page.getByRole("dialog").locator("img");
  // The dialog grows a little while it opens.
  await expect.poll(async () => [await widthOf(frame), await widthOf(image)]).toEqual([192, 192]);
  // All of it is in view, also on a phone: nothing is hidden behind the buttons.
  await expect(page.getByLabel("Size")).toBeInViewport({ ratio: 1 });
  const [slider, buttons] = await Promise.all([
    page.getByLabel("Size").boundingBox(),
    page.getByRole("button", { name: "Save avatar" }).boundingBox(),
  ]);
  expect((slider?.y ?? 0) + (slider?.height ?? 0)).toBeLessThan(buttons?.y ?? 0);
});

test("a file that isn't an image is refused at its field, and nothing is sent", async ({ portal, browse }) => {
  const organisation = await newOrganisation(portal);
  const page = await browse(organisation.owner);
  await visit(page, `${organisation.path}/settings`);
  await page.getByRole("button", { name: "Choose avatar…" }).click();
  const field = fileField(page);
  const choose = (name: string, mimeType: string, buffer: Buffer) => field.setInputFiles({ name, mimeType, buffer });
  await page.getByRole("button", { name: "Save avatar" }).click();
  await expect(field).toHaveAccessibleDescription("Choose an image first.");
  const neither = "Use a PNG or JPEG image. This file is neither, whatever its name says.";
  for (const [name, type] of [
    ["page.html", "text/html"],
    ["page.png", "image/png"],
  ] as const) {
    await choose(name, type, Buffer.from("<script>alert(1)</script>"));
    await expect(field).toHaveAccessibleDescription(neither);
  }
  const whole = await banner("png");
  await choose("cut.png", "image/png", whole.subarray(0, whole.length / 2));
  await expect(field).toHaveAccessibleDescription(/damaged or incomplete/);
  // The header tells the size, and that it is animated: nothing is opened.
  const header = Buffer.from(whole.subarray(0, 33));
  header.writeUInt32BE(16_000, 16);
  header.writeUInt32BE(16_000, 20);
  await choose("vast.png", "image/png", header);
  await expect(field).toHaveAccessibleDescription(/24 million pixels/);
  const moves = Buffer.concat([
    whole.subarray(0, 33),
    Buffer.from("\0\0\0\0acTL\0\0\0\0", "latin1"),
    whole.subarray(33),
  ]);
  await choose("moves.png", "image/png", moves);
  await expect(field).toHaveAccessibleDescription(/^Animated images/);
  await choose("large.png", "image/png", Buffer.alloc(5 * 1024 * 1024 + 1));
  await expect(field).toHaveAccessibleDescription(/larger than 5 MiB/);
  await expectAccessible(page);
  expect(await portal.sql("select from pictures where organisation_id = $1", [organisation.id])).toEqual([]);
});

test("avatars and their dialogs look right in light and dark", async ({ portal, browse }) => {
  const organisation = await newOrganisation(portal);
  const page = await browse(organisation.owner);
  const look = (name: string) => lookAtOpen(page, `avatar-${name}`);
  for (const [name, path] of [
    ["account", "/dashboard/account"],
    ["settings", `${organisation.path}/settings`],
  ] as const) {
    await page.goto(path);
    await alive(page);
    await look(`${name}-before`);
    await page.getByRole("button", { name: /^(Choose|Change) avatar…/ }).click();
    await fileField(page).setInputFiles({ name: "a.png", mimeType: "image/png", buffer: await banner("png") });
    await expect(page.getByLabel("Size")).toBeVisible();
    await look(`${name}-crop`);
    await page.getByRole("button", { name: "Save avatar" }).click();
    await expect(page.getByRole("dialog")).toBeHidden();
    await expect(pictures(page.getByRole("region", { name: "Avatar" }))).toBeVisible();
    await look(`${name}-after`);
    await page.getByRole("button", { name: "Remove…" }).click();
    await expect(page.getByRole("alertdialog")).toBeVisible();
    await look(`${name}-remove`);
    await page.keyboard.press("Escape");
  }
  await page.goto("/dashboard/organisations");
  await look("organisations");
  await page.goto(`${organisation.path}/members`);
  await look("members");
});
