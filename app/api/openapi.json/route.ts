import { openApi } from "@/lib/transport/openapi";

export const dynamic = "force-dynamic";

/** The contract itself, for anybody: it tells nothing of what the portal holds. */
export function GET(): Response {
  return Response.json(openApi(), { headers: { "Cache-Control": "public, max-age=300" } });
}
