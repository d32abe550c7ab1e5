import type Docker from "dockerode";
import { expect } from "vitest";
import { inside } from "@/lib/docker/testing/inside";

/**
 * Waits until a container of the test image serves pages. Before that its first process ignores the request to stop, so that
 * stopping it takes the full thirty seconds.
 */
export const untilServing = (container: Docker.Container) =>
  expect.poll(() => inside(container, "wget", "-qO-", "http://127.0.0.1/"), { timeout: 20_000 }).toBe("it works\n");
