import { readdirSync, readFileSync } from "node:fs";

/** Linux counts in hundredths of a second. */
const tickMs = 10;

interface Process {
  pid: number;
  parent: number;
  /** Its own time, and that of ended children. */
  ticks: number;
}

function processes(): Process[] {
  return readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      // The name, in brackets, may contain anything.
      const fields = stat
        .slice(stat.lastIndexOf(")") + 2)
        .split(" ")
        .map(Number);
      const [, parent = 0] = fields;
      const ticks = fields.slice(11, 15).reduce((sum, value) => sum + value, 0);
      return [{ pid: Number(name), parent, ticks }];
    } catch {
      return [];
    }
  });
}

/** The CPU time of a process and all its descendants, or null where the system doesn't report it. */
export function cpuMs(root: number | null): number | null {
  if (root === null || process.platform !== "linux") return null;
  const all = processes();
  const tree = new Set([root]);
  let before = 0;
  while (before !== tree.size) {
    before = tree.size;
    for (const { pid, parent } of all) if (tree.has(parent)) tree.add(pid);
  }
  const ticks = all.filter(({ pid }) => tree.has(pid)).reduce((sum, { ticks }) => sum + ticks, 0);
  return ticks * tickMs;
}

/** PostgreSQL's main process, from one of its children; null if it doesn't run here. */
export function postmaster(backend: number): number | null {
  if (process.platform !== "linux") return null;
  try {
    if (!readFileSync(`/proc/${backend}/comm`, "utf8").startsWith("postgres")) return null;
  } catch {
    return null;
  }
  return processes().find(({ pid }) => pid === backend)?.parent ?? null;
}
