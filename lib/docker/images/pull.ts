import { EngineProblem, isUnreachable, saidBy } from "@/lib/docker/problem";
import { log } from "@/lib/log";

/** The maximum compressed size of an image, in bytes. */
export const largestImage = 20 * 1_073_741_824;

export const pullWords = {
  denied: "Image not found, or it isn’t public. Check its name and tag.",
  missing: "Image not found in the registry. Check its name and tag.",
  machine: "The image isn’t available for the node’s platform.",
  large: "The image is too large (maximum 20 GB).",
  often: "The registry’s rate limit is reached. Try again later.",
  full: "The node’s disk is too full for the image.",
  unsafe: "The node has no secure connection to the image’s registry.",
  away: "The node couldn’t reach the image’s registry.",
  broken: "The registry sent an invalid image.",
  failed: "The node couldn’t pull the image.",
} as const;
type Kind = keyof typeof pullWords;

/** Failures for which trying again doesn't help. */
const final: readonly Kind[] = ["denied", "missing", "machine", "large"];

/** Engine messages about failed pulls, in order of precedence: one text may match several. */
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

/** A failed pull, in our own words; those of the engine and the registry go only to the log. */
export function pullProblem(error: unknown): unknown {
  // The registry hasn't been asked yet.
  if (error instanceof EngineProblem || isUnreachable(error)) return error;
  const said = saidBy(error);
  log().warn({ said }, "an image couldn’t be fetched");
  return refusedPull(signs.find(([pattern]) => pattern.test(said))?.[1] ?? "failed");
}

export const refusedPull = (kind: Kind): EngineProblem => new EngineProblem(pullWords[kind], final.includes(kind));
