import type { Place } from "@/lib/secrets";

/** Where the secret of an account's authenticator app is kept. */
export const placeOf = (userId: string): Place => ({ table: "authenticators", row: userId, column: "secret" });
