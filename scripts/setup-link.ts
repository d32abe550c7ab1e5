// Prints the set-up link, as long as the portal isn't set up.
import { disconnect } from "@/db/client";
import { env } from "@/lib/env";
import { readSetUp, setUpToken } from "@/lib/setup/operations";

try {
  const { done } = await readSetUp({ actor: null, address: null }, {});
  if (!done) console.log(new URL(`/setup?token=${setUpToken()}`, env().PUBLIC_URL).href);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
} finally {
  await disconnect();
}
