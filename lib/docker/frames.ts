/** In bytes. The engine's frames are far smaller. */
const largestFrame = 1_048_576;

interface Frame {
  source: "out" | "err";
  bytes: Buffer;
}

/**
 * Reads the output of a container without a terminal. It comes in frames: one byte for the stream, three zero bytes, four for the length,
 * and the data. @throws if a frame is larger than any that an engine writes
 */
export async function* framesOf(stream: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of stream) {
    rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    while (rest.length >= 8) {
      const size = rest.readUInt32BE(4);
      if (size > largestFrame) throw new Error("The engine sent a frame that is too large.");
      if (rest.length < 8 + size) break;
      yield { source: rest[0] === 2 ? "err" : "out", bytes: rest.subarray(8, 8 + size) };
      rest = rest.subarray(8 + size);
    }
  }
}
