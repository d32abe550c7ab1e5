import { z } from "zod";
import { portalTierNames } from "@/lib/limits";
import { organisationReference } from "@/lib/organisations/schema";
import type { PoolPart } from "@/lib/pools/words";

/** A number, or as a form has it; null and "any" are any amount. `also` are words that mean something else. */
const amount = <Also = never>(
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
const mebibytes = "Give a whole number of MiB, such as 4096, or “any”.";
const rules = {
  memoryMb: [whole, mebibytes],
  cores: [
    z.number().min(0).max(1_000_000).multipleOf(0.01),
    "Give a number with at most two decimals, such as 1.5, or “any”.",
  ],
  diskMb: [whole, mebibytes],
  ports: [whole, "Give a whole number from 0, or “any”."],
} as const satisfies Record<PoolPart, readonly [z.ZodNumber, string]>;

export const setTierPoolInput = z.strictObject({
  tier: z.enum(portalTierNames, "There is no such portal tier."),
  /** Any of its numbers; what is left out stays. */
  pool: z.strictObject({
    memoryMb: amount(...rules.memoryMb).optional(),
    cores: amount(...rules.cores).optional(),
    diskMb: amount(...rules.diskMb).optional(),
    ports: amount(...rules.ports).optional(),
  }),
});

/** As the portal tier has it: "tier", or nothing in a form. */
const asTier = (word: string) => (word === "tier" || word === "" ? ("tier" as const) : undefined);

export const setOrganisationPoolInput = z.strictObject({
  organisation: organisationReference,
  /** Any of its numbers; what is left out stays. */
  pool: z.strictObject({
    memoryMb: amount(...rules.memoryMb, asTier).optional(),
    cores: amount(...rules.cores, asTier).optional(),
    diskMb: amount(...rules.diskMb, asTier).optional(),
    ports: amount(...rules.ports, asTier).optional(),
  }),
});
