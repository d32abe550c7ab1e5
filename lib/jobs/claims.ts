import { systemCaller } from "@/lib/kernel/actor";
import { acceptProof, dueClaims } from "@/lib/zones/claims/operations";
import { findProof } from "@/lib/zones/claims/proof";

const caller = systemCaller("claims");
const hands = 10;

/** Checks the verification of pending zones, a few at a time, and activates those that pass. */
export async function runClaimsJob(): Promise<void> {
  const waiting = await dueClaims(caller, {});
  const work = async () => {
    for (let claim = waiting.shift(); claim; claim = waiting.shift()) {
      const { zone, organisationId, wanted } = claim;
      const proof = await findProof(wanted);
      if (proof === "record" || proof === "delegation") await acceptProof(caller, { zone, organisationId, proof });
    }
  };
  await Promise.all(Array.from({ length: hands }, work));
}
