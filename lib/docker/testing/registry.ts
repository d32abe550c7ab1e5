import { createHash } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import tar from "tar-stream";

const digestOf = (bytes: Buffer) => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
const json = (value: object) => Buffer.from(JSON.stringify(value));
const types = {
  manifest: "application/vnd.docker.distribution.manifest.v2+json",
  config: "application/vnd.docker.container.image.v1+json",
  layer: "application/vnd.docker.image.rootfs.diff.tar.gzip",
};

async function packed(content: Buffer): Promise<Buffer> {
  const pack = tar.pack();
  pack.entry({ name: "content" }, content);
  pack.finalize();
  const parts: Buffer[] = [];
  for await (const part of pack as unknown as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts);
}

/**
 * A registry on this machine with one image, `thing:1`, of one layer with this content, sent in pieces with pauses between.
 * @returns a function for the image's name, and one that stops the registry
 */
export async function startRegistry(content: Buffer, { pieces, pauseMs }: { pieces: number; pauseMs: number }) {
  const files = await packed(content);
  const layer = gzipSync(files, { level: 0 });
  const config = json({
    architecture: "amd64",
    os: "linux",
    config: { Cmd: ["/content"] },
    rootfs: { type: "layers", diff_ids: [digestOf(files)] },
  });
  const manifest = json({
    schemaVersion: 2,
    mediaType: types.manifest,
    config: { mediaType: types.config, size: config.length, digest: digestOf(config) },
    layers: [{ mediaType: types.layer, size: layer.length, digest: digestOf(layer) }],
  });
  const blobs = new Map([config, layer].map((bytes) => [digestOf(bytes), bytes]));
  const server = http.createServer(async ({ url = "", method }, response) => {
    const [, kind, name = ""] = /^\/v2\/thing\/(manifests|blobs)\/(.+)$/.exec(url) ?? [];
    if (url === "/v2/") return response.end("{}");
    const isManifest = kind === "manifests" && (name === "1" || name === digestOf(manifest));
    const bytes = isManifest ? manifest : kind === "blobs" ? blobs.get(name) : undefined;
    if (!bytes) {
      response.writeHead(404, { "content-type": "application/json" });
      return response.end(JSON.stringify({ errors: [{ code: "MANIFEST_UNKNOWN", message: "manifest unknown" }] }));
    }
    const type = isManifest ? types.manifest : "application/octet-stream";
    response.writeHead(200, {
      "content-type": type,
      "content-length": bytes.length,
      "docker-content-digest": digestOf(bytes),
    });
    if (method === "HEAD") return response.end();
    const size = Math.ceil(bytes.length / (bytes === layer ? pieces : 1));
    for (let at = 0; at < bytes.length && !response.destroyed; at += size) {
      response.write(bytes.subarray(at, at + size));
      if (bytes === layer) await pause(pauseMs);
    }
    return response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { image: (tag: string) => `127.0.0.1:${port}/thing:${tag}`, stop: () => server.close() };
}
