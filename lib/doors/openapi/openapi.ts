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
  organisations: "The shared workspaces: found, read, rename.",
  members: "Who belongs to an organisation, and in which role.",
  roles: "What members may do: the roles that every organisation has, and its own.",
  invitations: "Asking somebody to join, and answering.",
  "mail servers": "Servers of the organisation’s own, through which it sends invitations and tells of events.",
  webhooks: "Programs that are told what happens in the organisation.",
  projects: "What groups servers, and what members can be limited to.",
  servers: "What an organisation runs, and the templates that it can be made from.",
  nodes: "The machines that servers run on.",
  zones: "Domains, their records, and what they were before.",
  activity: "The audit log of an organisation.",
  tokens: "What programs sign in with.",
  account: "What is yours alone.",
  portal: "This deployment as a whole.",
  procedures: "The same operations by name, as clients that speak of organizations call them.",
} as const;

let made: Document | undefined;

/** OpenAPI 3.1 of every path, made from the operations' own schemas. */
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
    // The same operation may stand at two paths; its second name says which.
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
      description: "Organisations and all that belongs to them, over REST. Procedures are the same operations by name.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: new URL("/api", env().PUBLIC_URL).href }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas,
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", description: "A token, made under Access tokens." },
        apiKey: { type: "apiKey", in: "header", name: "x-api-key", description: "The same token." },
        session: {
          type: "apiKey",
          in: "cookie",
          name: sessionCookie().name,
          description: "A browser’s session. Anything but reading must come from the portal’s own pages.",
        },
      },
    },
  };
}

const self: Call = {
  operationId: "openapi",
  summary: "Read this document",
  description: "For everybody.",
  tags: ["portal"],
  responses: {
    200: { description: "OpenAPI 3.1.", content: { "application/json": { schema: { type: "object" } } } },
    304: unchanged,
    ...refusals("Refusal"),
  },
  security: [{}],
};
