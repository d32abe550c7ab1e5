/** The cores of the machine that the budgets are for. A step that uses both runs by itself. */
const cores = 2;

/**
 * Runs steps in parallel as far as there are cores, otherwise in order; each begins when those that it is `after` have
 * ended, and never beside those that it is `apart` from. A failure stops none of them, an abort all.
 * @param {{ key: string, cores: number, after?: string[], apart?: string[] }[]} steps
 * @param {(step: object) => Promise<void>} runStep rejects only to end the whole run
 */
export async function runSideBySide(steps, runStep) {
  const waiting = [...steps];
  const running = new Map();
  const open = new Set(steps.map(({ key }) => key));
  const free = () => cores - [...running.keys()].reduce((sum, step) => sum + step.cores, 0);
  const isRunning = (key) => [...running.keys()].some((step) => step.key === key);
  const mayBegin = (step) => !step.after?.some((key) => open.has(key)) && !step.apart?.some(isRunning);
  const next = () => waiting.find((step) => step.cores <= free() && mayBegin(step));
  while (open.size > 0) {
    for (let step = next(); step; step = next()) {
      const begun = step;
      waiting.splice(waiting.indexOf(begun), 1);
      const ended = runStep(begun).finally(() => {
        running.delete(begun);
        open.delete(begun.key);
      });
      running.set(begun, ended);
    }
    if (running.size === 0) throw new Error(`nothing leads to: ${waiting.map(({ key }) => key).join(", ")}`);
    await Promise.race(running.values());
  }
}
