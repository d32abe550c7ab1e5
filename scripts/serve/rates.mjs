import ipaddr from "ipaddr.js";

const minute = 60_000;
/** What a network may send to be parsed in a minute: a point for each body, and one more for each 16 KiB of it. */
const points = 600;
const each = 16 * 1024;

/**
 * Creates the function that counts what a network sends to pages. The cost is this process's time, so this process
 * counts, before the body is parsed and the caller is known.
 */
export function makeRates(now = Date.now) {
  let spent = new Map();
  let until = 0;
  /** @returns {number | undefined} seconds to wait, when no points are left */
  return (address, bytes) => {
    if (now() >= until) {
      spent = new Map();
      until = now() + minute;
    }
    const network = networkOf(address);
    const sum = (spent.get(network) ?? 0) + 1 + Math.floor(bytes / each);
    if (sum > points) return Math.ceil((until - now()) / 1000);
    spent.set(network, sum);
    return undefined;
  };
}

/** With IPv6, a household has a whole /64: it counts as one address. */
function networkOf(address) {
  const parsed = ipaddr.process(address);
  return parsed.kind() === "ipv4" ? address : parsed.parts.slice(0, 4).join(":");
}
