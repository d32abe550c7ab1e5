import { describe, expect, it } from "vitest";
import { createServerInput } from "@/lib/servers/schema";

const base = { organisation: "apex", name: "Lobby", image: "nginx", memoryMb: "64", cores: "0.5" };
const parsed = (more: object) => createServerInput.parse({ ...base, ...more });
const refused = (more: object) => {
  const result = createServerInput.safeParse({ ...base, ...more });
  return result.error?.issues.map(({ path, message }) => [path.join("."), message]);
};

describe("the input of a form", () => {
  it("is parsed like a program's: ports on one line, one variable per line", () => {
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

  it("is a template with its variables, or an image with its limits, and not both", () => {
    const template = (more: object) => {
      const given = { organisation: "apex", name: "Lobby", ...more };
      return createServerInput.safeParse(given).error?.issues.map(({ path, message }) => [path.join("."), message]);
    };
    expect(template({ template: "page" })).toBeUndefined();
    expect(template({ template: "page", memoryMb: "64", environment: { GREETING: "hi", MORE: "x" } })).toBeUndefined();
    expect(template({ template: "minecraft", environment: { EULA: "", MAX_PLAYERS: "many" } })).toEqual([
      ["environment.EULA", "Accept this to run the server."],
      ["environment.MAX_PLAYERS", "Enter a number from 1 to 1000."],
    ]);
    expect(template({ template: "minecraft", image: "nginx" })?.[0]).toEqual([
      "image",
      "Choose a template or an image, not both.",
    ]);
    expect(template({ template: "" })?.map(([path]) => path)).toEqual(["image", "memoryMb", "cores"]);
    for (const wrong of ["no-such", "__proto__", "constructor", "toString"])
      expect(template({ template: wrong })).toEqual([["template", "Template not found."]]);
  });

  it("is refused at the field concerned, with a message", () => {
    expect(refused({ ports: "http" })).toEqual([["ports", "Enter ports, for example 25565, 19132/udp."]]);
    expect(refused({ ports: "80/sctp" })).toEqual([["ports", "Enter ports, for example 25565, 19132/udp."]]);
    expect(refused({ ports: "0" })).toEqual([["ports", "Enter ports from 1 to 65535."]]);
    expect(refused({ ports: "80, 80/tcp" })).toEqual([["ports", "Enter each port only once."]]);
    for (const environment of [
      "=1",
      `${"x".repeat(129)}=1`,
      { "": "1" },
      { "A=B": "1" },
      { "A\0": "1" },
      { "A\nB": "1" },
    ])
      expect(refused({ environment })).toEqual([["environment", expect.stringContaining("no “=”")]]);
    expect(refused({ ports: `${"1".repeat(900)}x` })).toEqual([
      ["ports", "Enter ports, for example 25565, 19132/udp."],
    ]);
  });
});
