"use server";

import { confirmNewAddress } from "@/lib/accounts/address_operations";
import { toAction } from "@/lib/doors/action/action";

export const confirmNewAddressAction = toAction(confirmNewAddress);
