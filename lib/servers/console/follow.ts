import { setTimeout as pause } from "node:timers/promises";
import type Docker from "dockerode";
import { findContainer } from "@/lib/docker/container";
import { connect } from "@/lib/docker/engine";
import { followLog } from "@/lib/docker/log";
import { engineProblem } from "@/lib/docker/problem";
import { followStats } from "@/lib/docker/stats";
import { AppError } from "@/lib/errors";
import { Refusal } from "@/lib/kernel/errors";
import { type Mailbox, makeMailbox } from "@/lib/servers/console/mailbox";
import type { Watched } from "@/lib/servers/console/operations";

/** How often permission and row are read again. At most 5 seconds; shorter while a job works on the server. */
const lookMs = { settled: 2_000, underWay: 1_000 };
/** How long to wait before looking again for a lost engine or an ended container. */
const againMs = 1_500;
/** An engine sends statistics every second: after this long without any it counts as lost. */
const silenceMs = 15_000;
/** Lines per second. A faster log is reopened a moment later, from its last lines on. */
const loudest = 3_000;
/** How many earlier lines come before the new ones. */
const historyLines = 400;

interface Following {
  /** Reads the server again; throws if the user may no longer see it. */
  look: () => Promise<Watched>;
  /** Where to continue the log; left out: from its last lines. */
  after?: string;
  signal: AbortSignal;
}

/**
 * Follows a server's state, log and usage until `signal` aborts or `look` throws, which is the last event. A lost engine is reported
 * and looked for again.
 * @param first the first result of `look`
 */
export function followServer(first: Watched, { look, after, signal }: Following): Mailbox {
  const mailbox = makeMailbox();
  const ended = new AbortController();
  const all = AbortSignal.any([signal, ended.signal]);
  let seen = first;
  let console = followConsole(first.console);

  function followConsole(open: boolean) {
    const closing = new AbortController();
    mailbox.put({ event: "console", data: { open } });
    if (open) void repeat(AbortSignal.any([all, closing.signal]), tellLog);
    else mailbox.forgetLines();
    return closing;
  }

  async function watch(): Promise<void> {
    let sent = "";
    while (!all.aborted) {
      const text = JSON.stringify(seen.server);
      if (text !== sent) mailbox.put({ event: "state", data: seen.server });
      sent = text;
      await pause(isUnderWay(seen) ? lookMs.underWay : lookMs.settled);
      if (all.aborted) return;
      const found = await look();
      if (found.console !== seen.console) {
        console.abort();
        console = followConsole(found.console);
      }
      seen = found;
    }
  }

  /** Does something with the container, and again whenever it ends or the engine is lost, until aborted. */
  async function repeat(until: AbortSignal, work: (container: Docker.Container, until: AbortSignal) => Promise<void>) {
    while (!until.aborted) {
      try {
        const container = await findContainer(connect(seen.engine, silenceMs), seen.server.id);
        tellEngine(null);
        if (container) await work(container, until);
      } catch (error) {
        if (!until.aborted) tellEngine(engineProblem(error));
      }
      await pause(againMs);
    }
  }

  let problem: string | null | undefined;
  function tellEngine(found: string | null): void {
    if (found === problem) return;
    problem = found;
    mailbox.put({ event: "engine", data: { connected: found === null, problem: found } });
  }

  let place = after;
  let read = "";
  async function tellLog({ id }: Docker.Container, until: AbortSignal): Promise<void> {
    const { State } = await connect(seen.engine, silenceMs).getContainer(id).inspect();
    // The log was read to the end, and the container hasn't run since.
    const run = `${id} ${State.StartedAt}`;
    if (run === read && !State.Running) return;
    // No timeout: a log can be silent for long, and the other stream watches the engine.
    const container = connect(seen.engine).getContainer(id);
    let [second, heard] = [0, 0];
    for await (const line of followLog(container, { after: place, tail: historyLines, signal: until })) {
      mailbox.line(line);
      place = line.at;
      const now = Math.floor(Date.now() / 1_000);
      [second, heard] = [now, now === second ? heard + 1 : 0];
      if (heard > loudest) return mailbox.skip();
    }
    read = run;
  }

  async function tellStats({ id }: Docker.Container, until: AbortSignal): Promise<void> {
    const container = connect(seen.engine, silenceMs).getContainer(id);
    if (!(await container.inspect()).State.Running) return;
    for await (const sample of followStats(container, until)) mailbox.sample(sample);
  }

  void repeat(all, tellStats);
  void watch().catch((error) => {
    ended.abort();
    mailbox.forgetLines();
    const { code, reason, message } = error instanceof Refusal ? error : new AppError("internal");
    mailbox.put({ event: "end", data: { code, reason, message } });
  });
  return mailbox;
}

const isUnderWay = ({ server: { state, wanted } }: Watched) =>
  state !== wanted && state !== "failed" && !(state === "stopped" && wanted === "stopped");
