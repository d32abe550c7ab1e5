import { z } from "zod";
import { emailAddress } from "@/lib/accounts/address";
import { organisationReference } from "@/lib/organisations/schema";
import { roleReference } from "@/lib/roles/reference";
import { line, typed, uuid } from "@/lib/text";

export const joinings = ["members", "ask", "join"] as const;
export type Joining = (typeof joinings)[number];

const issuer = typed(500, "Enter the issuer’s address.")
  .transform((text) => text.trim().replace(/\/+$/, ""))
  .pipe(
    z
      .url("Enter an address such as https://id.example.org.")
      .max(500, { error: "Use at most 500 characters.", abort: true })
      .refine((url) => /^https?:$/.test(new URL(url).protocol), "Enter an address that begins with https://.")
      .refine((url) => {
        const { username, password, search, hash } = new URL(url);
        return `${username}${password}${search}${hash}` === "";
      }, "Enter the address without user name, query and fragment."),
  );

/** Which value of the claim gives which role. */
const givenRole = z.strictObject({ value: line("a value", 200), role: roleReference });

export const setOwnSignInInput = z.strictObject({
  organisation: organisationReference,
  issuer,
  clientId: line("the client id", 500),
  /** Empty keeps the stored one. */
  clientSecret: typed(1_000)
    .transform((text) => text.trim())
    .default(""),
  joining: z.enum(joinings, "Choose who may come in."),
  /** Empty: roles stay as they were given here. */
  roleClaim: z.union([z.literal(""), line("the claim", 100)]).default(""),
  roles: z
    .array(givenRole, "Enter the roles as a list.")
    .max(50, { error: "Use at most 50 lines.", abort: true })
    .refine((all) => new Set(all.map(({ value }) => value)).size === all.length, "Enter each value once.")
    .default([]),
  unmapped: z.enum(["default", "refuse"], "Choose what happens without any of the values.").default("default"),
});

export const requireOwnSignInInput = z.strictObject({
  organisation: organisationReference,
  required: z.boolean("Enter true or false."),
});

/** Somebody’s address: only its domain matters. */
export const beginOwnInput = z.strictObject({ email: emailAddress });

/** What came back from the organisation’s provider. */
export const returnOwnInput = z.strictObject({
  organisationId: uuid,
  query: typed(8_000, "The provider’s answer is missing."),
  flow: typed(4_000, "Begin again."),
});

export const oneOwnSignIn = z.strictObject({ organisationId: uuid });
export const oneJoinRequest = z.strictObject({ organisation: organisationReference, joinRequest: uuid });
