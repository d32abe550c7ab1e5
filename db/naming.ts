import { type IdentifierNode, PostgresQueryCompiler } from "kysely";

/**
 * TypeScript says `joinedAt`, the database `joined_at`. Kysely's own plugin copies each whole query before it is
 * compiled and every row after it arrived; here a name is changed where it is written, and where a row is created.
 */
function remembered(change: (name: string) => string): (name: string) => string {
  const known = new Map<string, string>();
  return (name) => {
    let changed = known.get(name);
    if (changed === undefined) {
      changed = change(name);
      // Names are those of columns and aliases, so there are few. Other keys mustn't fill the memory.
      if (known.size < 2_000) known.set(name, changed);
    }
    return changed;
  };
}

const snakeCase = remembered((name) => name.replace(/(?<!^)[A-Z]/g, "_$&").toLowerCase());
export const camelCase = remembered((name) => name.replace(/(?<!^)_+([^_])/g, (_, letter) => letter.toUpperCase()));

export class SnakeCaseCompiler extends PostgresQueryCompiler {
  protected override compileUnwrappedIdentifier({ name }: IdentifierNode): void {
    this.append(this.sanitizeIdentifier(snakeCase(name)));
  }
}
