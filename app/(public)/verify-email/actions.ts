"use server";

import { confirmAddress } from "@/lib/accounts/operations";
import { toAction } from "@/lib/doors/action/action";

export const confirmAddressAction = toAction(confirmAddress);
