import { migrate } from "@/db/migrate";
import { installQueues } from "@/lib/jobs/install";

const { DATABASE_OWNER_URL: owner, DATABASE_URL: application } = process.env;
try {
  if (!owner || !application) throw new Error("Migrating needs DATABASE_OWNER_URL and DATABASE_URL.");
  const done = await migrate(owner, application);
  await installQueues(owner);
  if (done.length > 0) console.error(`Migrated: ${done.join(", ")}.`);
} catch (error) {
  const { message } = error as Error;
  console.error(`The database could not be migrated: ${message || "it can’t be reached"}`);
  process.exit(1);
}
