import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fetchLogo, type Judge } from "@/lib/avatars/fetch_logo";
import { newPicture } from "@/lib/avatars/testing";
import { judgedAddress } from "@/lib/public_address";
import { newCertificate, trust } from "@/lib/smtp_servers/testing";

// A portal with default settings: private addresses are refused.
Object.assign(process.env, {
  DATABASE_URL: "postgres://nobody@127.0.0.1/nothing",
  AUTH_SECRET: "cT3vkQ0zJm6N1xWbY8rLhPq2uFsXdEoG",
  ENCRYPTION_KEY: "Zp9wVnK4sBtR7yHcMjUaQeLxD2fGiO5T",
  ALLOW_PRIVATE_ADDRESSES: "off",
});

const reason = (expected: string) => expect.objectContaining({ reason: expected });
const mebibyte = 1024 * 1024;
const certificate = await newCertificate();
const unknown = await newCertificate();
trust(certificate.cert);

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
const closing: (() => void)[] = [];
afterAll(() => {
  for (const close of closing) close();
});

/** Another party's real server, which counts its connections. */
async function startPeer(answer: Answer, identity = certificate) {
  const asked: IncomingMessage[] = [];
  let connections = 0;
  const server = createServer({ key: identity.key, cert: identity.cert }, (request, response) => {
    asked.push(request);
    answer(
      request,
      response.on("error", () => {}),
    );
  });
  server.on("connection", () => connections++).on("tlsClientError", () => {});
  await once(server.listen(0, "127.0.0.1"), "listening");
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { asked, port, at: (path: string) => `https://localhost:${port}${path}`, connections: () => connections };
}

/** As if this machine had a public address under one name; every other name is judged as usual. */
const open: Judge = (host) => (host === "localhost" ? Promise.resolve("127.0.0.1") : judgedAddress(host));

let picture: Buffer;
beforeAll(async () => {
  picture = await newPicture();
});
const send: Answer = (_request, response) => void response.end(picture);

describe("a logo", () => {
  it("is fetched from the judged address, by one request that reveals nothing about the portal", async () => {
    const peer = await startPeer(send);
    expect((await fetchLogo(peer.at("/logo.png?size=2"), open)).equals(picture)).toBe(true);
    expect(peer.asked).toHaveLength(1);
    expect(peer.asked[0]?.url).toBe("/logo.png?size=2");
    expect(peer.asked[0]?.headers).toEqual({
      host: `localhost:${peer.port}`,
      accept: "image/png, image/jpeg",
      "accept-encoding": "identity",
      "user-agent": "Guildhall",
      connection: "close",
    });
  });

  it("is fetched over at most three redirects", async () => {
    const peer = await startPeer((request, response) => {
      const left = Number(request.url?.slice(1));
      if (left > 0) response.writeHead(302, { location: `/${left - 1}` }).end();
      else response.end(picture);
    });
    expect((await fetchLogo(peer.at("/3"), open)).equals(picture)).toBe(true);
    await expect(fetchLogo(peer.at("/4"), open)).rejects.toEqual(reason("logo.redirects"));
  });

  it.each([
    ["on a page that doesn’t exist", 404, {}, "logo.status"],
    ["a partial answer", 206, {}, "logo.status"],
    ["a redirect to nowhere", 302, {}, "logo.status"],
    ["a redirect to an invalid address", 302, { location: "https://[" }, "logo.status"],
    ["a redirect out of https", 301, { location: "http://localhost/logo.png" }, "logo.redirects"],
    ["a redirect to a file", 301, { location: "file:///etc/passwd" }, "logo.redirects"],
  ])("that is %s is refused", async (_what, status, headers, expected) => {
    const peer = await startPeer((_request, response) => void response.writeHead(status, headers).end());
    await expect(fetchLogo(peer.at("/"), open)).rejects.toEqual(reason(expected));
  });

  it("isn’t accepted from a server with another certificate", async () => {
    const peer = await startPeer(send, unknown);
    await expect(fetchLogo(peer.at("/"), open)).rejects.toEqual(reason("logo.insecure"));
    expect(peer.asked).toEqual([]);
  });

  it("can't be fetched where nothing listens", async () => {
    await expect(fetchLogo("https://localhost:1/", open)).rejects.toEqual(reason("logo.unreachable"));
  });
});

describe("a private address", () => {
  it.each(["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f000001", "127.1"])(
    "isn’t connected to: %s",
    async (host) => {
      const peer = await startPeer(send);
      await expect(fetchLogo(`https://${host}:${peer.port}/logo.png`)).rejects.toEqual(reason("address.private"));
      expect(peer.connections()).toBe(0);
    },
  );

  it.each(["169.254.169.254", "10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1", "[fe80::1]", "[fd00::1]"])(
    "is refused at once: %s",
    async (host) => {
      const began = performance.now();
      await expect(fetchLogo(`https://${host}/logo.png`)).rejects.toEqual(reason("address.private"));
      expect(performance.now() - began).toBeLessThan(1_000);
    },
  );

  it.each(["127.0.0.1", "[::1]", "169.254.169.254", "10.0.0.1"])("isn’t redirected to: %s", async (host) => {
    const inside = await startPeer(send);
    const peer = await startPeer((_request, response) => {
      response.writeHead(302, { location: `https://${host}:${inside.port}/latest/meta-data` }).end();
    });
    await expect(fetchLogo(peer.at("/"), open)).rejects.toEqual(reason("address.private"));
    expect(peer.connections()).toBe(1);
    expect(inside.connections()).toBe(0);
  });

  it("isn’t reached through a name whose address changes: it is looked up once, and the judged address is used", async () => {
    const inside = await startPeer(send);
    const answers = ["192.88.98.1", "127.0.0.1", "127.0.0.1"];
    let asked = 0;
    const changing = async () => [{ address: answers[asked++] ?? "127.0.0.1" }];
    const judged: string[] = [];
    // The judged address is public: the test connects to a local peer in its place.
    const stand = await startPeer(send);
    const judge: Judge = async (host) => {
      judged.push(await judgedAddress(host, changing));
      return "127.0.0.1";
    };
    await fetchLogo(`https://localhost:${stand.port}/`, judge);
    expect([asked, judged, inside.connections()]).toEqual([1, ["192.88.98.1"], 0]);
    // The next time it is looked up again and refused.
    await expect(fetchLogo(`https://localhost:${inside.port}/`, judge)).rejects.toEqual(reason("address.private"));
    expect(inside.connections()).toBe(0);
  });

  it("isn’t reached through a name that also has a public address", async () => {
    const both = async () => [{ address: "192.88.98.1" }, { address: "127.0.0.1" }];
    await expect(fetchLogo("https://logo.example.org/", (host) => judgedAddress(host, both))).rejects.toEqual(
      reason("address.private"),
    );
  });
});

describe("a malicious server", () => {
  const piece = Buffer.alloc(mebibyte, 1);
  const endless: Answer = (_request, response) => {
    const write = () => {
      while (!response.destroyed && response.write(piece));
    };
    response.on("drain", write);
    write();
  };

  it("is cut off at 5 MiB of a gigabyte, whether or not it announces the size", async () => {
    const silent = await startPeer(endless);
    const before = process.memoryUsage().rss;
    await expect(fetchLogo(silent.at("/"), open)).rejects.toEqual(reason("picture.large"));
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * mebibyte);
    const announced = await startPeer((request, response) => {
      response.writeHead(200, { "content-length": 1024 * mebibyte });
      endless(request, response);
    });
    await expect(fetchLogo(announced.at("/"), open)).rejects.toEqual(reason("picture.large"));
  });

  it("is given up after fifteen seconds, however slow it is", async () => {
    const mute = await startPeer(() => {});
    const dripping = await startPeer((_request, response) => {
      const drip = setInterval(() => response.write("x"), 50);
      response.on("close", () => clearInterval(drip));
    });
    const began = performance.now();
    await Promise.all(
      [mute, dripping].map((peer) => expect(fetchLogo(peer.at("/"), open)).rejects.toEqual(reason("logo.slow"))),
    );
    expect(performance.now() - began).toBeLessThan(16_500);
  }, 20_000);

  it("a server that breaks off leaves no half-fetched image", async () => {
    const peer = await startPeer((_request, response) => {
      response.writeHead(200, { "content-length": picture.length });
      response.write(picture.subarray(0, 20), () => response.destroy());
    });
    await expect(fetchLogo(peer.at("/"), open)).rejects.toEqual(reason("logo.unreachable"));
  });
});
