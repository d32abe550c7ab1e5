/** More parts than any form has; and more of a head than a part's name takes. */
const mostParts = 64;
const longestHead = 1024;
const lineEnd = Buffer.from("\r\n");
const headEnd = Buffer.from("\r\n\r\n");

/** What stands between the parts of a form, by its content type; undefined where it doesn't say. */
export function boundaryOf(type = "") {
  const [, quoted, plain] =
    /^multipart\/form-data\b.*;\s*boundary=(?:"([^"\s]{1,70})"|([^\s;"]{1,70}))/i.exec(type) ?? [];
  return quoted ?? plain;
}

/**
 * Cuts a form into its parts in one pass, and stops at the first thing that no browser sends: whoever reads it afterwards finds neither
 * garbage nor too much.
 * @param {Buffer} body
 * @param {string | undefined} boundary
 * @returns {{ name: string, isFile: boolean, content: Buffer }[] | undefined} nothing for what isn't well formed
 */
export function partsOf(body, boundary) {
  if (!boundary) return undefined;
  const first = Buffer.from(`--${boundary}`);
  const next = Buffer.from(`\r\n--${boundary}`);
  if (!body.subarray(0, first.length).equals(first)) return undefined;
  const parts = [];
  for (let at = first.length; ; ) {
    const rest = body.subarray(at, at + 2).toString("latin1");
    if (rest === "--") return body.length - at <= 4 && parts.length > 0 ? parts : undefined;
    const head = body.subarray(at, at + longestHead).indexOf(headEnd);
    const end = head < 0 ? -1 : body.indexOf(next, at + head + lineEnd.length);
    if (rest !== "\r\n" || end < 0 || parts.length === mostParts) return undefined;
    const found = named(body.subarray(at + 2, at + head).toString());
    if (!found) return undefined;
    parts.push({ ...found, content: body.subarray(Math.min(at + head + headEnd.length, end), end) });
    at = end + next.length;
  }
}

function named(head) {
  const line = head.split("\r\n").find((each) => /^content-disposition:/i.test(each)) ?? "";
  const [, name] = /^content-disposition:\s*form-data;\s*name="([^"]*)"/i.exec(line) ?? [];
  return name === undefined ? undefined : { name, isFile: /;\s*filename="/i.test(line) };
}
