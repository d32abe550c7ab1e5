/** The registry of an image whose name doesn't include one. */
export const usualRegistry = "docker.io";

/** An image's name, parsed as engines do. */
export interface ImageReference {
  /** Canonical, for comparing with lists of registries. */
  registry: string;
  /** The full name within its registry: `library/nginx`. */
  repository: string;
  /** The shortest form, with tag or digest: `nginx:1.27`. Equal for two names of the same image. */
  written: string;
}

const part = "[a-z0-9]+(?:(?:[._]|__|-{1,8})[a-z0-9]+)*";
const path = new RegExp(`^${part}(?:/${part})*$`);
const label = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
/** The part before the first slash is a host if it looks like one; otherwise it belongs to the name on the default registry. */
const looksLikeHost = (first: string) => /[.:]|[^ -~]/.test(first) || first.toLowerCase() === "localhost";
const host = new RegExp(`^(?:${label}(?:\\.${label})*|\\[[0-9a-f:.]+\\])$`);

/**
 * A registry's host, with a port unless it is the default one, in the form used for comparison: lower case, other scripts in their DNS
 * form, addresses in full, no trailing dot. Null if it isn't a host that an image could name.
 */
export function registryName(text: string): string | null {
  if (text.length > 300 || !looksLikeHost(text) || !/^[^\s/?#@\\%]+$/.test(text)) return null;
  if (!URL.canParse(`https://${text}`)) return null;
  const { hostname, port } = new URL(`https://${text}`);
  const name = hostname.replace(/\.$/, "");
  if (name.length > 253 || !host.test(name) || port === "0") return null;
  // A bare word keeps the default port: without it, an image's name would mean another registry.
  const found = port === "" && looksLikeHost(name) ? name : `${name}:${port || 443}`;
  return found === "index.docker.io" ? usualRegistry : found;
}

/** A registry's host without the port, for checking its address. */
export function registryHost(registry: string): string {
  if (registry === usualRegistry) return "registry-1.docker.io";
  return registry.replace(/:\d+$/, "").replace(/^\[(.*)\]$/, "$1");
}

/** Null if it isn't an image name. Without a tag or digest it means the latest. */
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
