import { z } from "zod";
import { organisationReference } from "@/lib/organisations/schema";
import { line } from "@/lib/text";

export const suspendInput = z.strictObject({
  organisation: organisationReference,
  /** Members read it on every page. */
  reason: line("a reason", 500),
  /** Left out: until somebody ends it. */
  until: z.iso.datetime({ offset: true, error: "Enter a date with a time and an offset." }).nullish(),
});
