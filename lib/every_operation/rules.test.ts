import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sudo, useDatabase } from "@/db/testing";
import { grantable, isBelow, type Permission, permissionsOf, permissionsOfRole, type Role, roles } from "@/lib/access";
import { emailAddress } from "@/lib/accounts/address";
import type { AppError } from "@/lib/errors";
import { parse } from "@/lib/kernel/parse";
import { network } from "@/lib/kernel/rate";
import { handle, handleFromName } from "@/lib/organisations/handle";
import { fromCursor, idPattern, toCursor } from "@/lib/paging";
import { safePath } from "@/lib/redirects";
import { folded, line } from "@/lib/text";

useDatabase();

const refusal = (schema: Parameters<typeof parse>[0], value: unknown) => {
  try {
    parse(schema, value);
  } catch (error) {
    return (error as AppError).fields?.[""]?.[0];
  }
};

describe("a handle", () => {
  it.each([
    ["apex-gaming", undefined],
    ["  APEX  ", undefined],
    ["a1b", undefined],
    ["ab", "Use at least 3 characters."],
    ["a".repeat(40), "Use at most 39 characters."],
    ["-apex", "Start and end with a letter or digit."],
    ["apex-", "Start and end with a letter or digit."],
    ["a--b", "Don’t put two hyphens together."],
    ["аpex", "Use only the letters a to z, digits and hyphens."],
    ["apex gaming", "Use only the letters a to z, digits and hyphens."],
    ["apex\n", undefined],
    ["ap\nex", "Use only the letters a to z, digits and hyphens."],
    ["admin", "This handle is reserved. Try another one."],
    ["ns1", "This handle is reserved. Try another one."],
  ])("%j: %s", (text, expected) => {
    expect(refusal(handle, text)).toBe(expected);
  });

  it.each(["wpad", "autodiscover", "autoconfig", "mta-sts", "isatap", "localhost", "imap", "smtp", "hostmaster"])(
    "%s can't be used, because programs look for it below every domain",
    (text) => {
      expect(refusal(handle, text)).toBe("This handle is reserved. Try another one.");
    },
  );

  it("made from a name is always valid", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 1, max: 9_999_999 }), (name, attempt) => {
        expect(refusal(handle, handleFromName(name, attempt))).toBeUndefined();
      }),
    );
    expect(handleFromName("Café Über’s Guild ⚔")).toBe("cafe-ubers-guild");
    expect(handleFromName("admin")).toBe("admin-guild");
  });

  it("a handle that looks like an id is refused", () => {
    expect(refusal(handle, "0b5e1e0e-7d3b-4a6f-9d5e-1f2a3b4c5d6e".slice(0, 36))).toBe(
      "This looks like an id. Choose a name.",
    );
  });
});

describe("a name", () => {
  const name = line("a name", 100);
  it.each([
    "Two\nlines",
    "bell\u0007",
    "right\u202eleft",
    "zero\u200bwidth",
    "a\u2028b",
    "\u3164",
    "\u2800\u2800",
    "a\u034fb",
  ])("refuses invisible characters: %j", (text) => {
    expect(refusal(name, text)).toBe("Remove line breaks and invisible characters.");
  });
  it("keeps other scripts and the joiners that they need", () => {
    for (const text of ["Șerban Ünal", "نام‌ها", "👩‍🚀 crew", "李"])
      expect(parse(name, `  ${text} `)).toBe(text.normalize("NFC"));
  });
  it("is neither empty nor too long", () => {
    expect(refusal(name, "   ")).toBe("Enter a name.");
    expect(refusal(name, "x".repeat(10_000))).toBe("Use at most 100 characters.");
  });
});

describe("an e-mail address", () => {
  it.each([
    "a@b",
    "a b@example.org",
    "a@example.org\nBcc: x@example.org",
    "аdmin@example.org",
    `${"x".repeat(250)}@example.org`,
    "",
  ])("%j is refused", (text) => {
    expect(refusal(emailAddress, text)).toEqual(expect.any(String));
  });
  it("is trimmed and compared in lower case", () => {
    expect(parse(emailAddress, "  Ada@Example.ORG ")).toBe("ada@example.org");
  });
});

describe("the ceiling", () => {
  const expected: Record<Role, Role[]> = {
    owner: ["admin", "operator", "member", "viewer"],
    admin: ["operator", "member", "viewer"],
    operator: ["member", "viewer"],
    member: ["viewer"],
    viewer: [],
  };
  it.each(roles)("lets the role %s give only what is below it", (role) => {
    expect(roles.filter((given) => isBelow(permissionsOf(given), permissionsOf(role)))).toEqual(expected[role]);
  });

  it("is a proper subset for any permissions", () => {
    const set = fc.subarray(grantable as Permission[]).map((chosen) => new Set<Permission>(chosen));
    fc.assert(
      fc.property(set, set, (given, own) => {
        const below = [...given].every((permission) => own.has(permission)) && given.size < own.size;
        expect(isBelow(given, own)).toBe(below);
        expect(isBelow(own, own)).toBe(false);
        expect(isBelow(given, permissionsOf("owner"))).toBe(true);
      }),
    );
  });

  it("counts only permissions that exist", () => {
    expect([...permissionsOfRole("Custom", ["member.read", "member.fly"])]).toEqual(["member.read"]);
    expect([...permissionsOfRole("gone", null)]).toEqual([]);
  });
});

describe("a redirect", () => {
  it.each([
    ["/dashboard/account?x=1#y", "/dashboard/account?x=1#y"],
    ["//evil.example", "/dashboard"],
    ["/\\evil.example", "/dashboard"],
    ["https://evil.example", "/dashboard"],
    ["javascript:alert(1)", "/dashboard"],
    ["/ok\n//evil", "/dashboard"],
    ["/a/..//evil.example", "/evil.example"],
    [undefined, "/dashboard"],
    [["/a", "/b"], "/dashboard"],
  ])("to %j goes to %s", (next, path) => {
    expect(safePath(next as never)).toBe(path);
  });
});

describe("an IPv6 client", () => {
  it("counts as its /64", () => {
    expect(network("2001:db8:1:2:aaaa::1")).toBe(network("2001:db8:1:2::ffff"));
    expect(network("2001:db8:1:2::1")).not.toBe(network("2001:db8:1:3::1"));
    expect(network("::1")).toBe("0:0:0:0");
    expect(network("::ffff:203.0.113.9")).toBe("203.0.113.9");
    expect(network("203.0.113.9")).toBe("203.0.113.9");
  });
});

describe("a page mark", () => {
  it("decodes to the position it was made from", () => {
    const place = { at: new Date("2026-03-09T10:11:12.345Z"), id: "0b5e1e0e-7d3b-4a6f-9d5e-1f2a3b4c5d6e" };
    expect(fromCursor(toCursor(place), idPattern)).toEqual(place);
  });
});

describe("an address", () => {
  const long = (length: number) => "a".repeat(length);

  it.each([
    "a&b@example.com",
    "user=tag@example.com",
    "customer/department=shipping@example.com",
    "x!y@example.com",
    "o{1}@example.com",
    "o'neill+news@sub.example.co",
    `${long(64)}@example.com`,
    `a@${long(63)}.example`,
  ])("may be anything that a mail server accepts: %s", (text) => {
    expect(refusal(emailAddress, text)).toBeUndefined();
  });

  it.each([
    `${long(65)}@example.com`,
    `a@${long(64)}.example`,
    `a@${`${long(61)}.`.repeat(4)}example`,
    ".a@example.com",
    "a.@example.com",
    "a..b@example.com",
    "a@example",
    "a@-x.example",
    "a@192.0.2.1",
    '"a b"@example.com',
    "a b@example.com",
    "ä@example.com",
    "a@b@example.com",
  ])("may not be anything that no mail server accepts, or that isn't plain: %s", (text) => {
    expect(refusal(emailAddress, text)).toBeDefined();
  });
});

describe("names for comparison", () => {
  it("are folded here as in the database", async () => {
    const names = [
      "Éclair",
      "ađmin",
      "Øwner",
      "admın",
      "ŁÓDŹ",
      "straße",
      "İstanbul",
      "ﬁne",
      "Ünal",
      "´",
      "¨ ¸",
      "\u0301",
      "…",
    ];
    const rows = await sudo<{ name: string; key: string }>(
      "select name, folded(name) as key from unnest($1::text[]) as name",
      [names],
    );
    for (const { name, key } of rows) expect(folded(name), name).toBe(key);
  });
});
