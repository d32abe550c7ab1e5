import { describe, expect, it } from "vitest";
import { createServerInput } from "@/lib/servers/schema";

const base = { organisation: "apex", name: "Lobby", image: "nginx", memoryMb: "64", cores: "0.5" };
const parsed = (more: object) => createServerInput.parse({ ...base, ...more });
const refused = (more: object) => {
  const result = createServerInput.safeParse({ ...base, ...more });
  return result.error?.issues.map(({ path, message }) => [path.join("."), message]);
};

describe("what a form writes", () => {
  it("is read as programs give it: ports in a row, variables a line each", () => {
    expect(parsed({ ports: "25565, 19132/udp  80", environment: "A=1\n\nB=x=y\r\nC" })).toMatchObject({
      ports: [
        { port: 25_565, protocol: "tcp" },
        { port: 19_132, protocol: "udp" },
        { port: 80, protocol: "tcp" },
      ],
      environment: { A: "1", B: "x=y", C: "" },
    });
    expect(parsed({ ports: "", environment: "", projectId: "", nodeId: "" })).toMatchObject({
      ports: [],
      environment: {},
    });
    const named = { "discovery.type": "single-node", "xpack.security.enabled": "false", "my-key": "value", "a b": "" };
    const lines = Object.entries(named).map((each) => each.join("="));
    for (const environment of [named, lines.join("\n")])
      expect(parsed({ environment })).toMatchObject({ environment: named });
    expect(parsed({})).toMatchObject({ environment: {}, memoryMb: 64, cores: 0.5 });
  });

  it("is a template with its variables, or an image with how much it needs, and not both", () => {
    const template = (more: object) => {
      const given = { organisation: "apex", name: "Lobby", ...more };
      return createServerInput.safeParse(given).error?.issues.map(({ path, message }) => [path.join("."), message]);
    };
    expect(template({ template: "page" })).toBeUndefined();
    expect(template({ template: "page", memoryMb: "64", environment: { GREETING: "hi", MORE: "x" } })).toBeUndefined();
    expect(template({ template: "minecraft", environment: { EULA: "", MAX_PLAYERS: "many" } })).toEqual([
      ["environment.EULA", "It can’t run without this."],
      ["environment.MAX_PLAYERS", "Give a number from 1 to 1000."],
    ]);
    expect(template({ template: "minecraft", image: "nginx" })?.[0]).toEqual([
      "image",
      "Give a template or an image, not both.",
    ]);
    expect(template({ template: "" })?.map(([path]) => path)).toEqual(["image", "memoryMb", "cores"]);
    for (const wrong of ["no-such", "__proto__", "constructor", "toString"])
      expect(template({ template: wrong })).toEqual([["template", "There is no such template."]]);
  });

  it("is refused at its field, in words", () => {
    expect(refused({ ports: "http" })).toEqual([["ports", "Write ports such as 25565, 19132/udp."]]);
    expect(refused({ ports: "80/sctp" })).toEqual([["ports", "Write ports such as 25565, 19132/udp."]]);
    expect(refused({ ports: "0" })).toEqual([["ports", "Give ports from 1 to 65535."]]);
    expect(refused({ ports: "80, 80/tcp" })).toEqual([["ports", "Name each port once."]]);
    for (const environment of [
      "=1",
      `${"x".repeat(129)}=1`,
      { "": "1" },
      { "A=B": "1" },
      { "A\0": "1" },
      { "A\nB": "1" },
    ])
      expect(refused({ environment })).toEqual([["environment", expect.stringContaining("without “=”")]]);
    expect(refused({ ports: `${"1".repeat(900)}x` })).toEqual([["ports", "Write ports such as 25565, 19132/udp."]]);
  });
});
