"use server";

import { confirmAddress } from "@/lib/accounts/operations";
import { toAction } from "@/lib/transport/action";

export const confirmAddressAction = toAction(confirmAddress);
