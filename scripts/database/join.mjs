import { freePort, whyNoListening } from "../up/port.mjs";
import { Refusal } from "../up/refusal.mjs";
import { urlOf, withClient } from "./client.mjs";
import { runningServer, startServer } from "./server.mjs";

/** Joins the running server or starts one; returns its port. */
export async function joinOrStart({ bin, data, account, log, port, password, flags }) {
  const answers = (candidate) => isOurs(urlOf("postgres", password, candidate, "postgres"), data);
  // A server that is just starting or ending gets the time to finish.
  for (let tries = 0; tries < 300; tries++) {
    const running = runningServer(data);
    if (!running) break;
    if (running.port && (await answers(running.port))) return running.port;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  if (runningServer(data))
    throw new Refusal(
      `A PostgreSQL runs on ${data} but doesn't answer. Its log is ${log}; end process ${runningServer(data).pid} and start again.`,
    );
  const chosen = port && (await whyNoListening(port, "127.0.0.1")) === undefined ? port : await freePort();
  await startServer({ bin, data, account, port: chosen, log, flags, answers: () => answers(chosen) });
  return chosen;
}

/** Whether the server at this address belongs to this data directory and accepts our password. */
async function isOurs(url, data) {
  try {
    return await withClient(
      url,
      async (client) => (await client.query("show data_directory")).rows[0].data_directory === data,
    );
  } catch (error) {
    if (error.code === "28P01")
      throw new Refusal(
        `The database in ${data} doesn't accept the password in secrets.json; they don't belong together.`,
      );
    return false;
  }
}
