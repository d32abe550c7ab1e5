import { describe, expect, it } from "vitest";
import { isBelow, permissionsOf, roles } from "@/lib/access";
import { rolePresets } from "@/lib/roles/presets";
import { newRoleName } from "@/lib/roles/schema";

/** The built-in role that a preset builds on, as its description says. */
const baseOf = (about: string) => roles.find((role) => new RegExp(`^Like an? ${role}, and can also `).test(about));

describe("the preset roles", () => {
  it.each(rolePresets)("$name has fewer permissions than an admin", ({ permissions }) => {
    expect(isBelow(new Set(permissions), permissionsOf("admin"))).toBe(true);
  });

  it.each(rolePresets)("$name has more permissions than the built-in role that its description names", (preset) => {
    const base = baseOf(preset.about);
    expect(base && isBelow(permissionsOf(base), new Set(preset.permissions))).toBe(true);
  });

  it("Auditor has every read permission of an admin and nothing else: no power, no console", () => {
    const reading = [...permissionsOf("admin")].filter((permission) => permission.endsWith(".read"));
    const auditor = rolePresets.find(({ name }) => name === "Auditor");
    expect(auditor?.permissions).toEqual(reading);
    expect(auditor?.permissions).toEqual(expect.arrayContaining(["server.read", "auditLog.read", "notification.read"]));
  });

  it("have valid, unique names and different permissions", () => {
    const names = rolePresets.map(({ name }) => newRoleName.parse(name));
    expect(new Set(names).size).toBe(rolePresets.length);
    expect(new Set(rolePresets.map(({ permissions }) => permissions.join())).size).toBe(rolePresets.length);
  });
});
