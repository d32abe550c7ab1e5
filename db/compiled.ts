import { type CompiledQuery, sql } from "kysely";
import { type Db, sendWithCommit, type Trx } from "@/db/client";

/** A placeholder in a query for a value that is set on each use. */
class Gap {
  constructor(readonly name: string | symbol) {}
}
const gaps = new Proxy({}, { get: (_, name) => new Gap(name) });

type Build<Given, Row> = (db: Db, given: Given) => { compile(): CompiledQuery<Row> };

function filling<Given extends object, Row>(build: Build<Given, Row>) {
  let made: CompiledQuery<Row> | undefined;
  return (db: Db, given: Given): CompiledQuery<Row> => {
    made ??= build(db, gaps as Given).compile();
    const parameters = made.parameters.map((value) =>
      value instanceof Gap ? (given as Record<string | symbol, unknown>)[value.name] : value,
    );
    return { ...made, parameters };
  };
}

/**
 * A query with a constant text: built and compiled on first use, then only filled in, because building one costs more
 * than running it. `build` may only pass its values on; if it read them it would see placeholders.
 */
export function compiledOnce<Given extends object, Row>(
  build: Build<Given, Row>,
): (db: Db, given: Given) => Promise<Row[]> {
  const fill = filling(build);
  return async (db, given) => (await db.executeQuery<Row>(fill(db, given))).rows;
}

/** Like `compiledOnce`, for a write that nothing awaits before the commit. */
export function compiledLast<Given extends object>(build: Build<Given, unknown>): (trx: Trx, given: Given) => void {
  const fill = filling(build);
  return (trx, given) => sendWithCommit(trx, fill(trx, given));
}

/**
 * More rows than any page has (one more than requested), as an outer limit before any join: a generic plan doesn't know
 * the parameter, assumes a tenth of the table for a page, and would read all of the joined one.
 */
export const pageAtMost = sql.lit(201);

/** Like `compiledOnce`, for a query with a few forms: compiled once for each `shape`, whose number is limited. */
export function compiledEach<Given extends object, Shape extends object, Row>(
  build: (db: Db, given: Given, shape: Shape) => { compile(): CompiledQuery<Row> },
): (db: Db, given: Given, shape: Shape) => Promise<Row[]> {
  const forms = new Map<string, (db: Db, given: Given) => Promise<Row[]>>();
  return (db, given, shape) => {
    const key = JSON.stringify(shape);
    const form = forms.get(key) ?? compiledOnce<Given, Row>((db, given) => build(db, given, shape));
    forms.set(key, form);
    return form(db, given);
  };
}
