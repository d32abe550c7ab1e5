"use server";

import { addFromHelper } from "@/lib/dns/helper_operations";
import { toAction } from "@/lib/transport/action";

export const addFromHelperAction = toAction(addFromHelper);
