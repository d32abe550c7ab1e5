import { describe, expect, it } from "vitest";
import { asActions, didOf } from "@/lib/doors/page/activity";
import type { About } from "@/lib/kernel/operation";

const modules = import.meta.glob<Record<string, unknown>>(
  ["../../**/*.ts", "!../../**/*.test.ts", "!../**", "!../../jobs/install.ts"],
  { eager: true },
);
const commands = Object.values(modules)
  .flatMap((module) => Object.values(module))
  .filter((value): value is { about: About } => typeof value === "function" && "about" in value)
  .flatMap(({ about }) => (about.logged ? [about] : []));

describe("the sentences of the activity", () => {
  it("exist for every command that leaves a row in the log", () => {
    expect(commands.length).toBeGreaterThan(100);
    const silent = commands.filter(({ name }) => didOf(name, {}) === name);
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it("are neither operation names nor clauses with a subject", () => {
    for (const { name } of commands) expect(didOf(name, {}), name).toMatch(/^[a-z][a-zA-Z’, -]+$/);
  });

  it("differ in the filter for the commands of one subject", () => {
    for (const subject of ["member", "project", "role", "server", "webhook"]) {
      const names = [...new Set(commands.map(({ name }) => name))].filter(
        (name) => name.startsWith(`${subject}.`) && name !== "member.inviteMany",
      );
      const labels = asActions(names).map(({ label }) => label);
      expect(labels.filter((label, index) => labels.indexOf(label) !== index)).toEqual([]);
    }
    expect(asActions(["member.invite", "organisation.update", "server.create"])).toEqual([
      { operation: "member.invite", label: "Invited" },
      { operation: "organisation.update", label: "Renamed" },
      { operation: "server.create", label: "Created the server" },
    ]);
  });

  it("say of an organisation that it was renamed only when its name or handle changed", () => {
    const before = { name: "Apex", handle: "apex" };
    expect(didOf("organisation.update", { before, after: { ...before, name: "Apex Gaming" } })).toBe("renamed");
    expect(didOf("organisation.update", { before, after: { ...before, handle: "apex-gaming" } })).toBe("renamed");
    const logo = "https://example.org/a.png";
    expect(didOf("organisation.update", { before, after: { ...before, logo } })).toBe("changed");
  });

  it("say that a logo or a mail failed", () => {
    expect(didOf("organisation.fetchLogo", { after: { problem: "…" } })).toBe("couldn’t fetch the logo of");
    expect(didOf("mail.deliver", { after: { state: "failed" } })).toBe("couldn’t deliver the mail to");
  });

  it("fall back to the name of a command that no longer exists", () => {
    expect(didOf("server.polish", {})).toBe("server.polish");
  });
});
