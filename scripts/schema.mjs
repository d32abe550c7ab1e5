// Writes db/schema.ts from what the migrations make of an empty database.
// usage: npm run schema [-- --verify], which only says whether it is so already
import { writeSchema } from "./test/schema.mjs";

const { code, lines } = await writeSchema({ verify: process.argv.includes("--verify") });
for (const line of lines) console.log(line);
process.exit(code);
