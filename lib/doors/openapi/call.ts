import { type Schema, toJsonSchema } from "@/lib/doors/openapi/json_schema";
import { parameterWords, tagOf } from "@/lib/doors/openapi/words";
import type { Procedure } from "@/lib/doors/procedures/procedure";
import type { Rest } from "@/lib/doors/rest/line";
import { takesKey } from "@/lib/doors/rest/once";
import type { About } from "@/lib/kernel/operation";
import { pageInput } from "@/lib/paging";

/** One way to call one operation, for the document and the reference page. */
export interface Call {
  operationId: string;
  summary: string;
  description: string;
  tags: string[];
  parameters?: {
    name: string;
    in: "path" | "query" | "header";
    required: boolean;
    description?: string;
    schema: Schema;
  }[];
  requestBody?: {
    required: boolean;
    content: Partial<
      Record<"application/json" | "text/dns" | "multipart/form-data" | "application/octet-stream", { schema: Schema }>
    >;
  };
  responses: Record<string, Answer>;
  security: Record<string, string[]>[];
}

interface Answer {
  description: string;
  headers?: Record<string, object>;
  /** JSON, except for files. */
  content: Partial<
    Record<
      "application/json" | "text/dns" | "text/event-stream" | "application/octet-stream" | "image/webp",
      { schema: Schema }
    >
  >;
}

/** A response has one type. */
export const schemaOf = ({ content }: Answer): Schema => Object.values(content)[0]?.schema ?? {};

/** The body: JSON, or the fields of a form. */
export const sentSchema = ({ requestBody }: Call): Schema | undefined =>
  (requestBody?.content["application/json"] ?? requestBody?.content["multipart/form-data"])?.schema;

/** A line of the REST table. `schemas` collects the named schemas that it uses. */
export function restCall(entry: Rest, schemas: Record<string, Schema>): Call {
  const { method, path, summary, operation, answer, status, later, word, means = word, takesText, whole } = entry;
  const { asks = [], takesFile, paged = whole } = entry;
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name as string);
  const { properties: own = {}, required = [] } = fitting(toJsonSchema(operation.input, "input", schemas), inPath);
  const properties = whole ? { ...own, ...toJsonSchema(pageInput, "input", schemas).properties } : own;
  const given = Object.entries(properties).filter(([name]) => !inPath.includes(name));
  const fields = given.filter(([name]) => !asks.includes(name) && !(takesFile && ["content", "size"].includes(name)));
  const query =
    method === "GET" || takesText
      ? fields.filter(([name]) => !takesText || name !== "text")
      : given.filter(([name]) => asks.includes(name));
  // The value that chooses this line is its field.
  const shown = (name: string) => (word && name === means ? word : name);
  const parameter = (name: string, place: "path" | "query", schema: Schema) => ({
    name: shown(name),
    in: place,
    required: place === "path" || (!word && !takesText && required.includes(name)),
    ...(parameterWords[name] && { description: parameterWords[name] }),
    schema,
  });
  return {
    operationId: operation.about.name,
    summary,
    description: whoMay(operation.about),
    tags: [tagOf(path)],
    parameters: [
      ...inPath.map((name) => parameter(name, "path", properties[name] ?? { type: "string" })),
      ...query.map(([name, schema]) => parameter(name, "query", schema)),
      ...(takesKey(entry) ? [keyParameter] : []),
    ],
    ...(takesFile && {
      requestBody: {
        required: true,
        content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } },
      },
    }),
    ...(method !== "GET" &&
      fields.length > 0 && {
        requestBody: bodyOf(
          entry,
          body(
            Object.fromEntries(fields.map(([name, schema]) => [shown(name), schema])),
            required.map(shown),
            false,
            takesText,
          ),
        ),
      }),
    responses: {
      [status]: {
        description: paged ? "One page. The Link header has the URL of the next." : "Done.",
        ...(takesKey(entry) && { headers: { "Idempotency-Replayed": replayed } }),
        ...(paged && { headers: { Link: { schema: { type: "string" }, description: "RFC 8288, rel=next." } } }),
        content: {
          [typeOf(entry)]: {
            schema: toJsonSchema(answer, "output", schemas),
          },
        },
      },
      ...((entry.keeps || entry.sendsPicture) && { 304: unchanged }),
      ...(later && {
        202: {
          description:
            "Accepted: the work continues after this response. The Location header has the URL of its progress.",
          headers: { Location: { schema: { type: "string" }, description: "A path of this API." } },
          content: { "application/json": { schema: toJsonSchema(later.answer, "output", schemas) } },
        },
      }),
      ...refusals("Refusal"),
    },
    security: security(operation.about),
  };
}

const keyParameter = {
  name: "Idempotency-Key",
  in: "header" as const,
  required: false,
  description: "Makes it safe to send the request again: it is done once, and answered the same for 24 hours.",
  schema: { type: "string", pattern: "^[!-~]{1,255}$" },
};
const replayed = { schema: { const: "true" }, description: "The request was done before, and this is its answer." };

function typeOf({ text, events, sendsFile, sendsPicture }: Rest): keyof Answer["content"] {
  if (text) return "text/dns";
  if (sendsPicture) return "image/webp";
  return events ? "text/event-stream" : sendsFile ? "application/octet-stream" : "application/json";
}

/** A procedure in its plain form. */
export function procedureCall(name: string, procedure: Procedure, schemas: Record<string, Schema>): Call {
  const { type, input, output, about } = procedure;
  const { properties = {}, required = [] } = toJsonSchema(input, "input", schemas);
  const isQuery = type === "query";
  return {
    operationId: `procedure_${name}`,
    summary: name,
    description: `${whoMay(about)} Also available over tRPC as ${name}. Unknown keys are ignored.`,
    tags: ["procedures"],
    ...(isQuery && {
      parameters: Object.entries(properties).map(([key, schema]) => ({
        name: key,
        in: "query" as const,
        required: required.includes(key),
        schema,
      })),
    }),
    ...(!isQuery && { requestBody: body(properties, required, true) }),
    responses: {
      200: {
        description: "Done.",
        content: { "application/json": { schema: toJsonSchema(output, "output", schemas) } },
      },
      ...refusals("ProcedureRefusal"),
    },
    security: security(about),
  };
}

/** Of a union of inputs, the one that has exactly the fields of the path, else the first. */
function fitting(schema: Schema, inPath: string[]): Schema {
  const choices = schema.anyOf ?? [schema];
  return (
    choices.find(({ properties = {} }) => inPath.length > 0 && inPath.every((name) => name in properties)) ??
    choices[0] ??
    {}
  );
}

function body(properties: Record<string, Schema>, required: string[], open = false, text = false) {
  const needed = required.filter((name) => name in properties);
  const schema: Schema = {
    type: "object",
    properties,
    ...(needed.length > 0 && { required: needed }),
    ...(!open && { additionalProperties: false }),
  };
  const file = { "text/dns": { schema: { type: "string" } } };
  return { required: needed.length > 0, content: { "application/json": { schema }, ...(text && file) } };
}

/** Images are sent in a form, everything else as JSON. */
function bodyOf({ takesPicture }: Rest, { required, content }: ReturnType<typeof body>): Call["requestBody"] {
  return { required, content: takesPicture ? { "multipart/form-data": content["application/json"] } : content };
}

function whoMay({ permission, token, public: open }: About): string {
  const right: Record<string, string> = {
    membership: "Every member.",
    self: "Every signed-in user.",
    proof: "The invited person.",
    portal: "Portal administrators only.",
    anybody: "Public.",
  };
  const tokens = {
    organisation: "Any token.",
    account: "Tokens need the scope account.",
    portal: "Tokens need the scope portal.",
    never: "Sessions only, no tokens.",
  };
  const who = right[permission] ?? `Needs the permission ${permission}.`;
  return open ? who : `${who} ${tokens[token]}`;
}

function security({ public: open, token }: About): Call["security"] {
  const session = { session: [] };
  if (token === "never") return open ? [{}, session] : [session];
  const any: Call["security"] = [{ bearer: [] }, { apiKey: [] }, session];
  return open ? [{}, ...any] : any;
}

/** Two lines of one path and method become one, with the fields and responses of both. */
export function merge(first: Call | undefined, second: Call): Call {
  if (!first) return second;
  const [status = "200"] = Object.keys(second.responses);
  const answers = [second, first].flatMap<Schema>(({ responses }) =>
    responses[status] ? choicesOf(schemaOf(responses[status])) : [],
  );
  const bodies = [second, first].flatMap<Schema>(({ requestBody }) =>
    choicesOf(requestBody?.content["application/json"]?.schema),
  );
  return {
    ...second,
    summary: `${second.summary}, or ${first.summary.charAt(0).toLowerCase()}${first.summary.slice(1)}`,
    parameters: [...(second.parameters ?? []), ...(first.parameters ?? [])].filter(
      ({ name }, place, all) => all.findIndex((each) => each.name === name) === place,
    ),
    ...(bodies.length > 0 && {
      requestBody: {
        required: true,
        content: {
          ...first.requestBody?.content,
          ...second.requestBody?.content,
          "application/json": { schema: choiceOf(bodies) },
        },
      },
    }),
    responses: {
      ...second.responses,
      [status]: { description: "Done.", content: { "application/json": { schema: eitherOf(answers) } } },
    },
  };
}

/** Each of the forms that were merged before; one that wasn't is its only form. */
const choicesOf = (schema: Schema | undefined): Schema[] => (schema ? (schema.oneOf ?? [schema]) : []);

/** Either response; two equal ones become one. */
function eitherOf(answers: Schema[]): Schema {
  const [first, ...more] = answers;
  const same = first && more.every((each) => JSON.stringify(each) === JSON.stringify(first));
  return same ? first : { oneOf: answers };
}

/** Either body; one that includes all the others' fields, in the same form, replaces them. */
function choiceOf(bodies: Schema[]): Schema {
  const has = (one: Schema, { properties = {} }: Schema) =>
    Object.entries(properties).every(([name, form]) => JSON.stringify(one.properties?.[name]) === JSON.stringify(form));
  return bodies.find((one) => bodies.every((other) => has(one, other))) ?? { oneOf: bodies };
}

export const unchanged: Answer = { description: "Unchanged since the ETag in If-None-Match.", content: {} };

export function refusals(schema: "Refusal" | "ProcedureRefusal") {
  const content = { "application/json": { schema: { $ref: `#/components/schemas/${schema}` } } };
  return {
    "4XX": { description: "Refused. The code and the reason say why.", content },
    "5XX": { description: "Temporarily unavailable. Try again later.", content },
  };
}
