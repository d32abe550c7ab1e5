import { describe, expect, it } from "vitest";
import { isBelow, permissionsOf } from "@/lib/access";
import { rolePresets } from "@/lib/roles/presets";
import { newRoleName } from "@/lib/roles/schema";

describe("the roles to begin with", () => {
  it.each(rolePresets)("$name holds what a member holds and more, and less than an admin", ({ permissions }) => {
    const own = new Set(permissions);
    expect(isBelow(permissionsOf("member"), own)).toBe(true);
    expect(isBelow(own, permissionsOf("admin"))).toBe(true);
  });

  it("have names that a role may have, each another one, and do different things", () => {
    const names = rolePresets.map(({ name }) => newRoleName.parse(name));
    expect(new Set(names).size).toBe(rolePresets.length);
    expect(new Set(rolePresets.map(({ permissions }) => permissions.join())).size).toBe(rolePresets.length);
  });
});
