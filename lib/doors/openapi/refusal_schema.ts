import type { Schema } from "@/lib/doors/openapi/json_schema";
import { type ErrorCode, errorCodes } from "@/lib/kernel/errors";

const reason: Schema = {
  type: "string",
  description: "The exact cause: one of the names in docs/reasons.md, which are never changed.",
};

/** What a REST path says when it refuses. */
export const refusal: Schema = {
  type: "object",
  required: ["error", "code", "reason"],
  additionalProperties: false,
  properties: {
    error: { type: "string", description: "For a person." },
    code: { type: "string", enum: [...errorCodes] satisfies ErrorCode[] },
    reason,
    fields: {
      type: "object",
      description: "What is wrong with which field.",
      additionalProperties: { type: "array", items: { type: "string" } },
    },
    current: {
      type: "object",
      description: "With CONFLICT over records: what there is now, to look at and to try again on.",
      required: ["version"],
      additionalProperties: false,
      properties: {
        version: { type: "integer" },
        ttl: { anyOf: [{ type: "integer" }, { type: "null" }], description: "Null when the set is gone." },
        contents: { type: "array", items: { type: "string" } },
      },
    },
  },
};

/** What a procedure in its plain form says when it refuses. */
export const procedureRefusal: Schema = {
  type: "object",
  required: ["message", "code", "reason"],
  additionalProperties: false,
  properties: {
    message: { type: "string" },
    code: { type: "string", description: "One of tRPC’s codes." },
    reason,
    issues: {
      type: "array",
      items: {
        type: "object",
        required: ["path", "message"],
        additionalProperties: false,
        properties: { path: { type: "array", items: { type: "string" } }, message: { type: "string" } },
      },
    },
  },
};
