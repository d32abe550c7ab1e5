import { sessionCookie } from "@/lib/doors/http/caller";
import { type Call, merge, procedureCall, refusals, restCall, unchanged } from "@/lib/doors/openapi/call";
import type { Schema } from "@/lib/doors/openapi/json_schema";
import { procedureRefusal, refusal } from "@/lib/doors/openapi/refusal_schema";
import { procedures } from "@/lib/doors/procedures/contract";
import { rest } from "@/lib/doors/rest/contract";
import { env } from "@/lib/env";

export interface Document {
  paths: Record<string, Record<string, Call>>;
  tags: { name: string; description: string }[];
  components: { schemas: Record<string, Schema>; securitySchemes: Record<string, object> };
  openapi: string;
  info: object;
  servers: { url: string }[];
}

const tags = {
  organisations: "Create, read and edit organisations.",
  members: "The members of an organisation and their roles.",
  roles: "The permissions of members: built-in roles and custom roles.",
  invitations: "Invite people, and accept or decline invitations.",
  "SMTP servers": "The organisation’s SMTP servers for invitations and event mails.",
  webhooks: "Endpoints that receive the organisation’s events.",
  projects: "Groups of servers. Members can be restricted to projects.",
  servers: "The organisation’s servers, and the templates for new ones.",
  nodes: "The machines that run the servers.",
  tunnels: "Members’ own machines, which publish ports on the portal’s gateways.",
  zones: "Domains, their records and their history.",
  activity: "The audit log of an organisation.",
  tokens: "Access tokens for programs.",
  account: "Your own account.",
  portal: "Administration of the whole portal.",
  procedures: "The same operations as named procedures, for clients with the organization.* API.",
} as const;

let made: Document | undefined;

/** OpenAPI 3.1 of every path, generated from the operations' own schemas. */
export function openApi(): Document {
  made ??= makeDocument();
  return made;
}

function makeDocument(): Document {
  const schemas: Record<string, Schema> = { Refusal: refusal, ProcedureRefusal: procedureRefusal };
  const paths: Document["paths"] = {};
  const add = (path: string, method: string, call: Call) => {
    paths[path] = { ...paths[path], [method]: merge(paths[path]?.[method], call) };
  };
  const ids = new Set<string>();
  for (const entry of rest) {
    const call = restCall(entry, schemas);
    // An operation may have two paths; the second gets a name that tells them apart.
    if (ids.has(call.operationId)) call.operationId += `_${entry.path.split("/").at(-1)}`;
    ids.add(call.operationId);
    add(entry.path.replace(/:(\w+)/g, "{$1}"), entry.method.toLowerCase(), call);
  }
  for (const [name, procedure] of Object.entries(procedures))
    add(`/${name}`, procedure.type === "query" ? "get" : "post", procedureCall(name, procedure, schemas));
  add("/openapi.json", "get", self);
  return {
    openapi: "3.1.0",
    info: {
      title: "Guildhall",
      version: "1",
      description:
        "Organisations and everything that belongs to them, over REST. The same operations are available as named procedures.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: new URL("/api", env().PUBLIC_URL).href }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas,
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", description: "An access token, created under Access tokens." },
        apiKey: { type: "apiKey", in: "header", name: "x-api-key", description: "The same token." },
        session: {
          type: "apiKey",
          in: "cookie",
          name: sessionCookie().name,
          description: "A browser session. Requests that change something must come from the portal’s own pages.",
        },
      },
    },
  };
}

const self: Call = {
  operationId: "openapi",
  summary: "Read this document",
  description: "Public.",
  tags: ["portal"],
  responses: {
    200: { description: "OpenAPI 3.1.", content: { "application/json": { schema: { type: "object" } } } },
    304: unchanged,
    ...refusals("Refusal"),
  },
  security: [{}],
};
