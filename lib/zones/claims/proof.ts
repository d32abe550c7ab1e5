import { Resolver } from "node:dns/promises";
import { env } from "@/lib/env";
import { delegatedTo } from "@/lib/zones/claims/delegation";

/** What verifies a pending zone: a TXT record with this name and text, or this name server. */
export interface Wanted {
  zone: string;
  record: { name: string; text: string };
  nameServer: string | null;
}

/** The proof that was found; `none`: neither exists; `silent`: no server answered in time. */
export type Proof = "record" | "delegation" | "none" | "silent";

const eachMs = 2_000;
const allMs = 8_000;

/** Looks for a pending zone’s proof in public DNS. Takes eight seconds at most and never throws. */
export async function findProof(wanted: Wanted): Promise<Proof> {
  const resolver = new Resolver({ timeout: eachMs, tries: 2 });
  const { DNS_VERIFICATION_RESOLVERS: given } = env();
  if (given.length > 0) resolver.setServers(given);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Proof>((resolve) => {
    timer = setTimeout(resolve, allMs, "silent");
  });
  try {
    return await Promise.race([firstOf(looks(wanted, resolver)), late]);
  } finally {
    clearTimeout(timer);
    resolver.cancel();
  }
}

function looks({ zone, record, nameServer }: Wanted, resolver: Resolver): Promise<Proof>[] {
  const texts = asked(resolver.resolveTxt(record.name), "record", (parts) => parts.join("") === record.text);
  if (!nameServer) return [texts];
  const isIt = (server: string) => server.toLowerCase().replace(/\.$/, "") === nameServer;
  // The zone’s own servers know it if there are any; the parent’s always do.
  return [
    texts,
    asked(resolver.resolveNs(zone), "delegation", isIt),
    asked(delegatedTo(zone, resolver, eachMs), "delegation", isIt),
  ];
}

/** Ends at the first proof. */
function firstOf(all: Promise<Proof>[]): Promise<Proof> {
  return new Promise((resolve) => {
    for (const one of all) void one.then((proof) => proof === "none" || proof === "silent" || resolve(proof));
    void Promise.all(all).then((proofs) => resolve(proofs.includes("none") ? "none" : "silent"));
  });
}

/** Errors that mean that there is no such record, unlike those for a missing answer. */
const nothing = new Set(["ENOTFOUND", "ENODATA"]);

async function asked<T>(answer: Promise<T[]>, proof: Proof, fits: (value: T) => boolean): Promise<Proof> {
  try {
    return (await answer).some(fits) ? proof : "none";
  } catch (error) {
    return nothing.has((error as NodeJS.ErrnoException).code ?? "") ? "none" : "silent";
  }
}
