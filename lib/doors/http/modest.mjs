/** How many bytes are looked at in a step: a few milliseconds. */
const step = 1_048_576;

/**
 * Whether a JSON text has at most this many values and this depth of nesting. Looks at each byte once and builds
 * nothing: a parser takes a second for twenty mebibytes of brackets. Whether it is valid JSON is for the parser to say.
 * @param {Uint8Array} bytes
 * @param {number} values
 * @param {number} depth
 * @returns {boolean}
 */
export function isModest(bytes, values, depth) {
  for (const steps = modestInSteps(bytes, values, depth); ; ) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/**
 * The same in steps, for a long text.
 * @param {Uint8Array} bytes
 * @param {number} values
 * @param {number} depth
 * @returns {Generator<undefined, boolean>}
 */
export function* modestInSteps(bytes, values, depth) {
  const seen = { at: 0, within: 0, left: values, quoted: false };
  while (seen.at < bytes.length) {
    if (!look(seen, bytes, Math.min(seen.at + step, bytes.length), depth)) return false;
    yield;
  }
  return true;
}

/** Looks on from where it was until here. @returns whether it is modest so far */
function look(seen, bytes, end, depth) {
  let { at, within, left, quoted } = seen;
  for (; at < end; at++) {
    const byte = bytes[at];
    if (quoted) {
      if (byte === 0x5c) at++;
      else if (byte === 0x22) quoted = false;
    } else if (byte === 0x22) quoted = true;
    else if (byte === 0x5b || byte === 0x7b) {
      if (++within > depth || --left < 0) return false;
    } else if (byte === 0x5d || byte === 0x7d) within--;
    else if (byte === 0x2c && --left < 0) return false;
  }
  Object.assign(seen, { at, within, left, quoted });
  return true;
}
