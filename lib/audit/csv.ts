/** A spreadsheet takes a cell that begins with one of these for a formula. */
const formula = /^[=+\-@\t\r]/;

/** One line of a CSV file (RFC 4180). A cell that would be a formula begins with an apostrophe instead. */
export function toCsvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(harmless(cell))).join(",")}\r\n`;
}

export const harmless = (cell: string) => (formula.test(cell) ? `'${cell}` : cell);

const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Reads a CSV file piece by piece, one record after the other. A cell may contain line breaks. */
export async function* readCsv(pieces: AsyncIterable<string>): AsyncGenerator<string[]> {
  let cells: string[] = [];
  let cell = "";
  let inside: "no" | "yes" | "maybe over" = "no";
  for await (const piece of pieces)
    for (const sign of piece) {
      if (inside === "yes") {
        if (sign === '"') inside = "maybe over";
        else cell += sign;
        continue;
      }
      if (sign === '"') {
        if (inside === "maybe over") cell += '"';
        inside = "yes";
        continue;
      }
      inside = "no";
      if (sign === ",") {
        cells.push(cell);
        cell = "";
      } else if (sign === "\n") {
        yield [...cells, cell.replace(/\r$/, "")];
        [cells, cell] = [[], ""];
      } else cell += sign;
    }
  if (cell !== "" || cells.length > 0) yield [...cells, cell];
}
