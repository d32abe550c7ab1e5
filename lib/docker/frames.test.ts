import { describe, expect, it } from "vitest";
import { framesOf } from "@/lib/docker/frames";

const frame = (stream: number, text: string) => {
  const head = Buffer.alloc(8);
  head[0] = stream;
  head.writeUInt32BE(Buffer.byteLength(text), 4);
  return Buffer.concat([head, Buffer.from(text)]);
};
const framesIn = async (chunks: Buffer[]) => {
  const found: [string, string][] = [];
  const stream = (async function* () {
    yield* chunks;
  })();
  for await (const { source, bytes } of framesOf(stream)) found.push([source, bytes.toString()]);
  return found;
};

describe("the frames of a container's output", () => {
  const whole = Buffer.concat([frame(1, "Done (3.2s)!"), frame(2, "warning"), frame(1, ""), frame(1, "bye")]);
  const expected = [
    ["out", "Done (3.2s)!"],
    ["err", "warning"],
    ["out", ""],
    ["out", "bye"],
  ];

  it("are separated correctly, however the bytes arrive", async () => {
    for (const size of [1, 3, 7, 8, 9, whole.length]) {
      const chunks = Array.from({ length: Math.ceil(whole.length / size) }, (_, n) =>
        whole.subarray(n * size, (n + 1) * size),
      );
      expect(await framesIn(chunks), String(size)).toEqual(expected);
    }
  });

  it("are refused if one is larger than an engine writes", async () => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(2_000_000, 4);
    await expect(framesIn([head])).rejects.toThrow("too large");
  });

  it("end with the stream, even in the middle of a frame", async () => {
    expect(await framesIn([frame(1, "a"), frame(1, "lost").subarray(0, 10)])).toEqual([["out", "a"]]);
  });
});
