import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";
import type { Done, Job } from "@/bench/load";

/** The process that creates the load: separate from everything measured, and the same for all. */
export class Loader {
  private readonly child: ChildProcess = fork(path.join(import.meta.dirname, "load.ts"), {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });

  /** @throws for any wrong response: errors are fast, and mustn't be measured */
  async run(job: Job): Promise<Done> {
    const done = await new Promise<Done>((resolve, reject) => {
      const ended = () => reject(new Error("The load's process ended."));
      this.child.once("exit", ended);
      this.child.once("message", (answer: Done) => {
        this.child.off("exit", ended);
        resolve(answer);
      });
      this.child.send(job);
    });
    if (done.error) throw new Error(done.error);
    return done;
  }

  end(): void {
    this.child.kill();
  }
}
