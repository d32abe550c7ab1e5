import { expect, it } from "vitest";
import { boundsText, schemaText } from "@/lib/doors/openapi/schema_text";

const named = { Person: { type: "object", properties: { name: { type: "string" } }, required: ["name"] } };

it.each([
  [{ type: "string", format: "uuid" }, "id"],
  [{ anyOf: [{ type: "string" }, { type: "null" }] }, "string | null"],
  [{ type: "array", items: { enum: ["a", "b"] } }, '("a" | "b")[]'],
  [{ type: "array", items: { $ref: "#/components/schemas/Person" } }, "{\n  name: string\n}[]"],
  [{ type: "object", properties: { at: { type: "string", format: "date-time" } } }, "{\n  at?: time\n}"],
  [{}, "anything"],
])("writes a schema in readable form: %o", (schema, text) => {
  expect(schemaText(schema, named)).toBe(text);
});

it("states the limits of a field, and nothing without limits", () => {
  expect(boundsText({ type: "integer", minimum: 1, maximum: 200, default: 50 })).toBe(
    "At least 1, at most 200, default 50.",
  );
  expect(boundsText({ type: "integer", minimum: Number.MIN_SAFE_INTEGER })).toBe("");
});
