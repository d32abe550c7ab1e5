import Docker from "dockerode";
import { EngineProblem } from "@/lib/docker/problem";

/** What opens an engine that listens on TCP: PEM texts. */
export interface Credentials {
  ca: string;
  cert: string;
  key: string;
}

/** Where an engine listens: `unix:///var/run/docker.sock`, or `tcp://host:2376` with a client's certificate. */
export interface EngineAddress {
  endpoint: string;
  credentials: Credentials | null;
}

/** The oldest engine that is driven: 20.10. */
const oldestApi = 1.41;

/** @param timeoutMs how long an answer may stay silent; none for what streams, such as a pull */
export function connect({ endpoint, credentials }: EngineAddress, timeoutMs?: number): Docker {
  const { protocol, hostname, port, pathname } = new URL(endpoint);
  const more = { timeout: timeoutMs, version: `v${oldestApi}` };
  if (protocol === "unix:") return new Docker({ socketPath: decodeURIComponent(pathname), ...more });
  return new Docker({ protocol: "https", host: hostname.replace(/^\[|\]$/g, ""), port, ...credentials, ...more });
}

/** What an engine says of itself. */
export interface EngineFacts {
  version: string;
  /** Whole cores of the machine. */
  cores: number;
  memoryMib: number;
}

/**
 * Asks an engine who it is, within five seconds.
 * @throws what `engineProblem` puts into words
 */
export async function readEngine(address: EngineAddress): Promise<EngineFacts> {
  const docker = connect(address, 5_000);
  const { Version, ApiVersion } = (await docker.version()) as { Version: string; ApiVersion: string };
  const [major = 0, minor = 0] = ApiVersion.split(".").map(Number);
  if (major < 1 || (major === 1 && minor < 41))
    throw new EngineProblem("This Docker Engine is too old: 20.10 is needed.", true);
  const { NCPU, MemTotal } = (await docker.info()) as { NCPU: number; MemTotal: number };
  return {
    version: String(Version)
      .replaceAll(/[^\w.+~-]/g, "")
      .slice(0, 60),
    cores: NCPU,
    memoryMib: Math.floor(MemTotal / 1_048_576),
  };
}
