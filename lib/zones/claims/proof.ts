import { Resolver } from "node:dns/promises";
import { env } from "@/lib/env";
import { delegatedTo } from "@/lib/zones/claims/delegation";

/** What a claim must show: a TXT record of this name with this text, or this name server. */
export interface Wanted {
  zone: string;
  record: { name: string; text: string };
  nameServer: string | null;
}

/** Which proof was found; `none`: neither is there; `silent`: nobody could be asked, or not in time. */
export type Proof = "record" | "delegation" | "none" | "silent";

const eachMs = 2_000;
const allMs = 8_000;

/** Looks for a claim's proof in the world's DNS. Takes at most some eight seconds, and never throws. */
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
  // The zone's own servers say it where there are some; the zone above always knows.
  return [
    texts,
    asked(resolver.resolveNs(zone), "delegation", isIt),
    asked(delegatedTo(zone, resolver, eachMs), "delegation", isIt),
  ];
}

/** The first that finds a proof ends the search. */
function firstOf(all: Promise<Proof>[]): Promise<Proof> {
  return new Promise((resolve) => {
    for (const one of all) void one.then((proof) => proof === "none" || proof === "silent" || resolve(proof));
    void Promise.all(all).then((proofs) => resolve(proofs.includes("none") ? "none" : "silent"));
  });
}

/** The answers that say that there is nothing, as against those that didn't come. */
const nothing = new Set(["ENOTFOUND", "ENODATA"]);

async function asked<T>(answer: Promise<T[]>, proof: Proof, fits: (value: T) => boolean): Promise<Proof> {
  try {
    return (await answer).some(fits) ? proof : "none";
  } catch (error) {
    return nothing.has((error as NodeJS.ErrnoException).code ?? "") ? "none" : "silent";
  }
}
