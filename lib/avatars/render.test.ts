import { createHash } from "node:crypto";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { render } from "@/lib/avatars/render";
import { moving, newPhoto, newPicture, pngOf } from "@/lib/avatars/testing";

const refused = (reason: string) => expect.objectContaining({ reason, fields: { file: [expect.any(String)] } });
const mebibyte = 1024 * 1024;

describe("an image", () => {
  it("an image of 4000×3000 pixels with a location becomes two upright WebP squares without it", async () => {
    const photo = await newPhoto();
    expect((await sharp(photo).metadata()).orientation).toBe(6);
    expect(photo.includes("Telephone")).toBe(true);
    const { name, large, small } = await render(photo);
    for (const [bytes, size] of [
      [large, 256],
      [small, 64],
    ] as const) {
      expect(bytes.toString("latin1", 0, 4) + bytes.toString("latin1", 8, 12)).toBe("RIFFWEBP");
      for (const word of ["EXIF", "XMP ", "ICCP", "GPS", "Telephone", "Somebody", "ANIM"])
        expect(bytes.includes(word), word).toBe(false);
      const about = await sharp(bytes).metadata();
      expect(about).toMatchObject({ format: "webp", width: size, height: size });
      expect([about.exif, about.xmp, about.iptc, about.icc, about.orientation]).toEqual(Array(5).fill(undefined));
    }
    expect(name).toBe(createHash("sha256").update(large).digest("hex"));
    // Turned by a quarter: the left is now at the top.
    const { data } = await sharp(large).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    const at = (x: number, y: number) => [...data.subarray((y * 256 + x) * 3, (y * 256 + x) * 3 + 3)];
    const [above, below] = [at(128, 20), at(128, 236)];
    expect(above[0]).toBeGreaterThan(200);
    expect(above[2]).toBeLessThan(60);
    expect(below[0]).toBeLessThan(60);
    expect(below[2]).toBeGreaterThan(200);
  });

  it("an image that is the same gets the same name, and a different one a different name", async () => {
    const [one, other] = await Promise.all([newPicture(), newPicture()]);
    expect((await render(one)).name).toBe((await render(one)).name);
    expect((await render(one)).name).not.toBe((await render(other)).name);
  });

  it.each([
    ["one pixel", () => newPicture("png", { width: 1, height: 1 })],
    ["a line", () => newPicture("jpeg", { width: 65_500, height: 1 })],
    ["a line of PNG", () => newPicture("png", { width: 1, height: 100_000 })],
    ["the most pixels allowed", () => newPicture("jpeg", { width: 6000, height: 4000 })],
    [
      "four inks",
      async () =>
        sharp(await newPicture("jpeg"))
          .toColourspace("cmyk")
          .jpeg()
          .toBuffer(),
    ],
    [
      "sixteen bits and a hole",
      async () =>
        sharp(await newPicture())
          .ensureAlpha(0.5)
          .toColourspace("rgb16")
          .png()
          .toBuffer(),
    ],
    [
      "a palette, interlaced",
      async () =>
        sharp(await newPicture())
          .png({ palette: true, progressive: true })
          .toBuffer(),
    ],
    [
      "a progressive JPEG",
      async () =>
        sharp(await newPhoto())
          .jpeg({ progressive: true })
          .toBuffer(),
    ],
  ])("of %s becomes square", async (_what, make) => {
    const { large, small } = await render(await make());
    expect(await sharp(large).metadata()).toMatchObject({ width: 256, height: 256 });
    expect(await sharp(small).metadata()).toMatchObject({ width: 64, height: 64 });
  });

  it("keeps its transparency", async () => {
    const file = await sharp({
      create: { width: 40, height: 40, channels: 4, background: { r: 1, g: 2, b: 3, alpha: 0 } },
    })
      .png()
      .toBuffer();
    expect((await sharp((await render(file)).large).stats()).isOpaque).toBe(false);
  });
});

describe("a bad upload", () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>';
  it.each<[what: string, make: () => Promise<Uint8Array> | Uint8Array, reason: string]>([
    ["nothing", () => new Uint8Array(0), "picture.type"],
    ["an SVG", () => Buffer.from(svg), "picture.type"],
    ["an HTML page named .png", () => Buffer.from("<!doctype html><script>alert(1)</script>"), "picture.type"],
    [
      "a GIF",
      async () =>
        sharp(await newPicture())
          .gif()
          .toBuffer(),
      "picture.type",
    ],
    [
      "a WebP",
      async () =>
        sharp(await newPicture())
          .webp()
          .toBuffer(),
      "picture.type",
    ],
    [
      "a TIFF",
      async () =>
        sharp(await newPicture())
          .tiff()
          .toBuffer(),
      "picture.type",
    ],
    [
      "a PNG’s first bytes before an SVG",
      () => Buffer.concat([pngOf(1, 1).subarray(0, 8), Buffer.from(svg)]),
      "picture.broken",
    ],
    ["a JPEG’s first bytes before HTML", () => Buffer.from("\xff\xd8\xff<html>", "latin1"), "picture.broken"],
    ["a JPEG cut off", async () => cut(await newPhoto()), "picture.broken"],
    ["a PNG cut off", async () => cut(await newPicture("png", { width: 900, height: 900 })), "picture.broken"],
    [
      "a PNG with spoilt data",
      async () => spoilt(await newPicture("png", { width: 900, height: 900 })),
      "picture.broken",
    ],
    ["an animated PNG", () => pngOf(32, 32, [moving(2)]), "picture.animated"],
    [
      "an animated PNG with a text first",
      () => pngOf(32, 32, [["tEXt", Buffer.from("a\0b")], moving(1)]),
      "picture.animated",
    ],
    ["a PNG of 16000×16000 pixels", () => pngOf(16_000, 16_000), "picture.pixels"],
    ["a JPEG of 25 million pixels", () => newPicture("jpeg", { width: 5000, height: 5001 }), "picture.pixels"],
    ["a file of 5 MiB and a byte", () => Buffer.concat([pngOf(1, 1), Buffer.alloc(5 * mebibyte)]), "picture.large"],
    ["a file of 30 MB", () => Buffer.alloc(30_000_000, 1), "picture.large"],
  ])("is refused: %s", async (_what, make, reason) => {
    await expect(render(await make())).rejects.toEqual(refused(reason));
  });

  it("an upload that is also another kind of file is encoded again, and nothing of the other is left", async () => {
    const script = Buffer.from("PK\x03\x04<script>alert(1)</script><?php system($_GET[0]); ?>");
    const files = [
      Buffer.concat([await newPicture("png"), script]),
      Buffer.concat([await newPicture("jpeg"), script]),
      pngOf(64, 64, [["tEXt", Buffer.concat([Buffer.from("Comment\0"), script])]]),
    ];
    for (const file of files) {
      const { large, small } = await render(file);
      for (const bytes of [large, small])
        for (const word of ["PK\x03\x04", "script", "php"]) expect(bytes.includes(word)).toBe(false);
    }
  });

  it("an upload that is a decompression bomb is refused before it is opened, however many arrive at once", async () => {
    const bomb = pngOf(16_000, 16_000);
    expect(bomb.length).toBeLessThan(mebibyte);
    const before = process.memoryUsage().rss;
    const began = performance.now();
    const answers = await Promise.allSettled(Array.from({ length: 50 }, () => render(bomb)));
    for (const answer of answers)
      expect(answer).toMatchObject({ status: "rejected", reason: { reason: "picture.pixels" } });
    expect(performance.now() - began).toBeLessThan(5_000);
    // A single one, opened, would take 256 MB.
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * mebibyte);
  });

  it("is refused for now when too many are already waiting", async () => {
    const file = await newPicture();
    const answers = await Promise.allSettled(Array.from({ length: 80 }, () => render(file)));
    const busy = answers.filter((answer) => answer.status === "rejected");
    expect(busy.length).toBeGreaterThan(0);
    for (const answer of busy)
      expect(answer).toMatchObject({ reason: { reason: "picture.busy", code: "UNAVAILABLE" } });
  });
});

const cut = (file: Buffer) => file.subarray(0, Math.floor(file.length * 0.6));
function spoilt(file: Buffer): Buffer {
  const copy = Buffer.from(file);
  copy.fill(0xff, Math.floor(file.length * 0.5), Math.floor(file.length * 0.5) + 16);
  return copy;
}
