import { describe, expect, it } from "vitest";
import { isPublicAddress, judgedAddress, refusePrivateHost } from "@/lib/public_address";

Object.assign(process.env, {
  DATABASE_URL: "postgres://nobody@127.0.0.1/nothing",
  AUTH_SECRET: "cT3vkQ0zJm6N1xWbY8rLhPq2uFsXdEoG",
  ENCRYPTION_KEY: "Zp9wVnK4sBtR7yHcMjUaQeLxD2fGiO5T",
  ALLOW_PRIVATE_ADDRESSES: "off",
});

const refused = {
  loopback: ["127.0.0.1", "127.255.255.254", "::1"],
  unspecified: ["0.0.0.0", "0.1.2.3", "::"],
  private: ["10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1"],
  "link-local": ["169.254.169.254", "fe80::1", "febf::1", "fe80::1%eth0"],
  "unique local": ["fc00::1", "fd12:3456:789a::1"],
  "site-local": ["fec0::1"],
  "carrier-grade NAT": ["100.64.0.1", "100.127.255.255"],
  multicast: ["224.0.0.1", "239.255.255.255", "ff02::1"],
  broadcast: ["255.255.255.255"],
  reserved: ["192.0.0.8", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "240.0.0.1"],
  "IPv4 within IPv6, mapped": ["::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:0a00:1"],
  "IPv4 within IPv6, compatible": ["::127.0.0.1", "::8.8.8.8"],
  "IPv4 within IPv6, translated": ["::ffff:0:127.0.0.1", "64:ff9b::127.0.0.1", "64:ff9b:1::127.0.0.1"],
  "IPv4 within IPv6, 6to4 and Teredo": ["2002:7f00:1::", "2002:808:808::1", "2001:0:7f00:1::"],
  "documentation and tests": ["2001:db8::1", "3fff::1", "2001:2::1", "2001:10::1", "2001:20::1", "100::1"],
  "not routed": ["5f00::1", "4000::1", "8000::1"],
  "no address at all": ["", "localhost", "example.org", "1.2.3", "8.8.8.8.8"],
};
const allowed = [
  "8.8.8.8",
  "1.1.1.1",
  "172.32.0.1",
  "100.128.0.1",
  "192.167.0.1",
  "2606:4700:4700::1111",
  "2a00:1450::1",
];

describe("an address", () => {
  it.each(Object.entries(refused).flatMap(([kind, texts]) => texts.map((text) => [text, kind])))(
    "%s is not public: %s",
    (text) => expect(isPublicAddress(text)).toBe(false),
  );

  it.each(allowed)("%s is public", (text) => expect(isPublicAddress(text)).toBe(true));
});

describe("a typed host", () => {
  const reason = (expected: string) =>
    expect.objectContaining({ reason: expected, fields: { host: [expect.any(String)] } });

  it("is looked up once, and the checked address is the one to connect to", async () => {
    // A name that resolves to this machine from the second look-up on.
    const answers = [[{ address: "8.8.8.8" }], [{ address: "127.0.0.1" }]];
    let asked = 0;
    const rebinding = async () => answers[asked++] ?? [];
    expect(await judgedAddress("rebinding.example.org", rebinding)).toBe("8.8.8.8");
    expect(asked).toBe(1);
    await expect(judgedAddress("rebinding.example.org", rebinding)).rejects.toEqual(reason("address.private"));
  });

  it("is refused when any of its addresses is private", async () => {
    const mixed = async () => [{ address: "8.8.8.8" }, { address: "10.0.0.1" }];
    await expect(judgedAddress("mixed.example.org", mixed)).rejects.toEqual(reason("address.private"));
  });

  it.each(["localhost", "127.0.0.1", "::1", "2130706433", "0x7f.1", "0177.0.0.1", "127.1"])(
    "%s is this machine in another notation, and is refused",
    async (host) => {
      await expect(judgedAddress(host)).rejects.toEqual(reason("address.private"));
    },
  );

  it("a typed host that doesn't exist, or can't be resolved in time, is refused as unknown", async () => {
    await expect(judgedAddress("nothing.invalid")).rejects.toEqual(reason("address.unknown"));
    await expect(judgedAddress("empty.example.org", async () => [])).rejects.toEqual(reason("address.unknown"));
    await expect(judgedAddress("slow.example.org", () => new Promise(() => {}))).rejects.toEqual(
      reason("address.unknown"),
    );
  });

  it("is refused at once if no look-up is needed", () => {
    for (const host of ["localhost", "mail.localhost", "192.168.1.1", "::1"])
      expect(() => refusePrivateHost(host)).toThrow(expect.objectContaining({ reason: "address.private" }));
    for (const host of ["mail.example.org", "8.8.8.8"]) refusePrivateHost(host);
  });
});
