import { type Call, schemaOf, sentSchema } from "@/lib/doors/openapi/call";
import type { Schema } from "@/lib/doors/openapi/json_schema";
import { openApi } from "@/lib/doors/openapi/openapi";
import { boundsText, schemaText } from "@/lib/doors/openapi/schema_text";

interface ReferenceField {
  name: string;
  place: "path" | "query" | "header" | "body";
  type: string;
  required: boolean;
  about: string;
}

export interface ReferenceCall {
  id: string;
  method: string;
  path: string;
  summary: string;
  description: string;
  fields: ReferenceField[];
  status: string;
  answer: string;
  example: string;
}

export interface ReferenceGroup {
  name: string;
  about: string;
  calls: ReferenceCall[];
}

/** The published document for the reference page, in groups. */
export function reference(): ReferenceGroup[] {
  const { paths, tags } = openApi();
  const calls = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, call]) => ({
      tag: call.tags[0],
      shown: toShown(method.toUpperCase(), path, call),
    })),
  );
  return tags.map(({ name, description }) => ({
    name: name.charAt(0).toUpperCase() + name.slice(1),
    about: description,
    calls: calls.filter(({ tag }) => tag === name).map(({ shown }) => shown),
  }));
}

function toShown(method: string, path: string, call: Call): ReferenceCall {
  const { operationId, summary, description, parameters = [], responses } = call;
  const { schemas } = openApi().components;
  const sent = sentSchema(call);
  const choices = sent?.oneOf ?? (sent ? [sent] : []);
  const fields = parameters.map(({ name, in: place, required, description: words, schema }) => ({
    name,
    place: place as ReferenceField["place"],
    type: schemaText(schema, schemas),
    required,
    about: place === "path" && words ? words : [words, boundsText(schema)].filter(Boolean).join(" "),
  }));
  for (const [name, schema] of Object.entries<Schema>(
    Object.assign({}, ...choices.map(({ properties }) => properties)),
  ))
    fields.push({
      name,
      place: "body",
      type: schemaText(schema, schemas),
      required: choices.every(({ required }) => required?.includes(name)),
      about: boundsText(schema),
    });
  const [status = "200", done] = Object.entries(responses)[0] ?? [];
  const answer = done ? schemaText(schemaOf(done), schemas) : "";
  return {
    id: operationId,
    method,
    path: `/api${path}`,
    summary,
    description,
    fields,
    status,
    answer,
    example: curl(method, path, fields),
  };
}

/** The call as a command line, with its required fields. */
function curl(method: string, path: string, fields: ReferenceField[]): string {
  const body = fields.filter(({ place, required }) => place === "body" && required).map(({ name }) => `"${name}": "…"`);
  const lines = [
    `curl${method === "GET" ? "" : ` -X ${method}`} -H "x-api-key: $TOKEN"`,
    ...(body.length > 0 ? [`-H "content-type: application/json" -d '{${body.join(", ")}}'`] : []),
    `"$PORTAL/api${path}"`,
  ];
  return lines.join(" \\\n  ");
}
