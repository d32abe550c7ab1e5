import { AppError } from "@/lib/errors";

/** How many helpers of this process may run at once, per server and per node. */
export const atOnce = { server: 4, node: 16 };
/** How many may wait for a turn per server, and how long. */
export const waiting = { most: 30, ms: 20_000 };

interface Place {
  node: string;
  server: string;
}
const working = new Map<string, number>();
const queue = new Set<Place & { begin(): void }>();

const isFree = ({ node, server }: Place) =>
  (working.get(server) ?? 0) < atOnce.server && (working.get(node) ?? 0) < atOnce.node;

function count({ node, server }: Place, by: 1 | -1): void {
  for (const key of [node, server]) {
    const now = (working.get(key) ?? 0) + by;
    if (now > 0) working.set(key, now);
    else working.delete(key);
  }
}

/**
 * Waits until a helper may start. Helpers are containers, and a node has room for only a few. @returns a function that ends the turn
 * @throws if too many are waiting for this server already, or after waiting too long
 */
export async function takeTurn(node: string, server: string): Promise<() => void> {
  const place = { node, server };
  const before = [...queue].filter((each) => each.server === server).length;
  if (before >= waiting.most) throw new AppError("file.busy");
  if (before === 0 && isFree(place)) count(place, 1);
  else await untilTurn(place);
  let over = false;
  return () => {
    if (over) return;
    over = true;
    count(place, -1);
    for (const next of queue) if (isFree(next)) next.begin();
  };
}

const untilTurn = (place: Place) =>
  new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      queue.delete(waiter);
      reject(new AppError("file.busy"));
    }, waiting.ms);
    const waiter = {
      ...place,
      begin() {
        clearTimeout(timer);
        queue.delete(waiter);
        count(place, 1);
        resolve();
      },
    };
    queue.add(waiter);
  });
