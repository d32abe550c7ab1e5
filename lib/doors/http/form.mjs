/** More parts than any form has; and more of a head than a part's name takes. */
const mostParts = 64;
const longestHead = 1024;
const lineEnd = Buffer.from("\r\n");
const headEnd = Buffer.from("\r\n\r\n");

/**
 * What stands between the parts of a form, by its content type; undefined where that isn't written as every browser writes it: whoever
 * takes the form apart afterwards must find the same, and of two boundaries, or of one within quotation marks, each finds another.
 */
export function boundaryOf(type = "") {
  const [, plain, quoted] =
    /^multipart\/form-data; ?boundary=(?:([\w'+.-]{1,70})|"([\w'()+,./:=?-]{1,70})")$/.exec(type) ?? [];
  return plain ?? quoted;
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

/** What may stand in the head of a part beside its name, and of a file alone: with it others would read a text in other letters, or not at all. */
const ofFiles =
  /^content-(type: ?[\w!#$&^.+-]+\/[\w!#$&^.+-]+(; ?[\w-]+=[\w."-]+)*|transfer-encoding: ?(binary|7bit|8bit)|length: ?\d{1,15})$/i;

/** A part's name, as its head gives it in exactly one way. */
function named(head) {
  const [line, ...more] = head.split("\r\n");
  const [, name, file] =
    /^content-disposition: ?form-data; ?name="([^"\\\r\n]*)"(; ?filename="(?:[^"\\\r\n]|\\(?!"))*")?$/i.exec(line) ??
    [];
  if (name === undefined || !more.every((each) => file && ofFiles.test(each))) return undefined;
  return { name, isFile: file !== undefined };
}
