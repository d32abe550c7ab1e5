import { expect, it } from "vitest";
import { atOnce, takeTurn, waiting } from "@/lib/docker/turns";

const settle = () => new Promise((resolve) => setImmediate(resolve));

it("few work at once for a server and on a node, the others in their order, and too many are refused", async () => {
  const begun: (() => void)[] = [];
  const begin = (server: string) => takeTurn("node", server).then((end) => void begun.push(end));
  const all = Promise.allSettled(Array.from({ length: 60 }, () => begin("a")));
  await settle();
  expect(begun).toHaveLength(atOnce.server);
  // Another server's turn comes at once, up to what the node takes.
  const others = ["b", "c", "d", "e"].flatMap((server) => Array.from({ length: 4 }, () => begin(server)));
  await settle();
  expect(begun).toHaveLength(atOnce.node);
  // An end that is said twice frees one place.
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
