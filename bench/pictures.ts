// npx tsx bench/pictures.ts [pictures]: compares our conversion of photographs with bare sharp at the same task in the
// same run, and measures the cost of hostile files.
import sharp from "sharp";
import { render } from "@/lib/avatars/render";
import { moving, newPhoto, newPicture, pngOf } from "@/lib/avatars/testing";

const count = Number(process.argv[2] ?? 60);
const mebibytes = (bytes: number) => `${(bytes / 1_048_576).toFixed(0)} MiB`;
/** The peak memory of this process so far, in bytes. */
const peak = () => process.resourceUsage().maxRSS * 1024;

async function bare(file: Buffer): Promise<void> {
  const square = sharp(file).autoOrient().resize(256, 256).webp({ quality: 85 });
  await square.toBuffer();
  await sharp(file).autoOrient().resize(64, 64).webp({ quality: 85 }).toBuffer();
}

/** Two at a time, like the application. @returns pictures per second */
async function speed(work: (file: Buffer) => Promise<unknown>, files: Buffer[]): Promise<number> {
  const waiting = [...files];
  const hand = async () => {
    for (let file = waiting.pop(); file; file = waiting.pop()) await work(file);
  };
  const begin = performance.now();
  await Promise.all([hand(), hand()]);
  return (files.length / (performance.now() - begin)) * 1000;
}

const small = await Promise.all(Array.from({ length: 8 }, () => newPicture("jpeg", { width: 1200, height: 900 })));
const kinds: [name: string, files: Buffer[]][] = [
  [
    "JPEG of 4000×3000",
    Array.from(
      { length: count },
      (
        (photo) => () =>
          photo
      )(await newPhoto()),
    ),
  ],
  ["JPEG of 1200×900", Array.from({ length: count * 4 }, (_, n) => small[n % small.length] as Buffer)],
  [
    "PNG of 512×512",
    await Promise.all(Array.from({ length: count * 4 }, () => newPicture("png", { width: 512, height: 512 }))),
  ],
];
await Promise.all([render(small[0] as Buffer), bare(small[0] as Buffer)]);
console.log(`memory before: ${mebibytes(process.memoryUsage().rss)}`);
for (const [name, files] of kinds) {
  // In turns, so that neither has the quieter machine.
  const rates = { own: 0, bare: 0 };
  for (let round = 0; round < 3; round++) {
    rates.bare += (await speed(bare, files)) / 3;
    rates.own += (await speed(render, files)) / 3;
  }
  const ratio = (rates.own / rates.bare).toFixed(2);
  console.log(`${name}: ${rates.own.toFixed(1)} a second, bare sharp ${rates.bare.toFixed(1)}, ratio ${ratio}`);
}
console.log(`most memory so far: ${mebibytes(peak())}`);

const hostile: [name: string, file: Buffer][] = [
  ["PNG of 16000×16000", pngOf(16_000, 16_000)],
  ["animated PNG", pngOf(64, 64, [moving(100)])],
  ["30 MB", Buffer.alloc(30_000_000, 1)],
  ["half a photograph", (await newPhoto()).subarray(0, 60_000)],
];
for (const [name, file] of hostile) {
  const before = process.memoryUsage().rss;
  const begin = performance.now();
  let refusal = "none";
  for (let n = 0; n < 50; n++) await render(file).catch(({ reason }) => (refusal = reason));
  const each = ((performance.now() - begin) / 50).toFixed(2);
  console.log(`${name}, 50 times: ${refusal} in ${each} ms, ${mebibytes(process.memoryUsage().rss - before)} more`);
}
const heavy = await sharp(await newPicture("png", { width: 5990, height: 4000 }))
  .ensureAlpha()
  .toColourspace("rgb16")
  .png({ progressive: true })
  .toBuffer();
await Promise.all(Array.from({ length: 8 }, () => render(heavy)));
console.log(
  `the heaviest accepted image (24 million pixels of 64 bits, interlaced), eight at once; most memory in all: ${mebibytes(peak())}`,
);
