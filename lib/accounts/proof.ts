import { endApiTokens } from "@/db/queries/api_tokens";
import { deleteIdentities } from "@/db/queries/identities";
import { unmarkLeaving } from "@/db/queries/leaving";
import { deleteFactors } from "@/db/queries/second_factors";
import { endSessions } from "@/db/queries/sessions";
import { markVerified, setPassword } from "@/db/queries/users";
import { endTokens } from "@/db/queries/verification_tokens";
import { sendLink } from "@/lib/accounts/links";
import { passwordSignIn } from "@/lib/env";
import type { CommandTools } from "@/lib/kernel/trace";

/**
 * Verifies an account's address for the first time by something other than its own verification link. The password may have
 * been chosen by somebody else who signed up with the address beforehand: password, second factor, what is linked, links and other sessions are removed, and
 * the owner of the address gets a link to choose a new password.
 */
export async function proveAddress(
  tools: Pick<CommandTools, "trx" | "enqueue">,
  { id, email, keepSession }: { id: string; email: string; keepSession: string | null },
): Promise<void> {
  await markVerified(tools.trx, id);
  await setPassword(tools.trx, id, null);
  await endSessions(tools.trx, id, keepSession);
  await endTokens(tools.trx, id);
  await endApiTokens(tools.trx, id);
  await deleteFactors(tools.trx, id);
  await deleteIdentities(tools.trx, id);
  // Somebody else may have left with it.
  await unmarkLeaving(tools.trx, id);
  if (passwordSignIn()) await sendLink(tools, "reset", { id, email });
}
