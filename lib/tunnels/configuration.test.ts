import { describe, expect, it } from "vitest";
import { configurationFile, configurationText } from "@/lib/tunnels/configuration";

const plain = {
  address: "100.64.0.2",
  address6: "fd00::2",
  gatewayKey: "GATEWAY=",
  endpoint: "gate.example.org:51820",
  gatewayAddress: "100.64.0.1",
  gatewayAddress6: "fd00::1",
  routesAnswers: false,
};

describe("a device's configuration", () => {
  it("leads nothing but the gateway's own addresses through the tunnel", () => {
    expect(configurationText("PRIVATE=", plain)).toBe(
      [
        "[Interface]",
        "PrivateKey = PRIVATE=",
        "Address = 100.64.0.2/32, fd00::2/128",
        "",
        "[Peer]",
        "PublicKey = GATEWAY=",
        "Endpoint = gate.example.org:51820",
        "AllowedIPs = 100.64.0.1/32, fd00::1/128",
        "PersistentKeepalive = 25",
        "",
      ].join("\n"),
    );
  });

  it("routes answers back by a mark, and leaves nothing behind", () => {
    const text = configurationText("PRIVATE=", { ...plain, routesAnswers: true });
    expect(text).toContain("\nTable = off\n");
    expect(text).toContain("\nAllowedIPs = 0.0.0.0/0, ::/0\n");
    for (const family of [4, 6]) {
      const added = new RegExp(`^PostUp = .*ip -${family} rule add ([^;)\\n]*)`, "m").exec(text)?.[1];
      expect(text).toMatch(new RegExp(`^PreDown = .*ip -${family} rule del ${added} `, "m"));
    }
    expect(text).toMatch(/^PreDown = nft delete table inet guildhall_%i$/m);
    expect(text.split("PRIVATE=")[1]).not.toMatch(/[$`\\#]/);
  });

  it("gets a file name that Linux takes as an interface's", () => {
    expect(configurationFile("living-room")).toBe("living-room.conf");
    expect(configurationFile("a-machine-with-a-long-name")).toBe("a-machine-with.conf");
  });
});
