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
/** That it is still being saved is said this often at least: making the version at the end tells of nothing. */
const heartbeatMs = 2_000;
const unsaved =
  "Something went wrong while it was saved, and it was logged. Nothing was changed. Import the file again.";

/**
 * Saves one import. It may be cut off at any point and run again: what isn’t committed never was. What may pass is thrown, so
 * that the queue tries again.
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

/** Writes down how far it is, one row at a time and never older than what was told last; a try that fails is left out. */
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
