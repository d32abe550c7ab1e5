import { createHash } from "node:crypto";
import { harmless, readCsv } from "@/lib/audit/csv";
import { cellsOf, columns, type ExportRow, rowOf } from "@/lib/audit/row";

/** A kept place of a chain: its head at some time, or the checkpoint where its beginning was removed. */
export interface Point {
  chain: string;
  seq: number;
  hash: string;
  isCheckpoint: boolean;
}

interface Options {
  /** What `audit verify` printed earlier, kept elsewhere; undefined: nothing was kept. */
  points?: Point[];
  /** The file is of some entries only, so that missing ones are no break. */
  filtered: boolean;
}

interface Report {
  /** One line each: what was checked. */
  checked: string[];
  /** One line each: what can't be as it was exported. Empty if the file is sound. */
  breaks: string[];
}

/** What can be checked of a row. */
interface Found {
  place: number;
  prevHash: unknown;
  hash: unknown;
  payload: unknown;
  /** Whether the row in the file is exactly what is exported for this one. */
  is(row: ExportRow): boolean;
}

interface Seen {
  first: number;
  last: number;
  lastHash: string;
  count: number;
  /** Pairs of entries that follow each other. */
  links: number;
}

const mostBreaks = 100;

/** The lines of `audit verify` that say where a chain was: heads and checkpoints. */
export function readPoints(text: string): Point[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [, checkpoint, chain = "", seq = "", hash = ""] =
      /^(checkpoint )?(\S+) (\d{1,15}) ([0-9a-f]{2}|[0-9a-f]{64})( .*)?$/.exec(line.trim()) ?? [];
    return chain ? [{ chain, seq: Number(seq), hash, isCheckpoint: checkpoint !== undefined }] : [];
  });
}

/** Checks an exported log without the portal: each entry against its hash, each hash against the next, both ends against what was kept. */
export async function checkFile(pieces: AsyncIterable<string>, { points = [], filtered }: Options): Promise<Report> {
  const seen = new Map<string, Seen>();
  const breaks: string[] = [];
  let more = 0;
  const broken = (line: string) => void (breaks.length < mostBreaks ? breaks.push(line) : more++);
  const kept = new Map(points.map(({ chain, seq, hash }) => [`${chain} ${seq}`, hash]));
  let unverifiable = 0;
  /** Entries since the last sound one, which can't be told to be the missing ones. */
  let unread = 0;
  for await (const found of rowsOf(pieces)) {
    const wrong = (what: string) => broken(`line ${found.place}: ${what}`);
    if (found.payload === null || found.payload === "") {
      unverifiable++;
      continue;
    }
    const row = recomputed(found);
    if (!row) {
      wrong("edited, or not a whole entry");
      unread++;
      continue;
    }
    const { chain, seq } = row;
    const [prevHash, hash] = [row.prevHash ?? "", row.hash ?? ""];
    const name = `${chain} ${seq}`;
    const chained = seen.get(chain);
    if (chained && seq <= chained.last) wrong(`${name} is repeated, or out of order`);
    else if (chained && seq > chained.last + 1 + unread && !filtered)
      wrong(
        `gap: entries ${chained.last + 1} to ${seq - 1} of ${chain} are missing. If it was exported with filters, add --filtered`,
      );
    else if (chained && seq === chained.last + 1 && prevHash !== chained.lastHash)
      wrong(`${name} doesn’t follow the entry before it`);
    if (seq === 1 && prevHash !== "00") wrong(`${name} isn’t the beginning of a chain`);
    if ((kept.get(name) ?? hash) !== hash || (kept.get(`${chain} ${seq - 1}`) ?? prevHash) !== prevHash)
      wrong(`${name} isn’t what was kept: the chain was rewritten`);
    unread = 0;
    const links = (chained?.links ?? 0) + (chained && seq === chained.last + 1 ? 1 : 0);
    seen.set(chain, {
      first: chained?.first ?? seq,
      last: seq,
      lastHash: hash,
      count: (chained?.count ?? 0) + 1,
      links,
    });
  }
  if (unverifiable > 0)
    broken(
      `${unverifiable} entries have no hashes, because who exported them may not see everything. They can’t be checked`,
    );
  if (seen.size === 0 && unverifiable === 0) broken("the file has no entries");
  const checked = [...seen].flatMap(([chain, each]) => {
    const of = points.filter((point) => point.chain === chain);
    if (!filtered) for (const what of endsOf(chain, each, of)) broken(what);
    return [summaryOf(chain, each), ...notesOf(each, of, filtered)];
  });
  if (more > 0) breaks.push(`and ${more} more`);
  return { checked, breaks };
}

/** What is missing at either end, by what was kept. */
function endsOf(chain: string, { first, last }: Seen, points: Point[]): string[] {
  const head = Math.max(0, ...points.map(({ seq }) => seq));
  const checkpoint = points.find(({ isCheckpoint }) => isCheckpoint);
  return [
    ...(head > last ? [`end missing: ${chain} ends at ${last}, and ${head} was kept`] : []),
    ...(checkpoint && first > checkpoint.seq + 1
      ? [`beginning missing: ${chain} begins at ${first}, and its checkpoint is ${checkpoint.seq}`]
      : []),
  ];
}

const summaryOf = (chain: string, { first, last, count, links }: Seen) =>
  `${chain} ${first}–${last}: ${count} recomputed, ${links} linked to the one before`;

/** What nothing here can tell. */
function notesOf({ first, last }: Seen, points: Point[], filtered: boolean): string[] {
  if (filtered) return ["  missing entries were not looked for (--filtered)"];
  const begins = first === 1 || points.some(({ seq }) => seq === first - 1);
  return [
    ...(begins ? [] : [`  what was before ${first} can’t be told without its checkpoint (--heads)`]),
    ...(points.length > 0 ? [] : [`  whether anything came after ${last} can’t be told without a kept head (--heads)`]),
  ];
}

/** The row as it was exported; undefined if the file has another one, or its hash isn't that of its payload. */
function recomputed(found: Found): ExportRow | undefined {
  const { prevHash, hash, payload } = found;
  if (typeof prevHash !== "string" || typeof hash !== "string" || typeof payload !== "string") return undefined;
  const real = createHash("sha256").update(Buffer.from(prevHash, "hex")).update(payload).digest("hex");
  if (real !== hash) return undefined;
  try {
    const row = rowOf(payload, { prevHash, hash });
    return found.is(row) ? row : undefined;
  } catch {
    return undefined;
  }
}

/** The rows of a file of either form, which its first character tells. */
async function* rowsOf(pieces: AsyncIterable<string>): AsyncGenerator<Found> {
  const reader = pieces[Symbol.asyncIterator]();
  const first = await reader.next();
  const start: string = first.done ? "" : first.value.replace(/^\ufeff/, "");
  async function* whole() {
    yield start;
    yield* { [Symbol.asyncIterator]: () => reader };
  }
  yield* start.startsWith("{") ? jsonRows(whole()) : csvRows(whole());
}

async function* jsonRows(pieces: AsyncIterable<string>): AsyncGenerator<Found> {
  let place = 0;
  for await (const line of linesOf(pieces)) {
    place++;
    yield { place, ...fieldsOf(line), is: (row) => JSON.stringify(row) === line };
  }
}

function fieldsOf(line: string): Omit<Found, "place" | "is"> {
  const none = { prevHash: undefined, hash: undefined, payload: undefined };
  try {
    const { prevHash, hash, payload } = JSON.parse(line);
    return { prevHash, hash, payload };
  } catch {
    return none;
  }
}

async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = "";
  for await (const piece of pieces) {
    const lines = (rest + piece).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield line.replace(/\r$/, "");
  }
  if (rest) yield rest;
}

async function* csvRows(pieces: AsyncIterable<string>): AsyncGenerator<Found> {
  let place = 0;
  for await (const cells of readCsv(pieces)) {
    place++;
    if (place === 1 && cells.join() === columns.join()) continue;
    const cell = (name: keyof ExportRow) => cells[columns.indexOf(name)];
    const [prevHash, hash, payload] = (["prevHash", "hash", "payload"] as const).map(cell);
    const is = (row: ExportRow) => JSON.stringify(cellsOf(row).map(harmless)) === JSON.stringify(cells);
    yield { place, prevHash, hash, payload, is };
  }
}
