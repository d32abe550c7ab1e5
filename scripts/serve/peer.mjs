import net from "node:net";
import proxyAddr from "proxy-addr";
import { Refusal } from "../up/refusal.mjs";
import { makeProof } from "./proof.mjs";

/** Headers that this process writes and signs. */
const written = ["x-guildhall-peer", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port"];
const proofHeader = "x-guildhall-peer-proof";

/** Headers about the route or the destination of a request. Anybody can send them. */
const claims = [...written, proofHeader, "x-action-forwarded", "forwarded", "x-real-ip", "x-forwarded-server"];

/** Headers that proxy.ts and Next add later. Where proxy.ts doesn't run, a client's own would be trusted. */
const fromWithin = ["x-guildhall-path", "x-nonce", "content-security-policy", "content-security-policy-report-only"];

/**
 * Creates the function that corrects a request's headers: `x-guildhall-peer` is the client's address, and
 * the forwarded host and protocol are those of the connection, or what a trusted proxy said about its own.
 *
 * Next itself keeps a client's x-forwarded-for and compares a server action's Origin with x-forwarded-host. A request
 * that it sends on to itself (an action posted to a page that hasn't got it, the page that an action leads to) carries
 * the headers of the one before with their proof; those are the client's and stay.
 * @param {string | undefined} trustedProxies addresses, ranges (10.0.0.0/8), or loopback, linklocal, uniquelocal
 */
export function peerHeaders(trustedProxies) {
  const trusts = compileTrust(trustedProxies);
  const proof = makeProof();
  const words = (headers) => written.map((name) => headers[name]);
  return (request) => {
    const { headers, socket } = request;
    for (const name of fromWithin) delete headers[name];
    if (proof.holds(headers[proofHeader], words(headers))) return;
    const direct = plainAddress(socket.remoteAddress) ?? "0.0.0.0";
    const trusted = trusts(direct, 0);
    const said = trusted
      ? { host: first(headers["x-forwarded-host"]), proto: first(headers["x-forwarded-proto"]) }
      : {};
    const peer = trusted ? (plainAddress(proxyAddr(request, trusts)) ?? direct) : direct;
    for (const name of claims) delete headers[name];
    const host = said.host || headers.host;
    const proto = said.proto === "https" ? "https" : "http";
    headers["x-guildhall-peer"] = peer;
    headers["x-forwarded-for"] = peer;
    headers["x-forwarded-proto"] = proto;
    headers["x-forwarded-port"] = portOf(host, proto);
    if (host) headers["x-forwarded-host"] = host;
    headers[proofHeader] = proof.of(words(headers));
  };
}

function compileTrust(trustedProxies = "") {
  const list = trustedProxies
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
  try {
    return proxyAddr.compile(list);
  } catch {
    throw new Refusal(
      `TRUSTED_PROXIES holds something that is neither an address nor a range: “${trustedProxies}”. Example: 10.0.0.0/8, 192.0.2.7`,
    );
  }
}

/** An address in the usual form: IPv4 on an IPv6 socket becomes IPv4. */
function plainAddress(text) {
  const address = text?.replace(/^::ffff:(?=\d+\.)/i, "");
  return address && net.isIP(address) ? address : undefined;
}

/** Of several proxies' values, the outermost one's, which is the host that the client requested. */
const first = (value) => value?.split(",")[0]?.trim();

const portOf = (host, proto) => /:(\d+)$/.exec(host ?? "")?.[1] ?? (proto === "https" ? "443" : "80");
