import { expect, it } from "vitest";
import { makeMailbox } from "@/lib/servers/console/mailbox";

const line = (place: number, text = `line ${place}`) => ({
  at: `2026-01-01T00:00:00.${String(place).padStart(9, "0")}Z`,
  source: "out" as const,
  text,
});

it("a mailbox keeps the newest 500 lines and counts the dropped ones", () => {
  const mailbox = makeMailbox();
  for (let place = 0; place < 2_000; place++) mailbox.line(line(place));
  const [log] = mailbox.take();
  expect(log).toMatchObject({ event: "log", id: line(1_999).at, data: { dropped: 1_500 } });
  expect(log?.event === "log" && log.data.lines).toHaveLength(500);
  expect(mailbox.take()).toEqual([]);
});

it("a mailbox keeps at most a quarter of a million characters, however long the lines are", () => {
  const mailbox = makeMailbox();
  for (let place = 0; place < 200; place++) mailbox.line(line(place, "x".repeat(4_096)));
  const [log] = mailbox.take();
  expect(log?.event === "log" && log.data.lines.length).toBe(64);
  expect(log).toMatchObject({ data: { dropped: 136 } });
});

it("a mailbox keeps only the last state and the last ten samples, and returns the end last", () => {
  const mailbox = makeMailbox();
  mailbox.put({ event: "end", data: { code: "NOT_FOUND", reason: "unknown", message: "" } });
  for (let at = 0; at < 100; at++) {
    mailbox.sample({ at, cores: 0, memoryMb: 1 });
    mailbox.put({ event: "engine", data: { connected: at % 2 === 0, problem: null } });
  }
  const events = mailbox.take();
  expect(events.map(({ event }) => event)).toEqual(["engine", ...Array(10).fill("stats"), "end"]);
  expect(events[0]).toMatchObject({ data: { connected: false } });
});

it("a mailbox wakes its reader when something arrives, or after the timeout", async () => {
  const mailbox = makeMailbox();
  await mailbox.wait(10);
  const waiting = mailbox.wait(10_000);
  mailbox.line(line(1));
  await waiting;
  expect(mailbox.take()).toHaveLength(1);
});
