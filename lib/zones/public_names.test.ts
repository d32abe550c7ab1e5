import { expect, it } from "vitest";
import { publicSuffixOf, zoneNameRefusal } from "@/lib/zones/public_names";

it("public suffixes of registries and of companies are known", () => {
  expect(["com", "co.uk", "xn--p1ai", "lan", "in-addr.arpa", "xn--55qx5d.cn"].map(publicSuffixOf)).toEqual(
    Array(6).fill("registry"),
  );
  expect(publicSuffixOf("github.io")).toBe("company");
  expect(["example.net", "someone.github.io", "www.ck"].map(publicSuffixOf)).toEqual([null, null, null]);
});

it("public suffixes and reserved names are refused with a message", () => {
  expect(zoneNameRefusal("co.uk")).toBe("co.uk is a public suffix. Enter a domain that you registered below it.");
  expect(zoneNameRefusal("github.io")).toMatch(/^github.io is a public suffix/);
  expect(zoneNameRefusal("localhost")).toBe(
    "localhost is reserved and can’t be a zone. Enter a domain that you registered.",
  );
  expect(zoneNameRefusal("nas.home.arpa")).toBe(
    "Everything below home.arpa is reserved and can’t be a zone. Enter a domain that you registered.",
  );
  for (const name of ["example.net", "someone.github.io", "testing.net", "2.0.192.in-addr.arpa"])
    expect(zoneNameRefusal(name)).toBeUndefined();
});
