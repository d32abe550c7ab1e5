import { describe, expect, it } from "vitest";
import { isBelow, permissionsOf } from "@/lib/access";
import { rolePresets } from "@/lib/roles/presets";
import { newRoleName } from "@/lib/roles/schema";

describe("the preset roles", () => {
  const viewer = rolePresets.find(({ name }) => name === "Viewer");

  it.each(rolePresets)("$name has fewer permissions than an admin", ({ permissions }) => {
    expect(isBelow(new Set(permissions), permissionsOf("admin"))).toBe(true);
  });

  it.each(rolePresets.filter((preset) => preset !== viewer))(
    "$name has a member's permissions and more, and says so",
    ({ permissions, about }) => {
      expect(isBelow(permissionsOf("member"), new Set(permissions))).toBe(true);
      expect(about).toMatch(/^Like a member, and can also /);
    },
  );

  it("Viewer has every read permission of an admin and nothing else: no power, no console", () => {
    const reading = [...permissionsOf("admin")].filter((permission) => permission.endsWith(".read"));
    expect(viewer?.permissions).toEqual(reading);
    expect(viewer?.permissions).toEqual(expect.arrayContaining(["server.read", "auditLog.read", "notification.read"]));
  });

  it("have valid, unique names and different permissions", () => {
    const names = rolePresets.map(({ name }) => newRoleName.parse(name));
    expect(new Set(names).size).toBe(rolePresets.length);
    expect(new Set(rolePresets.map(({ permissions }) => permissions.join())).size).toBe(rolePresets.length);
  });
});
