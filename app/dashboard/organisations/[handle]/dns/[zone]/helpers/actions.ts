"use server";

import { toAction } from "@/lib/doors/action/action";
import { addFromHelper } from "@/lib/zones/records/helper_operations";

export const addFromHelperAction = toAction(addFromHelper);
