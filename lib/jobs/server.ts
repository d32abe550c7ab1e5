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
/** With whether a container that was made from older rows still listens. */
type Brought = Outcome & { old?: boolean };

const caller = systemCaller("server");
const heartbeatMs = 30_000;
/** How long an engine may say nothing: unpacking a large layer takes its time. */
const silenceMs = 300_000;
const emptiedWords =
  "What it wrote beside /data took more than its disk, so it was stopped and that was removed. Its files are still there: start it again.";
/** How often the progress of a pull is written down. */
const progressMs = 1_000;

/**
 * Brings about what is wished for a server, and goes on with what is wished for meanwhile. It may be cut off at any point and
 * run again: it looks what is there before it does anything. What may pass is thrown, so that the queue tries again.
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
      // A server that is to go never fails: its container would stay, and nobody would know of it.
      passing = work.wanted === "gone" || !isRefusal(error);
      // Nor one whose engine is away while it is made: nothing was tried yet, and it is once the engine is back.
      const waits = work.wanted === "gone" || (work.unfinished && isUnreachable(error));
      outcome = { problem, exitCode: null, ...(!waits && (!passing || last) && { state: "failed" }) };
    } finally {
      clearInterval(heart);
    }
    const { wish }: Work = work;
    work = await settle(caller, { ...payload, wish, ...outcome });
    if (passing && !last && !work) throw new Error(outcome.problem ?? "");
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

/** Moves the limits. One that runs goes on with those that it had, where its engine refuses: memory that is in use can't always be taken. */
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
 * Makes the container from what its row says now, with the same files. The image comes first: where it can't be had, what runs goes on,
 * and starting it again tries again.
 */
async function remake(work: Work, old: Docker.Container, last: boolean): Promise<Brought> {
  const docker = connect(work.engine, silenceMs);
  try {
    await fetchImage(work);
  } catch (error) {
    if ((isRefusal(error) || last) && (await readContainer(old)).running)
      return { state: "running", problem: `It runs on as it was: ${engineProblem(error)}`, exitCode: null, old: true };
    throw error;
  }
  await stopContainer(old);
  await dropContainer(docker, work.id);
  const container = await make(work);
  await startContainer(docker, container, work.organisationId);
  return outcomeOf(await readContainer(container), false);
}

/** Fetches the image and makes the container; the row says how far it is. */
async function make(work: Work) {
  await fetchImage(work);
  await noteWork(caller, { ...rowOf(work), state: "creating", progress: null });
  return createContainer(connect(work.engine, silenceMs), work);
}

async function fetchImage(work: Work): Promise<void> {
  const row = rowOf(work);
  let told = 0;
  let telling: Promise<unknown> = Promise.resolve();
  await noteWork(caller, { ...row, state: "pulling", progress: null });
  // Asked again each time: what was allowed when it was made may not be now.
  if (work.imageRefusal !== null) throw new EngineProblem(work.imageRefusal, true);
  const tell = (progress: number) => {
    if (Date.now() - told < progressMs) return;
    told = Date.now();
    telling = telling.then(() => noteWork(caller, { ...row, state: "pulling", progress })).catch(() => {});
  };
  const judge = () => judgeRegistry(work.image);
  const fetched = await ensureImage(connect(work.engine, silenceMs), work.image, { tell, judge });
  await telling;
  if (fetched) await noteImage(caller, { node: work.nodeId, imageId: fetched, reference: work.image });
}

const rowOf = ({ id, organisationId }: Work) => ({ server: id, organisationId });

/** A container as its row tells of it. @param asked whether it was to stop */
export function outcomeOf(found: Awaited<ReturnType<typeof readContainer>>, asked: boolean): Outcome {
  if (found.running) return { state: "running", problem: null, exitCode: null };
  const problem = found.outOfMemory
    ? "It ran out of memory and was stopped."
    : asked
      ? null
      : `It ended by itself with exit code ${found.exitCode}.`;
  return { state: "stopped", problem, exitCode: found.exitCode };
}
