import { isBuiltIn, roleName } from "@/lib/access";

/** The `<option>`s of a choice of roles: those that every organisation has from the least upwards, then its own. */
export function RoleOptions({ roles }: { roles: string[] }) {
  const own = roles.filter((role) => !isBuiltIn(role));
  const ordered = [...roles.filter(isBuiltIn).toReversed(), ...own];
  return ordered.map((role) => (
    <option key={role} value={role}>
      {roleName(role)}
    </option>
  ));
}
