import { describe, expect, it } from "vitest";
import { isBelow, permissionsOf } from "@/lib/access";
import { rolePresets } from "@/lib/roles/presets";
import { newRoleName } from "@/lib/roles/schema";

describe("the roles to begin with", () => {
  const viewer = rolePresets.find(({ name }) => name === "Viewer");

  it.each(rolePresets)("$name holds less than an admin", ({ permissions }) => {
    expect(isBelow(new Set(permissions), permissionsOf("admin"))).toBe(true);
  });

  it.each(rolePresets.filter((preset) => preset !== viewer))(
    "$name holds what a member holds and more, and says so",
    ({ permissions, about }) => {
      expect(isBelow(permissionsOf("member"), new Set(permissions))).toBe(true);
      expect(about).toMatch(/^Does what every member may; also /);
    },
  );

  it("Viewer holds everything that an admin reads, and nothing that touches anything: no power, no console", () => {
    const reading = [...permissionsOf("admin")].filter((permission) => permission.endsWith(".read"));
    expect(viewer?.permissions).toEqual(reading);
    expect(viewer?.permissions).toEqual(expect.arrayContaining(["server.read", "auditLog.read", "notification.read"]));
  });

  it("have names that a role may have, each another one, and do different things", () => {
    const names = rolePresets.map(({ name }) => newRoleName.parse(name));
    expect(new Set(names).size).toBe(rolePresets.length);
    expect(new Set(rolePresets.map(({ permissions }) => permissions.join())).size).toBe(rolePresets.length);
  });
});
