import { z } from "zod";
import { portalTierNames } from "@/lib/limits";
import { organisationReference } from "@/lib/organisations/schema";
import type { PoolPart } from "@/lib/pools/words";

/** A number, also as typed in a form; null and "any" mean unlimited. `also` recognises further words. */
export const amount = <Also = never>(
  rule: z.ZodNumber,
  hint: string,
  also: (word: string) => Also | undefined = () => undefined,
) =>
  z.union([z.number(), z.string().max(30), z.null()], hint).transform((given, context): number | null | Also => {
    if (given === null || given === "any") return null;
    const meant = typeof given === "string" ? also(given) : undefined;
    if (meant !== undefined) return meant;
    const plain = typeof given === "number" || /^[0-9]+(\.[0-9]+)?$/.test(given);
    const number = rule.safeParse(plain ? Number(given) : given);
    if (number.success) return number.data;
    context.addIssue({ code: "custom", message: hint });
    return z.NEVER;
  });

const whole = z.number().int().min(0).max(1_000_000_000);
const mebibytes = "Enter a whole number of MiB, for example 4096, or “any”.";
const rules = {
  memoryMb: [whole, mebibytes],
  cores: [
    z.number().min(0).max(1_000_000).multipleOf(0.01),
    "Enter a number with at most two decimals, for example 1.5, or “any”.",
  ],
  diskMb: [whole, mebibytes],
  ports: [whole, "Enter a whole number, or “any”."],
} as const satisfies Record<PoolPart, readonly [z.ZodNumber, string]>;

export const setTierPoolInput = z.strictObject({
  tier: z.enum(portalTierNames, "Portal tier not found."),
  /** Any of its limits; those left out stay. */
  pool: z.strictObject({
    memoryMb: amount(...rules.memoryMb).optional(),
    cores: amount(...rules.cores).optional(),
    diskMb: amount(...rules.diskMb).optional(),
    ports: amount(...rules.ports).optional(),
  }),
});

/** Same as the portal tier: "tier", or an empty field of a form. */
const asTier = (word: string) => (word === "tier" || word === "" ? ("tier" as const) : undefined);

export const setOrganisationPoolInput = z.strictObject({
  organisation: organisationReference,
  /** Any of its limits; those left out stay. */
  pool: z.strictObject({
    memoryMb: amount(...rules.memoryMb, asTier).optional(),
    cores: amount(...rules.cores, asTier).optional(),
    diskMb: amount(...rules.diskMb, asTier).optional(),
    ports: amount(...rules.ports, asTier).optional(),
  }),
});
