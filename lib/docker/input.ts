import type Docker from "dockerode";

/** How long a container may leave a line unread. */
const patienceMs = 5_000;

/** Types a line to what runs in a container. @throws when the engine can't be reached, or when nothing reads what is typed */
export async function sendLine(container: Docker.Container, line: string): Promise<void> {
  const stream = await container.attach({ stream: true, stdin: true, stdout: false, stderr: false, hijack: true });
  try {
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error("Nothing reads what is typed.")), patienceMs);
      stream.once("error", reject);
      // Ended, not cut: what was written goes out first. The container's own input stays open for the next one.
      stream.once("close", resolve);
      stream.write(`${line}\n`, () => {
        clearTimeout(late);
        stream.end();
        setTimeout(resolve, 200);
      });
    });
  } finally {
    (stream as unknown as { destroy(): void }).destroy();
  }
}
