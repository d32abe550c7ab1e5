import pg from "pg";
import { createDatabase } from "@/db/testing";
import { type Application, runScript, startApplication } from "./application";
import { type MailServer, startMailServer } from "./mail_server";

export interface Portal {
  url: string;
  mail: MailServer;
  database: { name: string; superuserUrl: string };
  /** The current process; another one after `restart`. */
  application(): Application;
  restart(): Promise<void>;
  /** Reads or changes the database directly: to move a clock, or to see what was written. */
  sql<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Runs one of our commands on this portal. */
  script(...command: string[]): Promise<string>;
  close(): Promise<void>;
}

interface Settings {
  byMail?: boolean;
  /** Whether it counts as set up, even without a first user: otherwise nobody can sign up. */
  setUp?: boolean;
  /** More of the configuration table. */
  env?: Record<string, string>;
}

/** Starts a separate portal: database, mail server, application. */
export async function startPortal({ byMail = true, setUp = true, env: more }: Settings = {}): Promise<Portal> {
  const database = await createDatabase();
  const mail = await startMailServer();
  const pool = new pg.Pool({ connectionString: database.superuserUrl, max: 3 });
  // The superuser's own connections are cut as well when a test takes the database away.
  pool.on("error", () => {});
  const env: Record<string, string> = {
    DATABASE_URL: database.applicationUrl,
    DATABASE_POOL: "8",
    ...(byMail && { SMTP_URL: mail.url, MAIL_FROM: "Guildhall <portal@example.org>" }),
    ...more,
  };
  if (setUp) await pool.query("update portal set set_up_at = now()");
  let application = await startApplication(env);
  const here = () => ({ ...env, PORT: new URL(application.url).port });
  return {
    url: application.url,
    mail,
    database,
    application: () => application,
    async restart() {
      application = await startApplication(here());
    },
    sql: async (text, values) => (await pool.query(text, values)).rows,
    script: (...command) => runScript(command, here()),
    async close() {
      await application.stop();
      await mail.close();
      await pool.end();
      await database.drop();
    },
  };
}
