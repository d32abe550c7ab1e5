import { refuseProcedure, serveProcedure } from "@/lib/transport/procedure_route";
import { serveRest } from "@/lib/transport/route";
import { procedures } from "@/lib/trpc/procedures";

/** How the name of any procedure is written, and no path of REST. */
const procedureName = /^[a-zA-Z]+\.[a-zA-Z]+$/;

/** Everything below /api that has no route of its own: a procedure by its name, else REST. */
export async function serve(request: Request): Promise<Response> {
  const name = new URL(request.url).pathname.slice("/api/".length);
  if (!procedureName.test(name)) return serveRest(request);
  const procedure = Object.hasOwn(procedures, name) ? procedures[name] : undefined;
  const method = procedure?.type === "query" ? "GET" : "POST";
  const asked = request.method === "HEAD" ? "GET" : request.method;
  return procedure && asked === method ? serveProcedure(request, name, procedure) : refuseProcedure(name);
}
