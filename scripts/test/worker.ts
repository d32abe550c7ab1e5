import { startWorker } from "@/lib/jobs/worker";

/* A worker as a process of its own, for tests that kill it. It says when it takes jobs. */
await startWorker();
process.send?.("ready");
