/**
 * Whether a JSON text has at most this many values and this depth of nesting. Looks at each byte once and builds
 * nothing: a parser takes a second for twenty mebibytes of brackets. Whether it is valid JSON is for the parser to say.
 * @param {Uint8Array} bytes
 * @param {number} values
 * @param {number} depth
 * @returns {boolean}
 */
export function isModest(bytes, values, depth) {
  let within = 0;
  let left = values;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === 0x22) at = endOfText(bytes, at + 1);
    else if (byte === 0x5b || byte === 0x7b) {
      if (++within > depth || --left < 0) return false;
    } else if (byte === 0x5d || byte === 0x7d) within--;
    else if (byte === 0x2c && --left < 0) return false;
  }
  return true;
}

/** The position of the closing quotation mark. */
function endOfText(bytes, begin) {
  let at = begin;
  while (at < bytes.length && bytes[at] !== 0x22) at += bytes[at] === 0x5c ? 2 : 1;
  return at;
}
