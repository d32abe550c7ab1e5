import { createHash } from "node:crypto";
import type { z } from "zod";
import type { Trx } from "@/db/client";
import { noteVolumeBytes } from "@/db/queries/server_files";
import { AppError } from "@/lib/errors";
import { decode, listingBytes, readListing } from "@/lib/files/listing";
import { findPlace, type Place, work } from "@/lib/files/place";
import {
  largestText,
  largestUpload,
  listFilesInput,
  moveFileInput,
  newFolderInput,
  oneFile,
  saveTextInput,
  uploadInput,
} from "@/lib/files/schema";
import { openFile, placeFile } from "@/lib/files/transfer";
import type { UserActor } from "@/lib/kernel/actor";
import type { Organisation } from "@/lib/kernel/entry";
import { organisationCommand, organisationQuery } from "@/lib/kernel/kinds";
import { sightOf } from "@/lib/projects/sight";
import { oneServer } from "@/lib/servers/schema";

/** Common to all of them: files hold secrets, so even reading them needs permission to edit the server. */
const common = {
  token: "organisation",
  permission: "server.update",
  feature: "servers",
  limits: [{ points: 300, seconds: 60, by: "actor" }],
} as const;

interface Standing {
  trx: Trx;
  organisation: Organisation;
  actor: UserActor;
}
/** Looked up before the engine is asked, in a transaction that has ended by then. */
const toPlace = ({ trx, organisation, actor }: Standing, { server }: { server: string }) =>
  findPlace(trx, sightOf(organisation, actor), server);

const aimed = ({ id, name }: Place) => ({ id, name });

const after = async <T>(context: Standing, place: Place, bytes: number, done: T) => {
  await noteVolumeBytes(context.trx, context.organisation.id, place.id, bytes);
  return { ...done, volumeBytes: bytes + place.layerBytes };
};

/** Lists a folder of a server's files. */
export const listFiles = organisationQuery("server.listFiles", {
  ...common,
  input: listFilesInput,
  check: toPlace,
  prepare: async ({ path }, place) => ({
    path,
    ...readListing(await work(place, ["list", path, String(listingBytes)])),
  }),
  run: async ({ prepared }) => prepared,
});

/** Reads a file's text for an editor; null if it isn't text or is too large. */
export const readText = organisationQuery("server.readText", {
  ...common,
  input: oneFile,
  check: toPlace,
  async prepare({ path }, place) {
    const output = await work(place, ["text", path, String(largestText + 1)]);
    const first = output.indexOf(0x0a);
    const [size = 0, seconds = 0] = output.subarray(0, first).toString().split(" ").map(Number);
    const content = output.subarray(first + 1);
    const text = content.length > largestText || content.includes(0) ? null : decode(content);
    const why = text !== null ? null : content.length > largestText ? ("large" as const) : ("binary" as const);
    const fingerprint = text === null ? null : fingerprintOf(content);
    return { path, size, modifiedAt: new Date(seconds * 1_000), text, why, fingerprint };
  },
  run: async ({ prepared }) => prepared,
});

const fingerprintOf = (content: Uint8Array) => createHash("sha256").update(content).digest("hex");

/** Downloads a file, in chunks. */
export const downloadFile = organisationQuery("server.downloadFile", {
  ...common,
  input: oneFile,
  check: toPlace,
  prepare: ({ path }, place) => openFile(place, path),
  run: async ({ prepared }) => prepared,
});

/** Checks permission again once an upload has arrived, because an upload can take an hour. */
const mayChangeFiles = organisationQuery("server.mayChangeFiles", {
  ...common,
  limits: [],
  input: oneServer,
  run: async (context, input) => void (await toPlace(context, input)),
});

/** Uploads a file, replacing one at the same path. Nothing of it is read before permission has been checked. */
export const uploadFile = organisationCommand("server.uploadFile", {
  did: "uploaded a file to",
  event: null,
  ...common,
  lock: "none",
  input: uploadInput,
  async check(context, input) {
    if (input.size > largestUpload) throw new AppError("file.large");
    const place = await toPlace(context, input);
    // During the upload the new file and the one it replaces both take up space.
    if (place.volumeBytes + input.size > place.diskBytes) throw new AppError("file.full");
    return { place, again: context.again };
  },
  async prepare({ path, size, content, organisation, server }, { place, again }) {
    const stillMay = async () => mayChangeFiles(await again(), { organisation, server });
    return { place, bytes: await placeFile(place, path, { content, size, instead: "any", stillMay }) };
  },
  async run({ prepared: { place, bytes }, audit, ...context }, { path, size }) {
    audit({ target: aimed(place), after: { path, bytes: size } });
    return after(context, place, bytes, { path });
  },
});

/** Writes a text file: a new one, or one that hasn't changed since it was read. */
export const saveText = organisationCommand("server.saveText", {
  did: "edited a file of",
  event: null,
  ...common,
  lock: "none",
  input: saveTextInput,
  check: toPlace,
  async prepare({ path, text, fingerprint }, place) {
    const content = new TextEncoder().encode(text);
    const wanted = { content: only(content), size: content.length, instead: fingerprint ?? "new" };
    return { place, fingerprint: fingerprintOf(content), bytes: await placeFile(place, path, wanted) };
  },
  async run({ prepared: { place, fingerprint, bytes }, audit, ...context }, { path }) {
    audit({ target: aimed(place), after: { path } });
    return after(context, place, bytes, { path, fingerprint });
  },
});

async function* only(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield content;
}

/** A command that is one call of the script, which prints the total size of the files afterwards. */
function change<I extends z.ZodType<{ organisation: string; server: string; path: string }>>(
  name: string,
  did: string,
  input: I,
  wordsOf: (given: z.output<I>) => string[],
  logged: (given: z.output<I>) => Record<string, string>,
) {
  return organisationCommand(name, {
    did,
    event: null,
    ...common,
    lock: "none",
    input,
    check: toPlace,
    async prepare(given: z.output<I>, place: Place) {
      return { place, output: (await work(place, wordsOf(given), 120)).toString().trim() };
    },
    async run({ prepared: { place, output }, audit, ...context }, given) {
      audit({ target: aimed(place), after: logged(given) });
      return after(context, place, output === "" ? place.volumeBytes : Number(output), { path: given.path });
    },
  });
}

export const makeFolder = change(
  "server.makeFolder",
  "created a folder on",
  newFolderInput,
  ({ path }) => ["folder", path],
  ({ path }) => ({ path }),
);
/** Deletes a file, a link, or a folder and everything in it. */
export const deleteFile = change(
  "server.deleteFile",
  "deleted a file of",
  oneFile,
  ({ path }) => ["delete", path],
  ({ path }) => ({ path }),
);
/** Renames or moves within the server's files; it never overwrites anything. */
export const moveFile = change(
  "server.moveFile",
  "moved a file of",
  moveFileInput,
  ({ path, to }) => ["move", path, to],
  ({ path, to }) => ({ path, to }),
);
