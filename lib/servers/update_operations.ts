import type { Trx } from "@/db/client";
import {
  findEnvironment,
  findServer,
  isServerNameFree,
  lockServer,
  nudgeServer,
  rebuildServer,
  renameServer,
  resizeServer,
  type ServerRow,
} from "@/db/queries/servers";
import { AppError, fieldError } from "@/lib/errors";
import { requireImage } from "@/lib/images/registries";
import type { Organisation } from "@/lib/kernel/entry";
import { organisationCommand, organisationQuery } from "@/lib/kernel/kinds";
import { type NodeRefusal, refusalWords } from "@/lib/nodes/refusal";
import { requirePool } from "@/lib/pools/require";
import { sightOf } from "@/lib/projects/sight";
import { oneServer } from "@/lib/servers/schema";
import { updateServerInput } from "@/lib/servers/update_schema";
import { type ServerPort, toServer } from "@/lib/servers/view";
import { sealEnvironment, unsealEnvironment } from "@/lib/servers/work/environment";

type Row = Omit<ServerRow, "nameKey">;
type Wanted = ReturnType<(typeof updateServerInput)["parse"]>;

/** The names of a server's environment variables. Their values are never returned. */
export const readVariables = organisationQuery("server.readVariables", {
  input: oneServer,
  feature: "servers",
  token: "organisation",
  permission: "server.update",
  async run({ trx, organisation, actor }, { server: id }) {
    const server = await findServer(trx, sightOf(organisation, actor), id);
    if (!server) throw new AppError("unknown");
    const kept = unsealEnvironment(id, await findEnvironment(trx, organisation.id, id));
    return { names: Object.keys(kept).sort() };
  },
});

const wordsOf = (ports: { port: number; protocol: string }[]) => ports.map((each) => `${each.port}/${each.protocol}`);

/** Changes memory, cores, disk and ports, if the organisation’s pool and the node have room. @returns what changed */
async function resize(trx: Trx, organisation: Organisation, before: Row, wanted: Wanted) {
  const had = before.ports as unknown as ServerPort[];
  const { memoryMb = before.memoryMb, cores = before.cores, diskMb = before.diskMb, ports = had } = wanted;
  const portsChanged = String(wordsOf(ports)) !== String(wordsOf(had));
  const limits = { memoryMb, cores, diskMb };
  const changed = (["memoryMb", "cores", "diskMb"] as const).filter((limit) => limits[limit] !== before[limit]);
  if (changed.length > 0 || portsChanged) {
    const promised = { memoryMb: before.memoryMb, cores: before.cores, diskMb: before.diskMb, ports: had.length };
    await requirePool(trx, organisation, before.nodeId, { ...limits, ports: ports.length }, promised);
    const failed = (await resizeServer(trx, before.id, { ...limits, ports })) as NodeRefusal | null;
    if (failed) throw noRoom(failed);
  }
  return {
    portsChanged,
    live: changed.some((limit) => limit !== "diskMb"),
    before: { ...pick(before, changed), ...(portsChanged && { ports: wordsOf(had) }) },
    after: { ...pick(limits, changed), ...(portsChanged && { ports: wordsOf(ports) }) },
  };
}

const pick = <T extends object>(from: T, names: readonly (keyof T)[]) =>
  Object.fromEntries(names.map((each) => [each, from[each]]));

const fields: Partial<Record<NodeRefusal, string>> = {
  memory: "memoryMb",
  cores: "cores",
  disk: "diskMb",
  ports: "ports",
};

/** An error at the field that needs too much, or a general one if the node accepts nothing at all. */
function noRoom(failed: NodeRefusal): AppError {
  const message = `The server’s node doesn’t have room for this. ${refusalWords(failed)}`;
  const field = fields[failed];
  return field ? fieldError("server.noRoom", field, message) : new AppError("server.noRoom", { message });
}

/** Changes image and variables. @returns what changed; only the names of variables */
async function rebuild(trx: Trx, before: Row, { image = before.image, environment = {}, forget = [] }: Wanted) {
  if (image !== before.image) await requireImage(trx, image);
  const kept = unsealEnvironment(before.id, await findEnvironment(trx, before.organisationId, before.id));
  const next = { ...kept, ...environment };
  const removed = forget.filter((each) => each in kept && !(each in environment));
  for (const each of removed) delete next[each];
  if (Object.keys(next).length > 100) throw fieldError("server.variables", "environment");
  const set = Object.keys(environment).filter((each) => kept[each] !== environment[each]);
  return {
    changed: image !== before.image || removed.length > 0 || set.length > 0,
    made: { image, environment: sealEnvironment(before.id, next) },
    before: { ...(image !== before.image && { image: before.image }) },
    after: {
      ...(image !== before.image && { image }),
      ...(set.length > 0 && { variables: set }),
      ...(removed.length > 0 && { variablesRemoved: removed }),
    },
  };
}

/**
 * Edits a server. Name and disk change only in the row; memory and cores change while it runs; image, variables and ports recreate its
 * container, with its files kept. The allocation on its node changes in this transaction; a job does the engine's part.
 */
export const updateServer = organisationCommand("server.update", {
  did: "changed the server",
  event: "server.changed",
  input: updateServerInput,
  feature: "servers",
  token: "organisation",
  permission: "server.update",
  limits: [{ points: 120, seconds: 60, by: "actor" }],
  async run({ trx, organisation, actor, audit, enqueue }, wanted) {
    const { server: id } = wanted;
    const sight = sightOf(organisation, actor);
    const was = await lockServer(trx, sight, id);
    if (!was) throw new AppError("unknown");
    if (was.state === "deleting") throw new AppError("server.deleting");
    if (!["running", "stopped", "failed"].includes(was.state)) throw new AppError("server.unfinished");
    const { name = was.name } = wanted;
    if (name !== was.name) {
      if (!(await isServerNameFree(trx, organisation.id, name, id))) throw fieldError("server.taken", "name");
      await renameServer(trx, organisation.id, id, name);
    }
    const size = await resize(trx, organisation, was, wanted);
    const build = await rebuild(trx, was, wanted);
    if (build.changed || size.portsChanged) await rebuildServer(trx, organisation.id, id, build.made);
    // A stopped server gets the change when it is started.
    if ((build.changed || size.portsChanged || size.live) && was.state !== "failed" && was.wanted === "running") {
      await nudgeServer(trx, organisation.id, id);
      enqueue("server", { server: id, organisationId: organisation.id });
    }
    const renamed = name !== was.name;
    const before = { ...(renamed && { name: was.name }), ...size.before, ...build.before };
    const after = { ...(renamed && { name }), ...size.after, ...build.after };
    audit(Object.keys(after).length > 0 ? { target: { id, name }, before, after } : null);
    const server = await findServer(trx, sight, id);
    if (!server) throw new AppError("unknown");
    return toServer(server);
  },
});
