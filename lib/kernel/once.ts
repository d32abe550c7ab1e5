import type { Trx } from "@/db/client";
import { findAnswered, keepAnswer, takeKey, takeOldKey } from "@/db/queries/idempotency_keys";
import type { Caller } from "@/lib/kernel/actor";
import { KernelRefusal } from "@/lib/kernel/errors";

/** Not a fault: the request was answered before, and its door gives the same answer again. */
export class AnsweredBefore extends Error {
  constructor(readonly answer: Buffer) {
    super("This request was answered before.");
  }
}

const running = () => new KernelRefusal("idempotency.running", { retryAfter: 10 });

/** The steps of a command that is done once; null for a caller who sent no key. */
export function onceFor({ actor, once }: Caller) {
  if (!once || actor?.kind !== "user") return null;
  const row = { userId: actor.userId, key: once.key, request: once.request };

  /** Ends the command with the answer that the key’s first request got. */
  async function endIfAnswered(trx: Trx): Promise<void> {
    const found = await findAnswered(trx, row);
    if (!found) return;
    if (!found.requestHash.equals(row.request)) throw new KernelRefusal("idempotency.otherRequest");
    if (found.answer) throw new AnsweredBefore(found.answer);
  }

  return {
    endIfAnswered,
    /** Takes the key, or waits for the request that has it. A refusal gives it back, with the rest of the transaction. */
    async begin(trx: Trx): Promise<void> {
      try {
        if (await takeKey(trx, row)) return;
        await endIfAnswered(trx);
        if (await takeOldKey(trx, row)) return;
      } catch (error) {
        // The lock timeout: whoever has the key takes longer than anybody should wait.
        if ((error as { code?: string }).code === "55P03") throw running();
        throw error;
      }
      throw running();
    },
    end: (trx: Trx, output: unknown) => keepAnswer(trx, row, once.keep(output)),
  };
}
