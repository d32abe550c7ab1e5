import { describe, expect, it } from "vitest";
import { asRecord, ipv4Bytes, ipv6Bytes, ipv6Text, isAddress } from "@/lib/dns/content/addresses";

describe("an IPv4 address", () => {
  it.each([
    "0127.1",
    "1.2.3",
    "01.2.3.4",
    "0x7f.1.1.1",
    "2130706433",
    "1.2.3.256",
    "1.2.3.4.5",
    " 1.2.3.4",
    "1.2.3.4 ",
    "",
  ])("is never read from %j", (text) => {
    expect(ipv4Bytes(text)).toBeUndefined();
    expect(asRecord(text)).toBeUndefined();
    expect(ipv6Bytes(`::ffff:${text}`)).toBeUndefined();
  });

  it("is four decimal numbers", () => {
    expect(asRecord("203.0.113.24")).toEqual({ type: "A", content: "203.0.113.24" });
    expect(isAddress("203.0.113.24.")).toBe(true);
  });
});

describe("an IPv6 address", () => {
  it.each([
    ":::",
    "1::2::3",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9",
    "fe80::1%eth0",
    "12345::",
    "::1.2.3.4:5",
    "1.2.3.4::",
    "g::",
  ])("is never read from %j", (text) => {
    expect(ipv6Bytes(text)).toBeUndefined();
  });

  it.each([
    ["2001:DB8:0:0:0:0:0:1", "2001:db8::1"],
    ["1:0:0:2:0:0:0:3", "1:0:0:2::3"],
    ["1:0:2:3:4:5:6:7", "1:0:2:3:4:5:6:7"],
    ["::", "::"],
    ["::ffff:c000:201", "::ffff:192.0.2.1"],
    ["::1.2.3.4", "::102:304"],
    ["64:ff9b::192.0.2.33", "64:ff9b::c000:221"],
  ])("%s is written %s", (given, written) => {
    expect(ipv6Text(ipv6Bytes(given) ?? "")).toBe(written);
  });
});
