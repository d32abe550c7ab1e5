import { z } from "zod";
import { organisationReference } from "@/lib/organisations/schema";
import { uuid } from "@/lib/text";

export const cleanupPolicies = ["off", "daily", "weekly"] as const;
export type CleanupPolicy = (typeof cleanupPolicies)[number];

const policy = z.enum(cleanupPolicies, "Choose off, daily or weekly.");
export const setSharedCleanupInput = z.strictObject({ node: uuid, policy });
export const setCleanupInput = z.strictObject({ organisation: organisationReference, node: uuid, policy });

export const noteCleanedInput = z.strictObject({
  node: uuid,
  /** Bytes. */
  freedBytes: z.number().int().min(0),
  /** Images, containers and volumes. */
  removed: z.number().int().min(0),
  problem: z.string().max(1_000).nullable(),
});
export const noteImageInput = z.strictObject({
  node: uuid,
  imageId: z.string().max(200),
  reference: z.string().max(255),
});
export const forgetImageInput = z.strictObject({ node: uuid, imageId: z.string().max(200) });
