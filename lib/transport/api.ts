import { AppError } from "@/lib/errors";
import { allowed, optionsOf, overHttp } from "@/lib/transport/http";
import { answerKept } from "@/lib/transport/kept";
import { openApi } from "@/lib/transport/openapi";
import { refuseProcedure, serveProcedure } from "@/lib/transport/procedure_route";
import { refuse } from "@/lib/transport/refuse";
import { pathOf, serveRest } from "@/lib/transport/route";
import { procedures } from "@/lib/trpc/procedures";

/** How the name of any procedure is written, and no path of REST. */
const procedureName = /^[a-zA-Z]+\.[a-zA-Z]+$/;

/** Everything below /api that has no route of its own: the contract itself, a procedure by its name, else REST. */
export const serve = overHttp(async (request) => {
  const path = pathOf(new URL(request.url));
  if (path === "/openapi.json") return serveDocument(request);
  const name = path.slice(1);
  if (!procedureName.test(name)) return serveRest(request);
  const procedure = Object.hasOwn(procedures, name) ? procedures[name] : undefined;
  const method = procedure?.type === "query" ? "GET" : "POST";
  if (procedure && request.method === "OPTIONS") return optionsOf([method]);
  return procedure && request.method === method ? serveProcedure(request, name, procedure) : refuseProcedure(name);
});

let document: string | undefined;

/** The contract, for anybody: it tells nothing of what the portal holds. */
function serveDocument(request: Request): Response {
  if (request.method === "OPTIONS") return optionsOf(["GET"]);
  if (request.method !== "GET") return refuse(new AppError("route.method"), { Allow: allowed(["GET"]) });
  document ??= JSON.stringify(openApi());
  return answerKept(request, document, "public, max-age=300");
}
