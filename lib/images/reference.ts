/** The registry of an image that names none. */
export const usualRegistry = "docker.io";

/** An image's name, taken apart as engines do. */
export interface ImageReference {
  /** Canonical: what lists of registries are compared with. */
  registry: string;
  /** Within its registry, and whole: `library/nginx`. */
  repository: string;
  /** The name in its shortest form, with its tag or digest: `nginx:1.27`. Two that mean the same image are the same. */
  written: string;
}

const part = "[a-z0-9]+(?:(?:[._]|__|-{1,8})[a-z0-9]+)*";
const path = new RegExp(`^${part}(?:/${part})*$`);
const label = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
/** What stands before the first slash of an image is a host when it looks like one; otherwise it is a name on the usual registry. */
const looksLikeHost = (first: string) => /[.:]|[^ -~]/.test(first) || first.toLowerCase() === "localhost";
const host = new RegExp(`^(?:${label}(?:\\.${label})*|\\[[0-9a-f:.]+\\])$`);

/**
 * A registry's host, with a port where it isn't the usual one, in the one way in which it is compared: lower case, letters of other scripts as
 * DNS has them, addresses in full, no dot at the end. Null where it is none, or none that an image could name.
 */
export function registryName(text: string): string | null {
  if (text.length > 300 || !looksLikeHost(text) || !/^[^\s/?#@\\%]+$/.test(text)) return null;
  if (!URL.canParse(`https://${text}`)) return null;
  const { hostname, port } = new URL(`https://${text}`);
  const name = hostname.replace(/\.$/, "");
  if (name.length > 253 || !host.test(name) || port === "0") return null;
  // A bare word keeps the usual port: without it, an image's name would lead elsewhere.
  const found = port === "" && looksLikeHost(name) ? name : `${name}:${port || 443}`;
  return found === "index.docker.io" ? usualRegistry : found;
}

/** Where a registry is found: its host without the port, as an address is judged. */
export function registryHost(registry: string): string {
  if (registry === usualRegistry) return "registry-1.docker.io";
  return registry.replace(/:\d+$/, "").replace(/^\[(.*)\]$/, "$1");
}

/** Null for what is no image's name. Without a tag or digest it is the latest. */
export function parseImage(text: string): ImageReference | null {
  const [named = "", digest, ...more] = text.split("@");
  if (more.length > 0 || (digest !== undefined && !/^sha256:[0-9a-f]{64}$/.test(digest))) return null;
  const slash = named.indexOf("/");
  const first = named.slice(0, Math.max(slash, 0));
  const apart = slash > 0 && looksLikeHost(first);
  const registry = apart ? registryName(first) : usualRegistry;
  const [, name = "", tag] = /^([^:]*)(?::(\w[\w.-]{0,127}))?$/.exec(apart ? named.slice(slash + 1) : named) ?? [];
  if (registry === null || !path.test(name)) return null;
  const usual = registry === usualRegistry;
  const repository = usual && !name.includes("/") ? `library/${name}` : name;
  const shortest = usual ? repository.replace(/^library\/(?=[^/]+$)/, "") : `${registry}/${repository}`;
  const marks = `${tag ? `:${tag}` : ""}${digest ? `@${digest}` : ""}`;
  return { registry, repository, written: `${shortest}${marks || ":latest"}` };
}
