"use server";

import { toAction } from "@/lib/doors/action/action";
import { beginPasskey } from "@/lib/passkeys/session_operations";

export const beginPasskeyAction = toAction(beginPasskey, { quiet: true });
