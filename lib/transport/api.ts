import { serveProcedure } from "@/lib/transport/procedure_route";
import { serveRest } from "@/lib/transport/route";
import { procedures } from "@/lib/trpc/procedures";

/** Everything below /api that has no route of its own: a procedure by its name, else REST. */
export function serve(request: Request): Promise<Response> {
  const name = new URL(request.url).pathname.slice("/api/".length);
  const procedure = Object.hasOwn(procedures, name) ? procedures[name] : undefined;
  const method = procedure?.type === "query" ? "GET" : "POST";
  return procedure && request.method === method ? serveProcedure(request, name, procedure) : serveRest(request);
}
