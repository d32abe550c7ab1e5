import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { schemaOf } from "@/lib/doors/openapi/call";
import type { Document } from "@/lib/doors/openapi/openapi";

type Check = (method: string, url: string, status: number, body: unknown) => void;

/**
 * For tests: checks responses against the portal's OpenAPI document, with an independent validator. Throws for a path,
 * a status or a body that the document doesn't have.
 */
export function contractOf(document: Document): Check {
  const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }));
  ajv.addSchema({ $id: "contract", components: document.components });
  const checks = new Map<string, ValidateFunction>();

  return (method, url, status, body) => {
    const path = new URL(url).pathname.replace(/^\/api/, "");
    const entry = pathOf(document, path);
    const call = entry && document.paths[entry]?.[method.toLowerCase()];
    // Requests outside the document get a refusal in the usual form.
    if (!call && status !== 404 && status !== 405)
      throw new Error(`${method} ${path} isn’t in the document but answers ${status}`);
    const kind = status >= 500 ? "5XX" : status >= 400 ? "4XX" : String(status);
    const schema = call
      ? call.responses[kind] && schemaOf(call.responses[kind])
      : { $ref: `#/components/schemas/${/^\/[a-zA-Z]+\.[a-zA-Z]+$/.test(path) ? "Procedure" : ""}Refusal` };
    if (!schema) throw new Error(`${method} ${path} answers ${status}, which the document doesn’t have`);
    const key = `${method} ${entry ?? "-"} ${kind}`;
    const check = checks.get(key) ?? ajv.compile(inContract(schema));
    checks.set(key, check);
    if (!check(body))
      throw new Error(`${key} doesn’t fit: ${ajv.errorsText(check.errors)}\n${JSON.stringify(body)?.slice(0, 500)}`);
  };
}

/** Literal paths go before those with a parameter in the same place. */
function pathOf({ paths }: Document, path: string): string | undefined {
  const given = path.split("/");
  const fits = (pattern: string) => {
    const parts = pattern.split("/");
    return parts.length === given.length && parts.every((part, place) => part.startsWith("{") || part === given[place]);
  };
  const names = (pattern: string) => pattern.split("{").length;
  return Object.keys(paths)
    .filter(fits)
    .sort((a, b) => names(a) - names(b))[0];
}

/** Lets references in a separate schema reach the document’s components. */
function inContract<T>(value: T): T {
  return JSON.parse(JSON.stringify(value).replaceAll('"#/components/', '"contract#/components/'));
}
