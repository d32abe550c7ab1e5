import { type Schema, toJsonSchema } from "@/lib/doors/openapi/json_schema";
import type { Procedure } from "@/lib/doors/procedures/procedure";
import type { Rest } from "@/lib/doors/rest/line";
import type { About } from "@/lib/kernel/operation";
import { pageInput } from "@/lib/paging";

/** One way to call one operation, as the document and the reference page show it. */
export interface Call {
  operationId: string;
  summary: string;
  description: string;
  tags: string[];
  parameters?: { name: string; in: "path" | "query"; required: boolean; description?: string; schema: Schema }[];
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
  /** JSON, but for files. */
  content: Partial<
    Record<
      "application/json" | "text/dns" | "text/event-stream" | "application/octet-stream" | "image/webp",
      { schema: Schema }
    >
  >;
}

/** An answer is of one type. */
export const schemaOf = ({ content }: Answer): Schema => Object.values(content)[0]?.schema ?? {};

/** What goes in the body: JSON, or the fields of a form. */
export const sentSchema = ({ requestBody }: Call): Schema | undefined =>
  (requestBody?.content["application/json"] ?? requestBody?.content["multipart/form-data"])?.schema;

const segments: Record<string, string> = {
  users: "members",
  "add-user": "members",
  leave: "members",
  roles: "roles",
  notifications: "mail servers",
  webhooks: "webhooks",
  invite: "invitations",
  invites: "invitations",
  "accept-invite": "invitations",
  activity: "activity",
  dns: "zones",
  projects: "projects",
  servers: "servers",
  templates: "servers",
  nodes: "nodes",
  account: "account",
  tokens: "tokens",
  health: "portal",
  pictures: "portal",
  admin: "portal",
};

const parameterWords: Record<string, string> = {
  organisation: "Its id or its handle.",
  invitation: "The invitation’s id.",
  id: "The token’s id.",
  session: "The session’s id.",
  provider: "The mail server’s id.",
  path: "Below the server’s files, such as world/level.dat.",
  backup: "The backup’s id.",
  zone: "The zone’s id or its name.",
  record: "The record’s id.",
  import: "The import’s id, or latest.",
  version: "A version of the zone.",
  name: "As it stands in an avatarUrl.",
  size: "Of its sides, in pixels.",
  userId: "The member’s user id, or the membership’s.",
  role: "owner, admin, member, or the name of a custom role.",
  limit: "Rows of one page.",
  cursor: "Where the page before ended, from its Link header.",
};

/** The last segment that says what it is about; what happened to somebody is theirs, and no mail server of an organisation. */
function tagOf(path: string): string {
  if (path.startsWith("/account/notifications")) return "account";
  return path.split("/").reduce((tag, part) => segments[part] ?? tag, "organisations");
}

/** A line of the REST table. `schemas` takes in the named schemas that it uses. */
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
  const parameter = (name: string, place: "path" | "query", schema: Schema) => ({
    // The word that chooses this line carries its field.
    name: word && name === means ? word : name,
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
    ],
    ...(takesFile && {
      requestBody: {
        required: true,
        content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } },
      },
    }),
    ...(method !== "GET" &&
      fields.length > 0 && {
        requestBody: bodyOf(entry, body(Object.fromEntries(fields), required, false, takesText)),
      }),
    responses: {
      [status]: {
        description: paged ? "One page; the header Link names the next." : "Done.",
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
          description: "It goes on after this answer; the header Location names what tells how far it is.",
          headers: { Location: { schema: { type: "string" }, description: "A path of this API." } },
          content: { "application/json": { schema: toJsonSchema(later.answer, "output", schemas) } },
        },
      }),
      ...refusals("Refusal"),
    },
    security: security(operation.about),
  };
}

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
    description: `${whoMay(about)} Also by tRPC, as ${name}. Unknown keys are dropped.`,
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

/** A union of inputs is told apart by path: the one that has exactly the fields of the path, else the first. */
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

/** A picture comes in a form, everything else as JSON. */
function bodyOf({ takesPicture }: Rest, { required, content }: ReturnType<typeof body>): Call["requestBody"] {
  return { required, content: takesPicture ? { "multipart/form-data": content["application/json"] } : content };
}

function whoMay({ permission, token, public: open }: About): string {
  const right: Record<string, string> = {
    membership: "For every member.",
    self: "For whoever is signed in.",
    proof: "For whoever was invited.",
    portal: "For portal administrators.",
    anybody: "For everybody.",
  };
  const tokens = {
    organisation: "Any token will do.",
    account: "A token needs the reach account.",
    portal: "A token needs the reach portal.",
    never: "By a session alone.",
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

/** Two lines of one path and method become one: either's fields, either's answer. */
export function merge(first: Call | undefined, second: Call): Call {
  if (!first) return second;
  const [status = "200"] = Object.keys(second.responses);
  const answers = [second, first].flatMap<Schema>(({ responses }) =>
    responses[status] ? schemaOf(responses[status]) : [],
  );
  const bodies = [second, first].flatMap<Schema>(
    ({ requestBody }) => requestBody?.content["application/json"]?.schema ?? [],
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

/** Either answer; the same one need not be told apart. */
function eitherOf(answers: Schema[]): Schema {
  const [first, ...more] = answers;
  const same = first && more.every((each) => JSON.stringify(each) === JSON.stringify(first));
  return same ? first : { oneOf: answers };
}

/** Either body; one that has all that the others have, in the same form, stands for them. */
function choiceOf(bodies: Schema[]): Schema {
  const has = (one: Schema, { properties = {} }: Schema) =>
    Object.entries(properties).every(([name, form]) => JSON.stringify(one.properties?.[name]) === JSON.stringify(form));
  return bodies.find((one) => bodies.every((other) => has(one, other))) ?? { oneOf: bodies };
}

export const unchanged: Answer = { description: "Still what the ETag in If-None-Match names.", content: {} };

export function refusals(schema: "Refusal" | "ProcedureRefusal") {
  const content = { "application/json": { schema: { $ref: `#/components/schemas/${schema}` } } };
  return {
    "4XX": { description: "Refused: the code says why.", content },
    "5XX": { description: "It can’t be done now. Try again later.", content },
  };
}
