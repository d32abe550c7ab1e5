import { isBuiltIn, roleName } from "@/lib/access";

/** The `<option>`s of a role field: built-in roles from the least upwards, then custom ones. */
export function RoleOptions({ roles }: { roles: string[] }) {
  const own = roles.filter((role) => !isBuiltIn(role));
  const ordered = [...roles.filter(isBuiltIn).toReversed(), ...own];
  return ordered.map((role) => (
    <option key={role} value={role}>
      {roleName(role)}
    </option>
  ));
}
