import Docker from "dockerode";
import { EngineProblem } from "@/lib/docker/problem";

/** The certificates for an engine that listens on TCP, as PEM texts. */
export interface Credentials {
  ca: string;
  cert: string;
  key: string;
}

/** The address of an engine: `unix:///var/run/docker.sock`, or `tcp://host:2376` with a client certificate. */
export interface EngineAddress {
  endpoint: string;
  credentials: Credentials | null;
}

/** The API of the oldest supported engine, 20.10. */
const oldestApi = 1.41;

/** @param timeoutMs how long an answer may be silent; left out for streams, such as a pull */
export function connect({ endpoint, credentials }: EngineAddress, timeoutMs?: number): Docker {
  const { protocol, hostname, port, pathname } = new URL(endpoint);
  const more = { timeout: timeoutMs, version: `v${oldestApi}` };
  if (protocol === "unix:") return new Docker({ socketPath: decodeURIComponent(pathname), ...more });
  return new Docker({ protocol: "https", host: hostname.replace(/^\[|\]$/g, ""), port, ...credentials, ...more });
}

/** What an engine reports about itself. */
export interface EngineFacts {
  version: string;
  /** The machine's cores. */
  cores: number;
  memoryMib: number;
}

/**
 * Asks an engine for its version and size, within five seconds.
 * @throws errors that `engineProblem` can put into words
 */
export async function readEngine(address: EngineAddress): Promise<EngineFacts> {
  const docker = connect(address, 5_000);
  const { Version, ApiVersion } = (await docker.version()) as { Version: string; ApiVersion: string };
  const [major = 0, minor = 0] = ApiVersion.split(".").map(Number);
  if (major < 1 || (major === 1 && minor < 41))
    throw new EngineProblem("This Docker Engine is too old: 20.10 or newer is required.", true);
  const { NCPU, MemTotal } = (await docker.info()) as { NCPU: number; MemTotal: number };
  return {
    version: String(Version)
      .replaceAll(/[^\w.+~-]/g, "")
      .slice(0, 60),
    cores: NCPU,
    memoryMib: Math.floor(MemTotal / 1_048_576),
  };
}
