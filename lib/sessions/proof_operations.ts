import { noteProof } from "@/db/queries/sessions";
import { AppError } from "@/lib/errors";
import { accountCommand, accountQuery } from "@/lib/kernel/kinds";
import { nothing } from "@/lib/organisations/schema";
import { noteRefusedPasskey } from "@/lib/passkeys/refusal";
import { proofBy, waysOf } from "@/lib/sessions/proofs";
import { proveInput } from "@/lib/sessions/schema";

/** The ways in which the user can prove who they are, for the dialog that asks. */
export const readProofs = accountQuery("session.readProofs", {
  input: nothing,
  token: "never",
  whileConfined: true,
  run: async ({ trx, actor }) => ({ ways: await waysOf(trx, actor.userId) }),
});

/** Proves who uses this session. For ten minutes it may do what is dangerous. */
export const prove = accountCommand("session.prove", {
  did: "confirmed the identity of",
  event: null,
  input: proveInput,
  token: "never",
  whileConfined: true,
  limits: [
    { points: 10, seconds: 900, by: "actor" },
    { points: 60, seconds: 900, by: "address" },
  ],
  // What each way keeps, by its name: which one is wanted is in the input.
  check: async ({ trx, actor }, { by }) => ({ kept: await proofBy(by).read(trx, actor.userId), actor }),
  async prepare(given, { kept, actor }) {
    const proof = proofBy(given.by);
    const matches = proof.compare ? await proof.compare(given, kept) : true;
    return { actor, kept: matches ? kept : null };
  },
  async run({ trx, actor, audit, prepared: { kept } }, given) {
    const proof = proofBy(given.by);
    if (kept === null || !(await proof.accept(trx, actor.userId, given, kept))) throw proof.refusal();
    if (!actor.sessionId || !(await noteProof(trx, actor.userId, actor.sessionId))) throw new AppError("actor.none");
    audit({ target: { id: actor.userId, name: actor.email }, after: { by: given.by } });
  },
  refused: (refusal, { by }, { actor }) =>
    noteRefusedPasskey(refusal) ??
    (refusal.code !== "INVALID"
      ? null
      : {
          operation: "session.failProof",
          scope: { userId: actor.userId },
          once: `proof ${actor.userId}`,
          most: { key: `proof ${actor.userId}`, points: 60, seconds: 3_600 },
          target: { id: actor.userId, name: actor.email },
          after: { by },
        }),
});
