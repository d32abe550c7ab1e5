// Writes db/schema.ts from an empty database with all migrations.
// usage: npm run schema [-- --verify], which only checks whether it is up to date
import { writeSchema } from "./test/schema.mjs";

const { code, lines } = await writeSchema({ verify: process.argv.includes("--verify") });
for (const line of lines) console.log(line);
process.exit(code);
