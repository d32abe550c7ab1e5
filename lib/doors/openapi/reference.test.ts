import { expect, it } from "vitest";
import { useDatabase } from "@/db/testing";
import { reference } from "@/lib/doors/openapi/reference";
import { rest } from "@/lib/doors/rest/contract";

useDatabase();

it("the reference page has every path of the contract", () => {
  const calls = reference().flatMap(({ calls }) => calls.map(({ method, path }) => `${method} ${path}`));
  for (const { method, path } of rest) expect(calls).toContain(`${method} /api${path.replace(/:(\w+)/g, "{$1}")}`);
});
