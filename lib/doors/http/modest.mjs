/**
 * Whether a text of JSON holds no more values, and none deeper within others, than anybody sends. Looks at each byte once and makes nothing
 * of it: a parser takes a second for twenty mebibytes of brackets. Whether it is JSON at all, the parser says.
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

/** Where the closing quotation mark is. */
function endOfText(bytes, begin) {
  let at = begin;
  while (at < bytes.length && bytes[at] !== 0x22) at += bytes[at] === 0x5c ? 2 : 1;
  return at;
}
