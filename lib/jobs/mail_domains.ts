import type { Caller } from "@/lib/kernel/actor";
import { dueMailDomains, noteMailDomain } from "@/lib/mail_domains/work_operations";
import { findProof } from "@/lib/zones/claims/proof";

/** Looks once a day whether what verified a mail domain is still there. Without an answer nothing changes. */
export async function lookAtMailDomains(caller: Caller): Promise<void> {
  for (const { wanted, hasZone, ...which } of await dueMailDomains(caller, {})) {
    const proof = hasZone ? "record" : await findProof(wanted);
    if (proof === "silent") continue;
    await noteMailDomain(caller, { ...which, seen: proof === "record" ? "there" : "missing" });
  }
}
