import { answerKept } from "@/lib/doors/http/cached_answers";
import { allowed, optionsOf, overHttp } from "@/lib/doors/http/http";
import { serveInstallation } from "@/lib/doors/http/installation";
import { refuse } from "@/lib/doors/http/refuse";
import { openApi } from "@/lib/doors/openapi/openapi";
import { procedures } from "@/lib/doors/procedures/contract";
import { refuseProcedure, serveProcedure } from "@/lib/doors/procedures/plain_route";
import { pathOf, serveRest } from "@/lib/doors/rest/route";
import { isForGateways, serveGateway } from "@/lib/doors/tunnel/gateway";
import { AppError } from "@/lib/errors";

/** Matches the name of any procedure, and no REST path. */
const procedureName = /^[a-zA-Z]+\.[a-zA-Z]+$/;

/**
 * Everything below /api without a route of its own: the OpenAPI document, a script, the door for gateways, a procedure by
 * its name, else REST.
 */
export const serve = overHttp(async (request) => {
  const path = pathOf(new URL(request.url));
  if (path === "/openapi.json") return serveDocument(request);
  if (path === "/tunnel/install.sh") return serveInstallation(request);
  if (isForGateways(path)) return serveGateway(request, path);
  const name = path.slice(1);
  if (!procedureName.test(name)) return serveRest(request);
  const procedure = Object.hasOwn(procedures, name) ? procedures[name] : undefined;
  const method = procedure?.type === "query" ? "GET" : "POST";
  if (procedure && request.method === "OPTIONS") return optionsOf([method]);
  return procedure && request.method === method ? serveProcedure(request, name, procedure) : refuseProcedure(name);
});

let document: string | undefined;

/** The OpenAPI document, for everybody: it contains no data of the portal. */
function serveDocument(request: Request): Response {
  if (request.method === "OPTIONS") return optionsOf(["GET"]);
  if (request.method !== "GET") return refuse(new AppError("route.method"), { Allow: allowed(["GET"]) });
  document ??= JSON.stringify(openApi());
  return answerKept(request, document, "public, max-age=300");
}
