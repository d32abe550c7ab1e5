/** A piece of a line in one style. */
export interface Piece {
  text: string;
  /** One of the eight terminal colours; bright ones look the same here. */
  colour?: (typeof colours)[number];
  bold?: boolean;
}

const colours = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"] as const;

// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern must match them
const escapes = /\u001b\[([0-9;]*)m|\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const invisible = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** Splits a log line into text with colours. Other terminal codes and invisible characters are dropped. */
export function piecesOf(line: string): Piece[] {
  // A progress bar rewrites its line: only the text after the last carriage return is visible.
  const shown = line.slice(line.lastIndexOf("\r") + 1);
  const pieces: Piece[] = [];
  let look: Omit<Piece, "text"> = {};
  let from = 0;
  const add = (to: number) => {
    const text = shown.slice(from, to).replace(invisible, "");
    if (text) pieces.push({ text, ...look });
  };
  for (const found of shown.matchAll(escapes)) {
    add(found.index);
    from = found.index + found[0].length;
    if (found[1] !== undefined) look = changed(look, found[1]);
  }
  add(shown.length);
  return pieces;
}

function changed(look: Omit<Piece, "text">, codes: string): Omit<Piece, "text"> {
  let next = { ...look };
  const numbers = codes.split(";").map(Number);
  for (let place = 0; place < numbers.length; place++) {
    const code = numbers[place] ?? 0;
    // 256-colour and true-colour codes: skip the numbers that follow.
    if (code === 38 || code === 48) place += numbers[place + 1] === 5 ? 2 : 4;
    else if (code === 0) next = {};
    else if (code === 1) next.bold = true;
    else if (code === 22) next.bold = undefined;
    else if (code === 39) next.colour = undefined;
    else if (code >= 30 && code <= 37) next.colour = colours[code - 30];
    else if (code >= 90 && code <= 97) next.colour = colours[code - 90];
  }
  return next;
}
