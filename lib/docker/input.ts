import type Docker from "dockerode";

/** How long a container may leave a line unread. */
const patienceMs = 5_000;

/** Sends a line to a container's standard input. @throws if the engine can't be reached, or if nothing reads the line */
export async function sendLine(container: Docker.Container, line: string): Promise<void> {
  const stream = await container.attach({ stream: true, stdin: true, stdout: false, stderr: false, hijack: true });
  try {
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error("Nothing reads the container's input.")), patienceMs);
      stream.once("error", reject);
      // end(), not destroy(), so that the line is sent first. The container's input stays open for the next line.
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
