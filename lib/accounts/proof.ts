import type { Trx } from "@/db/client";
import { endPendingAddress } from "@/db/queries/address_changes";
import { endApiTokens } from "@/db/queries/api_tokens";
import { deleteIdentities } from "@/db/queries/identities";
import { keepAccount } from "@/db/queries/leaving";
import { deleteFactors } from "@/db/queries/second_factors";
import { endSessions } from "@/db/queries/sessions";
import { markVerified, setPassword } from "@/db/queries/users";
import { endTokens } from "@/db/queries/verification_tokens";
import { sendLink } from "@/lib/accounts/links";
import { passwordSignIn } from "@/lib/env";
import type { CommandTools } from "@/lib/kernel/trace";

/**
 * Removes what a stranger may have set up who signed up with somebody else's address: sessions, links, tokens, second factors, known
 * devices and what is linked. If they left with the account, it stays. The account is locked; its password is the caller's to replace.
 */
export async function forgetFormerHolder(trx: Trx, id: string, keepSession: string | null = null): Promise<void> {
  await endSessions(trx, id, keepSession);
  await endTokens(trx, id);
  await endApiTokens(trx, id);
  await deleteFactors(trx, id);
  await deleteIdentities(trx, id);
  await endPendingAddress(trx, id);
  await keepAccount(trx, id);
}

/**
 * Verifies an account's address for the first time by something other than its own verification link. Whatever a stranger may have
 * set up is gone, the password too, and the owner of the address gets a link to choose a new one.
 */
export async function proveAddress(
  tools: Pick<CommandTools, "trx" | "enqueue">,
  { id, email, keepSession }: { id: string; email: string; keepSession: string | null },
): Promise<void> {
  await markVerified(tools.trx, id);
  await setPassword(tools.trx, id, null);
  await forgetFormerHolder(tools.trx, id, keepSession);
  if (passwordSignIn()) await sendLink(tools, "reset", { id, email });
}
