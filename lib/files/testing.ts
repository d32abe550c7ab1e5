import { Readable } from "node:stream";
import { beforeAll } from "vitest";
import { newEnterprise } from "@/db/testing";
import { findContainer } from "@/lib/docker/container";
import type { useEngine } from "@/lib/docker/testing/engine";
import { inside } from "@/lib/docker/testing/inside";
import { downloadFile, listFiles, uploadFile } from "@/lib/files/operations";
import { runServerJob } from "@/lib/jobs/server";
import { newNode } from "@/lib/nodes/testing";
import { createServer } from "@/lib/servers/create_operations";
import { small } from "@/lib/servers/testing";

/** A running server with 16 MiB of disk on this test file's engine, and shortcuts to its files. */
export function useFiles(engine: ReturnType<typeof useEngine>) {
  let mine: Awaited<ReturnType<typeof newEnterprise>>;
  let one: { organisation: string; server: string };
  let container: NonNullable<Awaited<ReturnType<typeof findContainer>>>;
  beforeAll(async () => {
    await newNode({ endpoint: engine.address.endpoint });
    mine = await newEnterprise();
    const { id } = await createServer(mine.owner, { ...mine.ref, ...small({ diskMb: 16 }) });
    one = { ...mine.ref, server: id };
    await runServerJob({ data: { server: id, organisationId: mine.organisation.id }, retryCount: 0, retryLimit: 6 });
    const found = await findContainer(engine.docker(), id);
    if (!found) throw new Error("The server wasn't created.");
    container = found;
  });
  return {
    mine: () => mine,
    one: () => one,
    container: () => container,
    sh: (script: string) => inside(container, "sh", "-c", `cd /data; ${script}`),
    upload: (path: string, content: Buffer | string, more: object = {}) =>
      uploadFile(mine.owner, { ...one, path, size: Buffer.byteLength(content), content: bytesOf(content), ...more }),
    names: async (path = "") => (await listFiles(mine.owner, { ...one, path })).entries.map(({ name }) => name),
    async download(path: string): Promise<Buffer> {
      const { content } = await downloadFile(mine.owner, { ...one, path });
      const parts: Uint8Array[] = [];
      for await (const part of content) parts.push(part);
      return Buffer.concat(parts);
    },
  };
}

export const bytesOf = (content: Buffer | string) => Readable.from([Buffer.from(content)]);

/** The reason of a refusal; any other error is returned as it is. */
export const reason = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => "done",
    (error) => error.reason ?? error,
  );
