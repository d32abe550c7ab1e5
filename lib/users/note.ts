import type { AuditEntry, CommandTools } from "@/lib/kernel/trace";

interface Noted {
  id: string;
  email: string;
}

/** Leaves the row of what an administrator did about a user in the portal's log, and a second one in the user's own. */
export function noteOf(
  audit: CommandTools["audit"],
  operation: string,
  { id, email }: Noted,
  changes: Pick<AuditEntry, "before" | "after"> = {},
): void {
  const entry = { target: { id, name: email }, ...changes };
  audit(entry);
  audit({ ...entry, operation, event: null, within: { userId: id } });
}
