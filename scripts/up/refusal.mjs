/** A failure that a person can act on: its message is the only line that they see. */
export class Refusal extends Error {}

/** A failure that was already reported, for example by a child process: only the exit code is left to pass on. */
export class Told extends Error {
  constructor(code = 1) {
    super("already told");
    this.code = code;
  }
}

/** Runs a command's main function; any error becomes one line and an exit code, never a stack trace. */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    if (!(error instanceof Told)) console.error(oneLine(error));
    process.exitCode = error instanceof Told ? error.code : 1;
  }
  // Open handles (a pool, a timer) must not keep a finished command alive.
  process.exit();
}

function oneLine(error) {
  if (error instanceof Refusal) return error.message;
  const text = error instanceof Error ? error.message || error.code || error.name : error;
  return `Something unexpected went wrong: ${String(text).split("\n")[0]}`;
}
