import { randomUUID } from "node:crypto";
import { type SignedIn, sudo } from "@/db/testing";
import { changeAddress, confirmNewAddress } from "@/lib/accounts/address_operations";
import { linkToken } from "@/lib/tokens";

export const newAddress = () => `${randomUUID()}@example.net`;

export const addressOf = async ({ actor }: SignedIn) =>
  (await sudo<{ email: string }>("select email from users where id = $1", [actor.userId]))[0]?.email;

/** The token of the last link of a purpose that an account got. */
export async function lastLink(purpose: "newAddress" | "undoAddress" | "reset", { actor }: SignedIn) {
  const [row] = await sudo<{ id: string }>(
    "select id from verification_tokens where user_id = $1 and purpose = $2 order by created_at desc, expires_at desc limit 1",
    [actor.userId, purpose],
  );
  return linkToken(purpose, row?.id ?? "");
}

/** Asks for an address. @returns the token of the link to confirm it */
export async function askFor(user: SignedIn, email: string): Promise<string> {
  await changeAddress(user, { email });
  return lastLink("newAddress", user);
}

/** Gives an account another address. @returns it, and the token of the link to undo that */
export async function changed(user: SignedIn, email = newAddress()) {
  await confirmNewAddress(user, { token: await askFor(user, email) });
  return { email, token: await lastLink("undoAddress", user) };
}

/** What an address was sent, oldest first. */
export async function mailsTo(email: string): Promise<string[]> {
  const rows = await sudo<{ mail: string }>(
    "select concat_ws(' ', kind, detail) as mail from mails where recipient = $1 order by created_at, kind",
    [email],
  );
  return rows.map(({ mail }) => mail);
}
