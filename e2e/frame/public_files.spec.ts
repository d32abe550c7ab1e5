import fs from "node:fs";
import path from "node:path";
import { expect, test } from "../support/test";

/** The files that browsers, phones and search engines request without a sign-in. */
const files: Record<string, string> = {
  "apple-touch-icon.png": "image/png",
  "favicon.ico": "image/x-icon",
  "icon-192.png": "image/png",
  "icon-512.png": "image/png",
  "icon.svg": "image/svg+xml",
  "manifest.webmanifest": "application/manifest+json",
  "robots.txt": "text/plain",
};

test("each public file is served to everybody with its own type, and not as a document", async ({ page }) => {
  const folder = path.resolve(import.meta.dirname, "../../public");
  // A new file needs a line here, and its name in the matcher of proxy.ts.
  expect(fs.readdirSync(folder).sort()).toEqual(Object.keys(files).sort());
  for (const [name, type] of Object.entries(files)) {
    const answer = await page.request.get(`/${name}`, { maxRedirects: 0 });
    expect(answer.status(), name).toBe(200);
    expect(answer.headers()["content-type"]?.split(";")[0], name).toBe(type);
    expect(answer.headers(), name).not.toHaveProperty("content-security-policy");
    expect(await answer.body(), name).toEqual(fs.readFileSync(path.join(folder, name)));
  }
  for (const near of ["/robots.txt/more", "/icon-512.png.html"])
    expect((await page.request.get(near)).headers(), near).toHaveProperty("content-security-policy");
});

test("pages link their icons and the manifest, whose icons have the declared sizes", async ({ page }) => {
  await page.goto("/sign-in");
  const links = await page
    .locator("head link[rel*=icon], head link[rel=manifest]")
    .evaluateAll((found) => found.map((link) => `${link.getAttribute("rel")} ${link.getAttribute("href")}`));
  expect(links.sort()).toEqual([
    "apple-touch-icon /apple-touch-icon.png",
    "icon /favicon.ico",
    "icon /icon.svg",
    "manifest /manifest.webmanifest",
  ]);
  const manifest = await (await page.request.get("/manifest.webmanifest")).json();
  const sizes = await page.evaluate(
    (sources) =>
      Promise.all(
        sources.map(async (source) => {
          const image = new Image();
          image.src = source;
          await image.decode();
          return `${image.naturalWidth}x${image.naturalHeight}`;
        }),
      ),
    [...manifest.icons.slice(1).map(({ src }: { src: string }) => src), "/apple-touch-icon.png"],
  );
  expect(sizes).toEqual([...manifest.icons.slice(1).map(({ sizes }: { sizes: string }) => sizes), "180x180"]);
});
