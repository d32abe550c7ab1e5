import { expect, it } from "vitest";
import { atOnce, takeTurn, waiting } from "@/lib/docker/turns";

const settle = () => new Promise((resolve) => setImmediate(resolve));

it("few helpers run at once per server and per node, the others in order, and too many are refused", async () => {
  const begun: (() => void)[] = [];
  const begin = (server: string) => takeTurn("node", server).then((end) => void begun.push(end));
  const all = Promise.allSettled(Array.from({ length: 60 }, () => begin("a")));
  await settle();
  expect(begun).toHaveLength(atOnce.server);
  // Another server's helper starts at once, up to the node's limit.
  const others = ["b", "c", "d", "e"].flatMap((server) => Array.from({ length: 4 }, () => begin(server)));
  await settle();
  expect(begun).toHaveLength(atOnce.node);
  // Ending a turn twice frees only one place.
  for (let at = 0; at < begun.length; at++) {
    const ends = begun[at];
    ends?.();
    ends?.();
    await settle();
    expect(begun.length - at - 1).toBeLessThanOrEqual(atOnce.node);
  }
  await Promise.all(others);
  const refused = (await all).filter(({ status }) => status === "rejected");
  expect(refused).toHaveLength(60 - atOnce.server - waiting.most);
  expect(refused[0]).toMatchObject({ reason: { reason: "file.busy", code: "RATE_LIMITED" } });
  expect(begun).toHaveLength(16 + atOnce.server + waiting.most);
});
