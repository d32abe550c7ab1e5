import { AppError } from "@/lib/errors";
import type { Refusal } from "@/lib/kernel/errors";
import type { Refused } from "@/lib/kernel/refused";
import { tellOwner } from "@/lib/mails/tell_owner";

/** A known passkey. */
interface Known {
  name: string;
  userId: string;
  email: string;
}

/** Refuses a known passkey, so that its owner can read of it in their log. */
export class PasskeyRefusal extends AppError {
  constructor(
    reason: "passkey.refused" | "passkey.copied",
    readonly passkey: Known,
  ) {
    super(reason);
  }
}

/** The row of a refused passkey in its owner’s log. Of one that may be copied they are told by mail as well. */
export function noteRefusedPasskey(refusal: Refusal): Refused | null {
  if (!(refusal instanceof PasskeyRefusal)) return null;
  const { reason, passkey } = refusal;
  const { userId, email, name } = passkey;
  return {
    operation: "session.failPasskey",
    scope: { userId },
    once: `${reason} ${userId}`,
    most: { key: `passkey ${userId}`, points: 60, seconds: 3_600 },
    target: { id: userId, name: email },
    after: { passkey: name, reason },
    ...(reason === "passkey.copied" && { also: (tools) => tellOwner(tools, { id: userId, email }, "passkeyCopied") }),
  };
}
