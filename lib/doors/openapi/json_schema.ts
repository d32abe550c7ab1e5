import { z } from "zod";

/** A JSON schema of draft 2020-12, as OpenAPI 3.1 uses it. */
export type Schema = Record<string, unknown> & {
  type?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
};

/**
 * An input or output as a JSON schema. Schemas that have a name (`.meta({ id })`) move to `named` and are referred
 * to, so that a client's generator finds one type for each.
 */
export function toJsonSchema(schema: z.ZodType, io: "input" | "output", named: Record<string, Schema>): Schema {
  const { $schema: _, $defs, ...whole } = z.toJSONSchema(schema, { io, unrepresentable: "any", override: plain });
  for (const [id, { id: _id, ...definition }] of Object.entries($defs ?? {})) named[id] = refer(definition) as Schema;
  return refer(whole) as Schema;
}

/** Dates are sent as text; a pattern that only repeats the format is left out. */
const plain: NonNullable<z.core.ToJSONSchemaParams["override"]> = ({ zodSchema, jsonSchema }) => {
  if (zodSchema._zod.def.type === "date") Object.assign(jsonSchema, { type: "string", format: "date-time" });
  if (jsonSchema.format) delete jsonSchema.pattern;
  // Forms send an empty field where a program leaves it out: only the latter is documented.
  const [empty, value, ...more] = jsonSchema.anyOf ?? [];
  if (empty?.const === "" && value && more.length === 0) {
    delete jsonSchema.anyOf;
    Object.assign(jsonSchema, value);
  }
};

function refer(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(refer);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      key,
      key === "$ref" ? String(part).replace("#/$defs/", "#/components/schemas/") : refer(part),
    ]),
  );
}
