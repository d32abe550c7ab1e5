import type Docker from "dockerode";

/** Runs a command inside a container. @returns its output */
export async function inside(container: Docker.Container, ...command: string[]): Promise<string> {
  const exec = await container.exec({ Cmd: command, AttachStdout: true, Tty: true });
  const stream = await exec.start({ Tty: true });
  let text = "";
  for await (const chunk of stream) text += chunk;
  return text.replaceAll("\r", "");
}
