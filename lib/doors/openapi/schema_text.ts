import type { Schema } from "@/lib/doors/openapi/json_schema";

/** A schema in readable form: `{ name: string, logo: string | null }`, with one field in each line and named schemas written out. */
export function schemaText(schema: Schema, named: Record<string, Schema>, indent = ""): string {
  const { $ref, anyOf, oneOf, enum: values, const: value, type, items, properties, required = [] } = schema as Words;
  if ($ref) return schemaText(named[$ref.split("/").at(-1) ?? ""] ?? {}, named, indent);
  const choices = anyOf ?? oneOf;
  if (choices) return choices.map((choice) => schemaText(choice, named, indent)).join(" | ");
  if (value !== undefined) return JSON.stringify(value);
  if (values) return values.map((each) => JSON.stringify(each)).join(" | ");
  if (type === "array") return `${bracket(schemaText(items ?? {}, named, indent))}[]`;
  if (type === "object" && properties) {
    const inner = `${indent}  `;
    const fields = Object.entries(properties).map(
      ([name, field]) => `${inner}${name}${required.includes(name) ? "" : "?"}: ${schemaText(field, named, inner)}`,
    );
    return fields.length > 0 ? `{\n${fields.join("\n")}\n${indent}}` : "{}";
  }
  return scalar(schema);
}

interface Words extends Schema {
  $ref?: string;
  oneOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  items?: Schema;
}

const formats: Record<string, string> = { uuid: "id", "date-time": "time", date: "day", email: "address" };

function scalar({ type, format }: Schema): string {
  return formats[String(format)] ?? type ?? "anything";
}

function bracket(text: string): string {
  return text.includes(" | ") && !text.startsWith("{") ? `(${text})` : text;
}

/** The limits of a field: "At most 200, default 50." Empty when it has none. */
export function boundsText(schema: Schema): string {
  const { minimum, maximum, minLength, maxLength, maxItems, default: usual } = schema as Record<string, unknown>;
  const bounds = [
    minimum !== undefined && Number(minimum) > Number.MIN_SAFE_INTEGER && `at least ${minimum}`,
    maximum !== undefined && Number(maximum) < Number.MAX_SAFE_INTEGER && `at most ${maximum}`,
    minLength !== undefined && `at least ${minLength} characters`,
    maxLength !== undefined && `at most ${maxLength} characters`,
    maxItems !== undefined && `at most ${maxItems} items`,
    usual !== undefined && `default ${JSON.stringify(usual)}`,
  ];
  const text = bounds.filter(Boolean).join(", ");
  return text && `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
