import fs from "node:fs";
import path from "node:path";
import { boundaryOf, partsOf } from "../../lib/doors/http/form.mjs";
import { isModest } from "../../lib/doors/http/modest.mjs";

/** The limits of an action's arguments: more than any of ours has, and far less than would take long to parse. */
const most = { values: 10_000, arguments: 16, references: 100, depth: 32 };
const idForm = /^[0-9a-f]{40,44}$/;

/** Whether Next would parse the body into arguments of a server action, before the caller is known. */
export const callsAction = ({ method, headers }) =>
  method === "POST" && (headers["next-action"] !== undefined || isForm(headers["content-type"]));

const isForm = (type = "") => /^multipart\/form-data/i.test(type);

/** The ids of this build's actions; undefined in development, where they change. */
export function actionsOf(build) {
  const { node, edge } = JSON.parse(fs.readFileSync(path.join(build, "server/server-reference-manifest.json"), "utf8"));
  return new Set([...Object.keys(node), ...Object.keys(edge)]);
}

/**
 * The reason why a body can't be from one of our pages. React needs seconds for some bodies within the limit, and Next
 * answers others with 500 and a stack trace in the log.
 * @param {import("node:http").IncomingMessage} request
 * @param {Buffer} body
 * @param {Set<string> | undefined} actions
 */
export function whyNoAction({ headers }, body, actions) {
  const id = headers["next-action"];
  const type = headers["content-type"];
  const isKnown = (each) => (actions ? actions.has(each) : idForm.test(each));
  // Next's own message: it makes the page of an earlier build reload.
  if (id !== undefined && !isKnown(id))
    return { status: 404, line: "Server action not found.", headers: { "x-nextjs-action-not-found": "1" } };
  const parts = isForm(type) ? partsOf(body, boundaryOf(type)) : [];
  if (!parts) return malformed;
  if (id === undefined) return namesOne(parts, isKnown) ? undefined : malformed;
  const roots = parts.filter(({ name }) => name === "0");
  if (isForm(type) && (roots.length !== 1 || roots[0].isFile || parts.some(isNumberedOddly))) return malformed;
  return isCall(isForm(type) ? roots[0].content : body, parts) ? undefined : malformed;
}

/**
 * React numbers the parts with JavaScript's conversion, which accepts "00" and "": such a part would be another root.
 */
const isNumberedOddly = ({ name }) => !Number.isNaN(Number(name.replace(/^S/, ""))) && !/^(0|[1-9]\d{0,3})$/.test(name);

const malformed = { status: 400, line: "The form isn't well formed." };

/** A form sent without JavaScript names its action in a field; ours have no bound values from the page. */
function namesOne(parts, isKnown) {
  const own = parts.map(({ name }) => name).filter((name) => name.startsWith("$ACTION_"));
  return own.length === 1 && own[0].startsWith("$ACTION_ID_") && isKnown(own[0].slice("$ACTION_ID_".length));
}

function isCall(body, parts) {
  if (!isModest(body, most.values, most.depth)) return false;
  let root;
  try {
    root = JSON.parse(body.toString());
  } catch {
    return false;
  }
  if (!Array.isArray(root) || root.length > most.arguments) return false;
  let { references } = most;
  const fits = (value) => {
    if (typeof value === "string")
      return !value.startsWith("$") || isPlain(value) || (--references >= 0 && leads(value));
    return !isObject(value) || Object.values(value).every(fits);
  };
  /** References to a form or a file among the parts, or to an existing value. */
  const leads = (value) => {
    const [, kind, number] = /^\$([Ko])([1-9a-f][0-9a-f]?)$/.exec(value) ?? [];
    if (kind === "K") return parts.length > 0;
    const name = String(Number.parseInt(number, 16));
    if (kind === "o") return parts.some((part) => part.name === name && part.isFile);
    return /^\$0(:|$)/.test(value) && isObject(value.split(":").slice(1).reduce(inside, root));
  };
  return fits(root);
}

/** Values that JSON can't express, and texts that begin with a dollar sign. */
const isPlain = (text) => /^\$(\$|T$|undefined$|NaN$|-?Infinity$|-0$|D\d{4}-\d\d-\d\dT[\d:.]{1,20}Z$)/.test(text);
const isObject = (value) => typeof value === "object" && value !== null;
const inside = (value, key) => (isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined);
