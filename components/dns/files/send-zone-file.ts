import type { ImportActions, ImportInput, ImportPreview } from "@/components/dns/files/import-actions";
import type { Outcome, Problem } from "@/lib/kernel/errors";

/** Characters that a server action certainly accepts; longer files are sent over REST. */
const mostByAction = 250_000;

/** Previews or applies a zone file: by the server action, or over REST if the file is too long for one. */
export const previewFile = (actions: ImportActions, input: ImportInput): Promise<Outcome<ImportPreview>> =>
  input.text.length <= mostByAction ? actions.preview(input) : post(input, { preview: "yes" });

type Taking = Parameters<ImportActions["take"]>[0];
export const takeFile = (actions: ImportActions, input: Taking): ReturnType<ImportActions["take"]> =>
  input.text.length <= mostByAction
    ? actions.take(input)
    : post(input, { version: String(input.version), confirmed: String(input.confirmed) });

async function post<Answer>(
  { organisation, zone, text, mode }: ImportInput,
  words: Record<string, string>,
): Promise<Outcome<Answer>> {
  const path = `/api/organisations/${organisation}/dns/zones/${encodeURIComponent(zone)}/import`;
  const response = await fetch(`${path}?${new URLSearchParams({ mode, ...words })}`, {
    method: "POST",
    headers: { "Content-Type": "text/dns; charset=utf-8" },
    body: text,
  });
  const answer = await response.json();
  if (response.ok) return { ok: true, data: answer };
  const { code, error: message, fields }: { code: Problem["code"]; error: string; fields: Problem["fields"] } = answer;
  return { ok: false, error: { code, message, fields } };
}
