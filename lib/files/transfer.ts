import { randomUUID } from "node:crypto";
import { pipeline, Readable } from "node:stream";
import type Docker from "dockerode";
import tar from "tar-stream";
import { createHelper, help, removeHelper, runHelper } from "@/lib/docker/helper";
import { dataPath } from "@/lib/docker/names";
import { AppError } from "@/lib/errors";
import { asked, engineOf, outputOf, type Place, planOf } from "@/lib/files/place";
import type { Content } from "@/lib/files/schema";

/** A file that is being downloaded. */
export interface Opened {
  name: string;
  size: number;
  content: AsyncGenerator<Uint8Array>;
  /** Must be called if the content isn't read to its end. */
  end(): void;
}

/** How long an opened file waits for its reader. */
const patienceMs = 30_000;

/** Opens a file for reading through the engine's archive, in chunks, as fast as it is read. */
export async function openFile(place: Place, path: string): Promise<Opened> {
  return asked(async () => {
    const helper = await createHelper(engineOf(place), { ...planOf(place, "where", path), readOnly: true });
    try {
      const answer = outputOf(await runHelper(helper, 30, 16_384)).toString("utf8");
      const found = answer.slice(answer.indexOf("\n") + 1);
      return await openArchived(helper, found, path.slice(path.lastIndexOf("/") + 1));
    } catch (error) {
      await removeHelper(helper);
      throw error;
    }
  });
}

/** Opens a path inside a helper; the helper is removed once the file has been read. */
export async function openArchived(helper: Docker.Container, path: string, name: string): Promise<Opened> {
  const archive = (await helper.getArchive({ path })) as unknown as Readable;
  const extract = tar.extract();
  pipeline(archive, extract, () => {});
  const end = () => {
    clearTimeout(timer);
    archive.destroy();
    void removeHelper(helper);
  };
  const timer = setTimeout(end, patienceMs);
  const { value: entry, done } = await extract[Symbol.asyncIterator]().next();
  // It may have been replaced since it was checked.
  if (done || entry.header.type !== "file") {
    end();
    throw new AppError("file.special");
  }
  async function* content() {
    clearTimeout(timer);
    try {
      yield* entry as AsyncIterable<Uint8Array>;
    } finally {
      end();
    }
  }
  return { name, size: entry.header.size ?? 0, content: content(), end };
}

interface Wanted {
  content: Content;
  /** The exact number of bytes. */
  size: number;
  /** What may be replaced. `any`: any file; `new`: none; otherwise the file with this SHA-256. */
  instead: string;
  /** Called once everything has arrived, before anything is changed. */
  stillMay?(): Promise<unknown>;
}

/**
 * Writes a file completely or not at all: it is stored under a temporary name and then renamed.
 * @returns the total size of the server's files now, in bytes
 */
export async function placeFile(place: Place, path: string, { content, size, instead, stillMay }: Wanted) {
  const docker = engineOf(place);
  const staged = `.guildhall-${randomUUID()}`;
  return asked(async () => {
    const words = ["place", path, staged, instead, String(place.diskBytes)];
    const helper = await createHelper(docker, planOf(place, ...words));
    let done = false;
    try {
      await send(helper, staged, size, content);
      await stillMay?.();
      const answer = outputOf(await runHelper(helper, 120, 16_384));
      done = true;
      return Number(answer.toString());
    } finally {
      await removeHelper(helper);
      if (!done) await help(docker, planOf(place, "discard", staged)).catch(() => {});
    }
  });
}

/** Streams the content into the engine's archive. The first error, on either side, ends both. */
async function send(
  helper: Awaited<ReturnType<typeof createHelper>>,
  name: string,
  size: number,
  content: Content,
): Promise<void> {
  const ending = new AbortController();
  let fault: unknown;
  const pieces = Readable.from(tarOf(name, size, content), { objectMode: false, highWaterMark: 65_536 });
  pieces.on("error", (error) => {
    fault = error;
    ending.abort();
  });
  try {
    await helper.putArchive(pieces as never, { path: dataPath, abortSignal: ending.signal } as never);
  } catch (error) {
    throw fault ?? error;
  } finally {
    pieces.destroy();
  }
}

async function* tarOf(name: string, size: number, content: Content): AsyncGenerator<Uint8Array> {
  const pack = tar.pack();
  pack.entry({ name, size, mode: 0o644, mtime: new Date() });
  await new Promise((ready) => pack.once("readable", ready));
  yield pack.read() as unknown as Uint8Array;
  let sent = 0;
  for await (const piece of content) {
    sent += piece.byteLength;
    if (sent > size) break;
    yield piece;
  }
  if (sent !== size) throw new AppError("file.length");
  // A tar counts in blocks of 512 bytes, and ends with two empty ones.
  yield Buffer.alloc(((512 - (size % 512)) % 512) + 1_024);
}
