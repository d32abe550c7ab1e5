import type { JobWithMetadata } from "pg-boss";
import { systemCaller } from "@/lib/kernel/actor";
import { Refusal } from "@/lib/kernel/errors";
import { log } from "@/lib/log";
import { beginImport, failImport, noteImport, saveImport } from "@/lib/zones/files/import_operations";

interface Payload {
  import: string;
  organisationId: string;
}

const caller = systemCaller("import");
/** How often progress is stored at least: creating the version at the end reports none. */
const heartbeatMs = 2_000;
const unsaved = "Something went wrong while saving; the error was logged. Nothing was changed. Import the file again.";

/**
 * Saves one import. It can be interrupted at any point and run again, because everything is committed at once. Temporary errors
 * are thrown, so that the queue retries.
 */
export async function runImportJob(job: Pick<JobWithMetadata<Payload>, "data" | "retryCount" | "retryLimit">) {
  const { import: id, organisationId } = job.data;
  const one = { import: id, organisationId };
  if (!(await beginImport(caller, one))) return;
  const progress = progressOf(one);
  try {
    await saveImport(caller, { ...one, tell: progress.tell });
  } catch (error) {
    const refusal = error instanceof Refusal ? error : null;
    if (!refusal) log().error({ err: error, import: id }, "an import couldn’t be saved");
    const passing = !refusal || refusal.code === "UNAVAILABLE";
    if (passing && job.retryCount < job.retryLimit) throw error;
    await failImport(caller, { ...one, problem: passing ? unsaved : (refusal?.message ?? unsaved) });
  } finally {
    await progress.end();
  }
}

/** Stores the progress, one write at a time and always the latest value; a failed write is skipped. */
function progressOf(one: Payload) {
  let saved = 0;
  let writing: Promise<unknown> | null = null;
  const write = () => {
    writing ??= noteImport(caller, { ...one, saved })
      .catch(() => {})
      .finally(() => {
        writing = null;
      });
  };
  const heart = setInterval(write, heartbeatMs);
  return {
    tell(count: number) {
      saved = count;
      write();
    },
    async end() {
      clearInterval(heart);
      await writing;
    },
  };
}
