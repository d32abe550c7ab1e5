import { expect, it } from "vitest";
import { makeMailbox } from "@/lib/servers/console/mailbox";

const line = (place: number, text = `line ${place}`) => ({
  at: `2026-01-01T00:00:00.${String(place).padStart(9, "0")}Z`,
  source: "out" as const,
  text,
});

it("keeps the newest five hundred lines and counts the others", () => {
  const mailbox = makeMailbox();
  for (let place = 0; place < 2_000; place++) mailbox.line(line(place));
  const [log] = mailbox.take();
  expect(log).toMatchObject({ event: "log", id: line(1_999).at, data: { dropped: 1_500 } });
  expect(log?.event === "log" && log.data.lines).toHaveLength(500);
  expect(mailbox.take()).toEqual([]);
});

it("keeps no more characters than a quarter of a million, however long the lines are", () => {
  const mailbox = makeMailbox();
  for (let place = 0; place < 200; place++) mailbox.line(line(place, "x".repeat(4_096)));
  const [log] = mailbox.take();
  expect(log?.event === "log" && log.data.lines.length).toBe(64);
  expect(log).toMatchObject({ data: { dropped: 136 } });
});

it("keeps of states the last alone, of samples the last ten, and gives the end last", () => {
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

it("wakes who waits as soon as something comes, and after a while without", async () => {
  const mailbox = makeMailbox();
  await mailbox.wait(10);
  const waiting = mailbox.wait(10_000);
  mailbox.line(line(1));
  await waiting;
  expect(mailbox.take()).toHaveLength(1);
});
