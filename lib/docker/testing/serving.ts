import type Docker from "dockerode";
import { expect } from "vitest";
import { inside } from "@/lib/docker/testing/inside";

/**
 * Until a container of the engine's own image serves: from then on it ends when it is asked to. Before, the first process of a
 * container hears no request to end, and half a minute passes before it is killed.
 */
export const untilServing = (container: Docker.Container) =>
  expect.poll(() => inside(container, "wget", "-qO-", "http://127.0.0.1/"), { timeout: 20_000 }).toBe("it works\n");
