import { EngineProblem, isUnreachable, saidBy } from "@/lib/docker/problem";
import { log } from "@/lib/log";

/** The most that is fetched of one image, packed, in bytes. */
export const largestImage = 20 * 1_073_741_824;

export const pullWords = {
  denied: "There is no such image, or it isn’t open to everybody. Check its name and tag.",
  missing: "The registry has no such image. Check its name and tag.",
  machine: "The image isn’t made for the kind of machine that the node is.",
  large: "The image is too large: at most 20 GB are fetched.",
  often: "The registry lets the node fetch nothing more for now. Try again later.",
  full: "The node’s disk has no room for the image.",
  unsafe: "The node found no safe connection to the image’s registry.",
  away: "The node couldn’t reach the image’s registry.",
  broken: "What the registry sent isn’t an image that can be used.",
  failed: "The node couldn’t fetch the image.",
} as const;
type Kind = keyof typeof pullWords;

/** Trying again helps none of these. */
const final: readonly Kind[] = ["denied", "missing", "machine", "large"];

/** What engines say of a pull, in the order in which it is looked for: one text may hold several of these. */
const signs: [RegExp, Kind][] = [
  [/too ?many ?requests|rate limit|\b429\b/i, "often"],
  [/no space left/i, "full"],
  [/no matching manifest|does not match the specified platform|image operating system/i, "machine"],
  [/denied|unauthorized|authentication required|forbidden|no basic auth/i, "denied"],
  [
    /manifest unknown|manifest for .* not found|name unknown|repository .* not (found|known)|invalid reference/i,
    "missing",
  ],
  [/x509|certificate|tls:|HTTP response to HTTPS|oversized record/i, "unsafe"],
  [/no such host|dial |lookup |timeout|deadline|refused|reset|unreachable|canceled|EOF|server misbehaving/i, "away"],
  [/digest|checksum|verification failed|invalid|unexpected|unsupported|manifest|archive|gzip/i, "broken"],
  [/not found/i, "missing"],
];

/** A pull that came to nothing, in our own words; what the engine and the registry said goes to the log alone. */
export function pullProblem(error: unknown): unknown {
  // Nobody asked a registry yet.
  if (error instanceof EngineProblem || isUnreachable(error)) return error;
  const said = saidBy(error);
  log().warn({ said }, "an image couldn’t be fetched");
  return refusedPull(signs.find(([pattern]) => pattern.test(said))?.[1] ?? "failed");
}

export const refusedPull = (kind: Kind): EngineProblem => new EngineProblem(pullWords[kind], final.includes(kind));
