import { expect, it } from "vitest";
import { type Answering, stateOf } from "@/components/dns/zones/zones";

const zone = { state: "active", served: true, failing: false } as const;
const said = (state: Answering["state"], failing: string[] = []): Answering => ({ state, serial: null, failing });

it.each([
  [{ ...zone, state: "pending" as const, served: false }, undefined, "pending"],
  [{ ...zone, served: false }, undefined, "silent"],
  [zone, undefined, "active"],
  [zone, said("none"), "active"],
  [zone, said("behind"), "active"],
  [{ ...zone, failing: true }, undefined, "failing"],
  [{ ...zone, failing: true }, said("behind"), "failing"],
  [{ ...zone, failing: true }, said("current"), "active"],
  [zone, said("failing", ["www", "x"]), "failing"],
  [zone, said("failing", ["@"]), "silent"],
  [zone, said("absent"), "silent"],
  [{ ...zone, failing: true }, said("away"), "silent"],
])("the zone %j, with the name server answering %j, is %s", (given, answering, expected) => {
  expect(stateOf(given, answering)).toBe(expected);
});
