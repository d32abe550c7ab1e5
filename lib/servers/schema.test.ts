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
    expect(parsed({})).toMatchObject({ ports: [], environment: {}, diskMb: 10_240, memoryMb: 64, cores: 0.5 });
  });

  it("is refused at its field, in words", () => {
    expect(refused({ ports: "http" })).toEqual([["ports", "Write ports such as 25565, 19132/udp."]]);
    expect(refused({ ports: "80/sctp" })).toEqual([["ports", "Write ports such as 25565, 19132/udp."]]);
    expect(refused({ ports: "0" })).toEqual([["ports", "Give ports from 1 to 65535."]]);
    expect(refused({ ports: "80, 80/tcp" })).toEqual([["ports", "Name each port once."]]);
    expect(refused({ environment: "not a name=1" })).toEqual([["environment", expect.stringContaining("underscores")]]);
    expect(refused({ ports: `${"1".repeat(900)}x` })).toEqual([["ports", "Write ports such as 25565, 19132/udp."]]);
  });
});
