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

/** How often the right and the row are looked at anew; at most 5 seconds. Shorter while somebody works on the server. */
const lookMs = { settled: 2_000, underWay: 1_000 };
/** How long after an engine was lost, or a container ended, it is looked for again. */
const againMs = 1_500;
/** An engine tells of what runs once a second: this long without a word, and it is lost. */
const silenceMs = 15_000;
/** Lines in a second: what is louder is listened to again a moment later, from its last lines on. */
const loudest = 3_000;
/** How much of the log comes before what is new. */
const historyLines = 400;

interface Following {
  /** Whether whoever asks may still look, and how the server is; throws when not. */
  look: () => Promise<Watched>;
  /** Where the log goes on; left out: with its last lines. */
  after?: string;
  signal: AbortSignal;
}

/**
 * Follows a server: how it is, its log and what it uses, until `signal` ends or `look` says no, which is the last event. An engine that is
 * lost is told of and looked for again.
 * @param first what `look` has found already
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
    let told = "";
    while (!all.aborted) {
      const text = JSON.stringify(seen.server);
      if (text !== told) mailbox.put({ event: "state", data: seen.server });
      told = text;
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

  /** Does something with the container again and again: until it is away, it ends, or the engine is lost. */
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
    // Its log was read to the end, and it hasn't run since.
    const run = `${id} ${State.StartedAt}`;
    if (run === read && !State.Running) return;
    // A log may say nothing for long: what watches over the engine is the other stream.
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
