import type { Trx } from "@/db/client";

/** placeholder until the portal's settings are merged */
export const graceDays = async (_trx: Trx): Promise<number> => 14;
