import { pool } from "../../../../pool";

const text = 'select id, name, slug, "createdAt" from organization where id = $1';

/** The minimal route with a database: one indexed select of one row, planned once per connection. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params;
  const { rows } = await pool.query({ name: "floor", text, values: [id] });
  return Response.json(rows[0], { headers: { "Cache-Control": "no-store" } });
}
