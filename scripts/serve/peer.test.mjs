import { describe, expect, it } from "vitest";
import { peerHeaders } from "./peer.mjs";

/** The headers that the application gets for a request from an address. */
function seen(trustedProxies, remoteAddress, headers = {}, setPeer = peerHeaders(trustedProxies)) {
  const request = {
    headers: { host: "panel.example:3000", ...headers },
    socket: { remoteAddress },
    connection: { remoteAddress },
  };
  setPeer(request);
  return request.headers;
}

const claim = {
  "x-guildhall-peer": "192.0.2.66",
  "x-forwarded-for": "192.0.2.66",
  "x-forwarded-host": "evil.example",
  "x-forwarded-proto": "https",
  "x-guildhall-peer-proof": "x",
  forwarded: "for=192.0.2.66",
  "x-real-ip": "192.0.2.66",
};

describe("without a trusted proxy", () => {
  it("trusts no header about the client", () => {
    expect(seen("", "203.0.113.9", claim)).toEqual({
      host: "panel.example:3000",
      "x-guildhall-peer": "203.0.113.9",
      "x-guildhall-peer-proof": expect.stringMatching(/^[\w-]{43}$/),
      "x-forwarded-for": "203.0.113.9",
      "x-forwarded-host": "panel.example:3000",
      "x-forwarded-port": "3000",
      "x-forwarded-proto": "http",
    });
  });

  it("writes an IPv4 address that came through an IPv6 socket as IPv4", () => {
    expect(seen("", "::ffff:203.0.113.9")["x-guildhall-peer"]).toBe("203.0.113.9");
  });

  it("has an address even after the connection is gone", () => {
    expect(seen("", undefined)["x-guildhall-peer"]).toBe("0.0.0.0");
  });
});

describe("behind trusted proxies", () => {
  const through = (forwardedFor, more = {}) =>
    seen("10.0.0.0/8, loopback", "10.1.2.3", { "x-forwarded-for": forwardedFor, ...more });

  it("takes the last address that isn't a trusted proxy's", () => {
    expect(through("192.0.2.66, 203.0.113.9, 10.9.9.9")["x-guildhall-peer"]).toBe("203.0.113.9");
  });

  it("takes the host and protocol that the proxy reports", () => {
    const headers = through("203.0.113.9", { "x-forwarded-host": "portal.example", "x-forwarded-proto": "https" });
    expect(headers).toMatchObject({
      "x-forwarded-host": "portal.example",
      "x-forwarded-proto": "https",
      "x-forwarded-port": "443",
    });
  });

  it("falls back to the proxy's own address when the header has none", () => {
    expect(through("not-an-address")["x-guildhall-peer"]).toBe("10.1.2.3");
  });

  it("doesn't trust the headers of others", () => {
    expect(seen("10.0.0.0/8", "203.0.113.9", claim)["x-guildhall-peer"]).toBe("203.0.113.9");
  });

  it("refuses a list with an invalid address", () => {
    expect(() => peerHeaders("10.0.0.0/8, proxy.example")).toThrow("TRUSTED_PROXIES");
  });
});

describe("a request that Next sends on to itself", () => {
  const setPeer = peerHeaders("");
  const first = () => seen("", "203.0.113.9", { host: "panel.example:3000" }, setPeer);

  it("keeps the client's address and the requested host", () => {
    const second = seen("", "127.0.0.1", { ...first(), host: "127.0.0.1:3000" }, setPeer);
    expect(second).toMatchObject({ "x-guildhall-peer": "203.0.113.9", "x-forwarded-host": "panel.example:3000" });
  });

  it.each(Object.keys(first()).filter((name) => name !== "host"))("isn't recognised with another %s", (name) => {
    const forged = seen("", "198.51.100.4", { ...first(), [name]: "192.0.2.66" }, setPeer);
    expect(forged["x-guildhall-peer"]).toBe("198.51.100.4");
  });

  it("isn't recognised with another process's signature", () => {
    expect(seen("", "198.51.100.4", first())["x-guildhall-peer"]).toBe("198.51.100.4");
  });
});

it("trusts no client's nonce, policy or path", () => {
  const names = ["x-nonce", "content-security-policy", "x-guildhall-path"];
  const setPeer = peerHeaders("");
  const given = Object.fromEntries(names.map((name) => [name, "theirs"]));
  const once = seen("", "203.0.113.9", given, setPeer);
  const again = seen("", "127.0.0.1", { ...once, ...given }, setPeer);
  for (const name of names) expect([once[name], again[name]]).toEqual([undefined, undefined]);
});
