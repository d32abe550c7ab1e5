// Fills a portal with the town of `npm run demo`, or finds it, and prints its people as JSON.
import { disconnect } from "@/db/client";
import { fill, NoTown } from "./demo/fill";

const [folder = "", hooks = ""] = process.argv.slice(2);
try {
  process.stdout.write(`${JSON.stringify(await fill({ folder, hooks }))}\n`);
} catch (error) {
  const { message, stack } = error as Error;
  process.stderr.write(
    `${error instanceof NoTown ? message : `The demo town couldn’t be created: ${stack ?? message}`}\n`,
  );
  process.exitCode = 1;
} finally {
  await disconnect();
}
