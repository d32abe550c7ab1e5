import { expect, it } from "vitest";
import { permissions, worksSuspended } from "@/lib/access";

it("leaves reading and the end of the organisation of all permissions while it is suspended", () => {
  const left = permissions.filter(worksSuspended);
  expect(left.filter((permission) => !permission.endsWith(".read"))).toContain("organisation.delete");
  expect(left.filter((permission) => !/^organisation\.|\.read$/.test(permission))).toEqual([]);
  expect(left).not.toContain("organisation.update");
  expect(left).toEqual(expect.arrayContaining(permissions.filter((permission) => permission.endsWith(".read"))));
});
