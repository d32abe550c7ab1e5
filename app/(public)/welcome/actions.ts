"use server";

import { acceptProvision } from "@/lib/accounts/provision_operations";
import { toAction } from "@/lib/doors/action/action";

export const acceptProvisionAction = toAction(acceptProvision);
