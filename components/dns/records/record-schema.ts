import { z } from "zod";
import { judgeRecord } from "@/components/dns/records/record-check";

/** Checks a record’s form by the rules of DNS; those that depend on the zone’s other records are left to the operation. */
export const recordSchema = (zone: string) =>
  z
    .object({ name: z.string(), type: z.string(), ttl: z.string(), parts: z.array(z.string()) })
    .superRefine((values, context) => {
      const judged = judgeRecord(values, zone);
      if (!judged.ok) context.addIssue({ code: "custom", path: judged.field.split("."), message: judged.message });
    });
