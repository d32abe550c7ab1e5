import { startWorker } from "@/lib/jobs/worker";

/* A worker as its own process, for tests that kill it. It prints when it is ready for jobs. */
await startWorker();
process.send?.("ready");
