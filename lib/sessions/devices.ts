import { countSignInMails, noteSignIn, seeDevice } from "@/db/queries/known_devices";
import { setEndToken } from "@/db/queries/session_list";
import { canMail } from "@/lib/env";
import type { CommandTools } from "@/lib/kernel/trace";
import { sendMail } from "@/lib/mails/send";
import { hashToken, linkToken } from "@/lib/tokens";

/** Whoever signs in again and again without a cookie fills nobody's inbox. */
const mailsAnHour = 10;

/**
 * Remembers the device of a sign-in, and tells the owner of the account by mail if it wasn't known there. The account's row is
 * locked, so of many sign-ins at once from a new device, one tells.
 */
export async function noteDevice(
  { trx, caller, enqueue }: Pick<CommandTools, "trx" | "caller" | "enqueue">,
  { id, email }: { id: string; email: string },
  session: string,
): Promise<void> {
  const tells = await noteSignIn(trx, id);
  // No door: a program on this machine.
  if (!caller.client) return;
  const { device, browser, system } = caller.client;
  const isNew = await seeDevice(trx, id, hashToken(`${id} ${device}`));
  if (!isNew || !tells || !canMail() || (await countSignInMails(trx, id)) >= mailsAnHour) return;
  await setEndToken(trx, session, hashToken(linkToken("endSession", session)));
  const signIn = { session, browser, system, address: caller.address };
  sendMail({ trx, enqueue }, { kind: "newDevice", recipient: email, userId: id, signIn });
}
