import { z } from "zod";
import { linkTokenText } from "@/lib/accounts/address";
import { typed, uuid } from "@/lib/text";

/** The id of a provider, such as `github`. Whether it is offered is known by the portal alone. */
const provider = z.string().regex(/^[a-z0-9-]{1,40}$/, "Provider not found.");

export const oneProvider = z.strictObject({ provider });

/** Where to sign in, and the link of the invitation that led there. */
export const beginInput = z.strictObject({ provider, invitation: linkTokenText.optional() });

/** What came back from the provider: the query of the callback’s URL, and what this browser kept meanwhile. */
export const returnInput = z.strictObject({
  provider,
  query: typed(8_000, "The provider’s answer is missing."),
  flow: typed(4_000, "Begin again."),
});

export const oneIdentity = z.strictObject({ identity: uuid });
