import type Docker from "dockerode";
import type { JobWithMetadata } from "pg-boss";
import {
  createContainer,
  dropContainer,
  findContainer,
  isMadeFrom,
  killContainer,
  limitContainer,
  readContainer,
  removeContainer,
  startContainer,
  stopContainer,
} from "@/lib/docker/container";
import { connect } from "@/lib/docker/engine";
import { ensureImage } from "@/lib/docker/images/image";
import { removeUnusedNetwork } from "@/lib/docker/network";
import { EngineProblem, engineProblem, isRefusal, isUnreachable } from "@/lib/docker/problem";
import { judgeRegistry } from "@/lib/images/registries";
import { JobProblem } from "@/lib/jobs/problem";
import { systemCaller } from "@/lib/kernel/actor";
import { Refusal } from "@/lib/kernel/errors";
import { noteImage } from "@/lib/nodes/cleanup_work_operations";
import { beginWork, forgetServer, keepWork, noteWork, settle, type Work } from "@/lib/servers/work/operations";

interface Payload {
  server: string;
  organisationId: string;
}
interface Outcome {
  state?: "running" | "stopped" | "failed";
  problem: string | null;
  exitCode: number | null;
}
/** `old`: a container of an earlier generation may still be listening. */
type Brought = Outcome & { old?: boolean };

const caller = systemCaller("server");
const heartbeatMs = 30_000;
/** How long an engine may be silent: unpacking a large layer takes long. */
const silenceMs = 300_000;
const emptiedWords =
  "Stopped because data outside /data exceeded its disk. That data was removed; its files in /data are kept. Start it again.";
/** How often the progress of a pull is saved. */
const progressMs = 1_000;

/**
 * Brings a server to its wanted state, and continues if that changes in the meantime. It may be interrupted at any point and
 * run again: it always checks the current state first. Temporary failures are thrown, so that the queue retries.
 */
export async function runServerJob(job: Pick<JobWithMetadata<Payload>, "data" | "retryCount" | "retryLimit">) {
  const { server, organisationId } = job.data;
  const payload = { server, organisationId };
  const last = job.retryCount >= job.retryLimit;
  let work = await beginWork(caller, payload);
  while (work) {
    const heart = setInterval(() => void keepWork(caller, payload).catch(() => {}), heartbeatMs);
    let outcome: Outcome & { freed?: number };
    let passing = false;
    try {
      const { old, ...brought } = await bringAbout(work, last);
      outcome = old ? brought : { ...brought, freed: work.generation };
    } catch (error) {
      const problem = error instanceof Refusal ? error.message : engineProblem(error);
      // A server that is being deleted never fails: its container would stay behind unnoticed.
      passing = work.wanted === "gone" || !isRefusal(error);
      // Nor does one whose engine is offline while it is created: it continues once the engine is back.
      const waits = work.wanted === "gone" || (work.unfinished && isUnreachable(error));
      outcome = { problem, exitCode: null, ...(!waits && (!passing || last) && { state: "failed" }) };
    } finally {
      clearInterval(heart);
    }
    const { wish }: Work = work;
    work = await settle(caller, { ...payload, wish, ...outcome });
    if (passing && !last && !work) throw new JobProblem(outcome.problem ?? "The server isn’t as it should be yet.");
  }
}

async function bringAbout(work: Work, last: boolean): Promise<Brought> {
  const docker = connect(work.engine, silenceMs);
  if (work.wanted === "gone") {
    await removeContainer(docker, work.id);
    await removeUnusedNetwork(docker, work.organisationId);
    await forgetServer(caller, { server: work.id, organisationId: work.organisationId });
    return { problem: null, exitCode: null };
  }
  const found = await findContainer(docker, work.id);
  if (work.wanted === "stopped") {
    if (!found) return { state: "stopped", problem: null, exitCode: null };
    await (work.kick === "kill" ? killContainer(found) : stopContainer(found));
    const outcome = outcomeOf(await readContainer(found), true);
    if (work.kick !== "empty") return { ...outcome, old: outcome.state === "running" };
    await dropContainer(docker, work.id);
    return { ...outcome, problem: emptiedWords };
  }
  if (found && !(await isMadeFrom(found, work.generation))) return remake(work, found, last);
  const container = found ?? (await make(work));
  if (found && work.kick === "restart") await stopContainer(found);
  const problem = await limit(work, container);
  await startContainer(docker, container, work.organisationId);
  const outcome = outcomeOf(await readContainer(container), false);
  return { ...outcome, problem: outcome.problem ?? problem };
}

/** Applies the limits. If the engine refuses, a running server keeps the old ones: memory in use can't always be taken away. */
async function limit(work: Work, container: Docker.Container): Promise<string | null> {
  try {
    await limitContainer(container, work);
    return null;
  } catch (error) {
    const { running } = await readContainer(container);
    if (!running || (error as { statusCode?: number }).statusCode === undefined) throw error;
    return `The new limits need a restart: ${engineProblem(error)}`;
  }
}

/**
 * Recreates the container from its row, with the same files. The image is fetched first: if that fails, a running container keeps
 * running, and starting the server again retries.
 */
async function remake(work: Work, old: Docker.Container, last: boolean): Promise<Brought> {
  const docker = connect(work.engine, silenceMs);
  try {
    await fetchImage(work);
  } catch (error) {
    if ((isRefusal(error) || last) && (await readContainer(old)).running)
      return {
        state: "running",
        problem: `Still running the previous version: ${engineProblem(error)}`,
        exitCode: null,
        old: true,
      };
    throw error;
  }
  await stopContainer(old);
  await dropContainer(docker, work.id);
  const container = await make(work);
  await startContainer(docker, container, work.organisationId);
  return outcomeOf(await readContainer(container), false);
}

/** Fetches the image and creates the container, and saves the progress in the row. */
async function make(work: Work) {
  await fetchImage(work);
  await noteWork(caller, { ...rowOf(work), state: "creating", progress: null });
  return createContainer(connect(work.engine, silenceMs), work);
}

async function fetchImage(work: Work): Promise<void> {
  const row = rowOf(work);
  let lastNote = 0;
  let noting: Promise<unknown> = Promise.resolve();
  await noteWork(caller, { ...row, state: "pulling", progress: null });
  // Checked each time: the registry may no longer be allowed.
  if (work.imageRefusal !== null) throw new EngineProblem(work.imageRefusal, true);
  const tell = (progress: number) => {
    if (Date.now() - lastNote < progressMs) return;
    lastNote = Date.now();
    noting = noting.then(() => noteWork(caller, { ...row, state: "pulling", progress })).catch(() => {});
  };
  const judge = () => judgeRegistry(work.image);
  const fetched = await ensureImage(connect(work.engine, silenceMs), work.image, { tell, judge });
  await noting;
  if (fetched) await noteImage(caller, { node: work.nodeId, imageId: fetched, reference: work.image });
}

const rowOf = ({ id, organisationId }: Work) => ({ server: id, organisationId });

/** The outcome to save for a container. @param asked whether it was asked to stop */
export function outcomeOf(found: Awaited<ReturnType<typeof readContainer>>, asked: boolean): Outcome {
  if (found.running) return { state: "running", problem: null, exitCode: null };
  const problem = found.outOfMemory
    ? "Stopped: out of memory."
    : asked
      ? null
      : `Stopped by itself with exit code ${found.exitCode}.`;
  return { state: "stopped", problem, exitCode: found.exitCode };
}
