import { describe, expect, it } from "vitest";
import {
  judgeDatabase,
  judgeDisk,
  judgeGateways,
  judgeMail,
  judgeNameServer,
  judgeNodes,
  judgeWorkers,
  worstOf,
} from "@/lib/portal/health/judge";

const now = new Date("2026-11-28T12:00:00Z");
const ago = (seconds: number) => new Date(now.getTime() - 1_000 * seconds);
const stateOf = ({ state, next }: { state: string; next: string | null }) => {
  // Whatever isn't good says what to do next.
  expect(next === null).toBe(state === "good");
  return state;
};

describe("the state of", () => {
  it("the database is bad without a migration, and a warning with few connections or an old process", () => {
    const database = { connections: 10, maxConnections: 100, migrations: ["001_a", "002_b"] };
    expect(stateOf(judgeDatabase(database, ["001_a", "002_b"]))).toBe("good");
    const behind = judgeDatabase(database, ["001_a", "002_b", "003_c"]);
    expect([stateOf(behind), behind.missingMigrations]).toEqual(["bad", ["003_c"]]);
    expect(stateOf(judgeDatabase({ ...database, connections: 90 }, ["001_a", "002_b"]))).toBe("warning");
    expect(stateOf(judgeDatabase(database, ["001_a"]))).toBe("warning");
    expect(stateOf(judgeDatabase(database, null))).toBe("warning");
  });

  it("the workers is bad without a sign of life for a minute, and a warning while jobs are late", () => {
    expect(stateOf(judgeWorkers(ago(5), 0, now))).toBe("good");
    expect(stateOf(judgeWorkers(ago(5), 121, now))).toBe("warning");
    expect(stateOf(judgeWorkers(ago(61), 0, now))).toBe("bad");
    expect(stateOf(judgeWorkers(null, 0, now))).toBe("bad");
  });

  it("the name server follows its answer", () => {
    const states = (["ok", "behind", "failing", "away", "none"] as const).map((each) =>
      stateOf(judgeNameServer(each, true)),
    );
    expect(states).toEqual(["good", "warning", "bad", "bad", "none"]);
    expect(stateOf(judgeNameServer("ok", false))).toBe("warning");
    expect(stateOf(judgeNameServer("away", false))).toBe("bad");
  });

  it("the nodes is bad when none answers, and a warning when one doesn’t or wasn’t checked", () => {
    const node = { id: "x", name: "Iron", healthy: true, problem: null, checkedAt: ago(20), healthChangedAt: null };
    const off = { ...node, healthy: false, problem: "The machine didn’t respond.", healthChangedAt: ago(600) };
    expect(stateOf(judgeNodes([], now))).toBe("none");
    expect(stateOf(judgeNodes([node, node], now))).toBe("good");
    expect(stateOf(judgeNodes([node, { ...node, checkedAt: ago(200) }], now))).toBe("warning");
    expect(stateOf(judgeNodes([node, off], now))).toBe("warning");
    expect(stateOf(judgeNodes([off], now))).toBe("bad");
    const { problem, name, id, healthChangedAt: since } = off;
    expect(judgeNodes([node, off], now)).toMatchObject({ online: 1, offline: [{ id, name, problem, since }] });
  });

  it("the gateways is bad when none reports, and a warning when one doesn’t or has a problem", () => {
    const recently = new Date(Date.now() - 20_000);
    const gateway = { id: "x", name: "Gate", problem: null, reportedAt: recently };
    const long = new Date(Date.now() - 180_000);
    expect(stateOf(judgeGateways([]))).toBe("none");
    expect(stateOf(judgeGateways([gateway, gateway]))).toBe("good");
    expect(stateOf(judgeGateways([gateway, { ...gateway, problem: "The port is in use." }]))).toBe("warning");
    expect(stateOf(judgeGateways([gateway, { ...gateway, reportedAt: long }]))).toBe("warning");
    expect(stateOf(judgeGateways([{ ...gateway, reportedAt: long }]))).toBe("bad");
    const { answering, silent } = judgeGateways([gateway, { ...gateway, reportedAt: null }]);
    expect([answering, silent]).toEqual([1, [{ id: "x", name: "Gate", since: null }]]);
  });

  it("mail is bad when the server can’t be used, and a warning when mails failed", () => {
    expect(stateOf(judgeMail("none", 3))).toBe("none");
    expect(stateOf(judgeMail("away", 0))).toBe("bad");
    expect(stateOf(judgeMail("refusing", 0))).toBe("bad");
    expect(stateOf(judgeMail("ok", 1))).toBe("warning");
    expect(stateOf(judgeMail("ok", 0))).toBe("good");
  });

  it("the disk follows its free space", () => {
    const gib = 1024 ** 3;
    const room = (freeBytes: number, totalBytes = 100 * gib) => stateOf(judgeDisk({ freeBytes, totalBytes }));
    expect([room(50 * gib), room(14 * gib), room(4 * gib)]).toEqual(["good", "warning", "bad"]);
    expect(room(0.5 * gib, gib)).toBe("bad");
    expect(stateOf(judgeDisk(null))).toBe("warning");
  });

  it("the portal is that of its worst part; what isn’t configured doesn’t count", () => {
    const of = (...states: ("good" | "warning" | "bad" | "none")[]) =>
      worstOf(states.map((state) => ({ state, sentence: "", next: null })));
    expect([of("good", "none"), of("none"), of("warning", "good"), of("warning", "bad")]).toEqual([
      "good",
      "good",
      "warning",
      "bad",
    ]);
  });
});
