import { beforeAll, describe, expect, it, vi } from "vitest";
import { stranger, useDatabase } from "@/db/testing";
import { type NameServerState, nameServerState } from "@/lib/name_server/health";
import { startResolver } from "@/lib/name_server/testing";
import { readHealth } from "@/lib/portal/operations";

let server: Awaited<ReturnType<typeof startResolver>>;
beforeAll(async () => {
  server = await startResolver();
  process.env.DNS_PORT = String(server.port);
});
useDatabase();

const soa = (serial: number) =>
  ({ mname: "ns1.portal.net", rname: "x.portal.net", serial, refresh: 1, retry: 1, expire: 1, minimum: 1 }) as never;
const zone = { name: "served.org", serial: 7 };
/** Asks again after the cached state has expired. */
const later = async (asked: typeof zone | null): Promise<NameServerState> => {
  vi.setSystemTime(Date.now() + 6_000);
  return nameServerState(asked);
};

describe("the name server’s health", () => {
  it("is ok, behind or away, depending on its answer", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    expect(await later(zone)).toBe("behind");
    server.world.set("SOA served.org", [soa(6)]);
    expect(await later(zone)).toBe("behind");
    server.world.set("SOA served.org", [soa(7)]);
    expect(await later(zone)).toBe("ok");
    // Without a zone, any answer is enough.
    expect(await later(null)).toBe("ok");
    server.silent = true;
    const began = performance.now();
    expect(await later(zone)).toBe("away");
    expect(performance.now() - began).toBeLessThan(5_000);
    server.silent = false;
    vi.useRealTimers();
  }, 15_000);

  it("is checked once in five seconds, however often it is requested", async () => {
    const asked = server.asked.length;
    const answers = await Promise.all(Array.from({ length: 20 }, () => readHealth(stranger, {})));
    expect(server.asked.length - asked).toBeLessThanOrEqual(1);
    expect(new Set(answers.map(({ dns }) => dns)).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: "ok", database: "ok" });
  });
});
