"use server";

import { toAction } from "@/lib/doors/action/action";
import { retryMailed } from "@/lib/providers/deliveries";
import { createProvider, removeProvider, updateProvider } from "@/lib/providers/operations";
import { testProvider } from "@/lib/providers/try";

export const createProviderAction = toAction(createProvider);
export const updateProviderAction = toAction(updateProvider);
export const removeProviderAction = toAction(removeProvider);
export const retryMailedAction = toAction(retryMailed);
// Quiet: nothing on the page is another than before.
export const testProviderAction = toAction(testProvider, { quiet: true });
