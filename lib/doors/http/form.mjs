/** More parts than any form has, and longer headers than a part's name needs. */
const mostParts = 64;
const longestHead = 1024;
const lineEnd = Buffer.from("\r\n");
const headEnd = Buffer.from("\r\n\r\n");

/**
 * The boundary of a form, from its content type; undefined unless that is written as every browser writes it: a later
 * parser must find the same boundary, and parsers disagree about two boundaries or a quoted one.
 */
export function boundaryOf(type = "") {
  const [, plain, quoted] =
    /^multipart\/form-data; ?boundary=(?:([\w'+.-]{1,70})|"([\w'()+,./:=?-]{1,70})")$/.exec(type) ?? [];
  return plain ?? quoted;
}

/**
 * Splits a form into its parts in one pass, and stops at the first thing that no browser sends: a later parser finds
 * neither garbage nor too much.
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

/**
 * The header that only a file's part may have beside its name: on a text it could make other parsers decode it
 * differently, or not at all.
 */
const ofFiles =
  /^content-(type: ?[\w!#$&^.+-]+\/[\w!#$&^.+-]+(; ?[\w-]+=[\w."-]+)*|transfer-encoding: ?(binary|7bit|8bit)|length: ?\d{1,15})$/i;

/** A part's name, if its headers give exactly one. */
function named(head) {
  const [line, ...more] = head.split("\r\n");
  const [, name, file] =
    /^content-disposition: ?form-data; ?name="([^"\\\r\n]*)"(; ?filename="(?:[^"\\\r\n]|\\(?!"))*")?$/i.exec(line) ??
    [];
  if (name === undefined || !more.every((each) => file && ofFiles.test(each))) return undefined;
  return { name, isFile: file !== undefined };
}
