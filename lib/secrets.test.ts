import { describe, expect, it } from "vitest";
import { seal, unseal } from "@/lib/secrets";

Object.assign(process.env, {
  DATABASE_URL: "postgres://nobody@127.0.0.1/nothing",
  AUTH_SECRET: "cT3vkQ0zJm6N1xWbY8rLhPq2uFsXdEoG",
  ENCRYPTION_KEY: "Zp9wVnK4sBtR7yHcMjUaQeLxD2fGiO5T",
});

const place = { table: "notification_providers", row: "one", column: "secret" };
const unreadable = expect.objectContaining({ reason: "secret.unreadable" });

describe("a sealed secret", () => {
  it("opens at its own place, and looks random and different each time", () => {
    for (const secret of ["", "hunter2", "pässwörd ✓".repeat(50)]) {
      const [first, second] = [seal(place, secret), seal(place, secret)];
      expect(unseal(place, first)).toBe(secret);
      expect(first.equals(second)).toBe(false);
      if (secret) expect(first.includes(secret)).toBe(false);
    }
  });

  it("doesn't open in another row, column or table", () => {
    const kept = seal(place, "hunter2");
    for (const other of [{ row: "two" }, { column: "settings" }, { table: "users" }])
      expect(() => unseal({ ...place, ...other }, kept)).toThrow(unreadable);
  });

  it("doesn't open with a changed or missing byte", () => {
    const kept = seal(place, "hunter2");
    for (let at = 0; at < kept.length; at++) {
      const changed = Buffer.from(kept);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => unseal(place, changed)).toThrow(unreadable);
      expect(() => unseal(place, kept.subarray(0, at))).toThrow(unreadable);
    }
  });
});
