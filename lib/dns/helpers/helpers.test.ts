import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { buildCaa, caaInput, readCaa } from "@/lib/dns/helpers/caa";
import { buildDkim, dkimInput } from "@/lib/dns/helpers/dkim";
import { buildDmarc, dmarcInput, readDmarc } from "@/lib/dns/helpers/dmarc";
import { buildGame, gameInput, games } from "@/lib/dns/helpers/game";
import { buildSpf, readSpf, spfInput } from "@/lib/dns/helpers/spf";
import { isCanonical } from "@/lib/dns/records/record";
import { DnsRefusal } from "@/lib/dns/refusals";

const zone = "example.net";
const key = btoa("a public key that is long enough to be cut into two strings ".repeat(4));
const issues = (schema: z.ZodType, input: unknown) =>
  schema.safeParse(input).error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);

describe("the SPF form", () => {
  it("builds a record and reads it back", () => {
    const input = spfInput.parse({
      mx: true,
      a: true,
      networks: ["192.0.2.0/24", "2001:db8::1"],
      includes: ["_spf.example.org"],
      rest: "refuse",
    });
    const [record] = buildSpf(input, zone);
    expect(record).toEqual({
      name: zone,
      type: "TXT",
      ttl: 3600,
      content: '"v=spf1 a mx ip4:192.0.2.0/24 ip6:2001:db8::1 include:_spf.example.org -all"',
    });
    expect(readSpf(record?.content ?? "")).toEqual(input);
  });

  it("shows refusals at its fields", () => {
    expect(issues(spfInput, { networks: ["192.0.2.0/33"], includes: ["a b"], rest: "x" })).toEqual([
      "networks.0: Enter an IPv4 or IPv6 address, or a network such as 192.0.2.0/24.",
      "includes.0: Enter a host name, such as mail.example.net. An address needs an A or AAAA record first.",
      "rest: Choose what happens to other mail.",
    ]);
    const ten = Array.from({ length: 10 }, (_, n) => `s${n}.example.org`);
    expect(issues(spfInput, { includes: ten })).toEqual([
      "includes: Receivers look up at most 10 names, including MX and A. Remove some.",
    ]);
  });

  it("doesn’t read a record that it can’t express", () => {
    for (const text of [
      "v=spf1 redirect=a.example.org",
      "v=spf1 a:other.example.org -all",
      "v=spf1 mx",
      "v=spf1 exists:%{i}.example.org ~all",
      "other",
    ])
      expect(readSpf(`"${text}"`)).toBeUndefined();
  });
});

describe("the DKIM form", () => {
  it("builds a record from a pasted key", () => {
    const pem = `-----BEGIN PUBLIC KEY-----\n${key.replace(/(.{64})/g, "$1\n")}\n-----END PUBLIC KEY-----\n`;
    const input = dkimInput.parse({ selector: "Mail2026", key: pem });
    const [record] = buildDkim(input, zone);
    expect(record).toMatchObject({
      name: "mail2026._domainkey.example.net",
      content: expect.stringMatching(/^"v=DKIM1; k=rsa; p=.+" ".+"$/),
    });
  });

  it("shows refusals at its fields, a private key in particular", () => {
    expect(issues(dkimInput, { selector: "a b", key: "-----BEGIN RSA PRIVATE KEY-----" })).toEqual([
      "selector: Enter the selector from your mail server or provider, such as mail2026.",
      "key: This is the private key, which must stay secret. Paste the public key.",
    ]);
    expect(issues(dkimInput, { selector: "a", key: "???" })).toEqual([
      "key: This isn’t a public key. Copy all of it again.",
    ]);
  });
});

describe("the DMARC form", () => {
  it("builds a record and reads it back", () => {
    const input = dmarcInput.parse({
      policy: "quarantine",
      subdomains: "reject",
      percent: "50",
      reports: ["a@example.net", "b@example.org"],
      strictDkim: true,
    });
    const [record] = buildDmarc(input, zone);
    expect(record).toMatchObject({
      name: "_dmarc.example.net",
      content: '"v=DMARC1; p=quarantine; sp=reject; pct=50; rua=mailto:a@example.net,mailto:b@example.org; adkim=s"',
    });
    expect(readDmarc(record?.content ?? "")).toEqual(input);
    expect(buildDmarc(dmarcInput.parse({}), zone)[0]?.content).toBe('"v=DMARC1; p=none"');
  });

  it("shows refusals at its fields, and doesn’t read a record that it can’t express", () => {
    expect(issues(dmarcInput, { policy: "x", percent: 101, reports: ["a,b@example.net"] })).toEqual([
      "policy: Choose none, quarantine or reject.",
      "percent: Enter a number from 0 to 100.",
      "reports.0: Enter an e-mail address, such as reports@example.net.",
    ]);
    for (const text of ["v=DMARC1; p=none; fo=1", "p=none", "v=DMARC1; p=none; p=none"])
      expect(readDmarc(`"${text}"`)).toBeUndefined();
  });
});

describe("the CAA form", () => {
  it.each([
    [{ issuers: ["letsencrypt.org"] }, ['0 issue "letsencrypt.org"']],
    [{ issuers: [] }, ['0 issue ";"']],
    [
      { issuers: ["a.example", "b.example"], wildcards: [], report: "x@example.net" },
      ['0 issue "a.example"', '0 issue "b.example"', '0 issuewild ";"', '0 iodef "mailto:x@example.net"'],
    ],
  ])("builds the records of %j and reads them back", (raw, contents) => {
    const input = caaInput.parse(raw);
    const records = buildCaa(input, zone);
    expect(records.map(({ content }) => content)).toEqual(contents);
    expect(readCaa(contents)).toEqual(input);
  });

  it("shows refusals at its fields, and doesn’t read a record that it can’t express", () => {
    expect(issues(caaInput, { issuers: ["https://a.example"], report: "x" })).toEqual([
      "issuers.0: Enter the name that the authority asks for, such as letsencrypt.org.",
      "report: Enter an e-mail address, such as reports@example.net.",
    ]);
    expect(readCaa(['128 issue "a.example"'])).toBeUndefined();
    expect(readCaa(['0 issue "a.example; b=c"'])).toBeUndefined();
  });
});

describe("the game server form", () => {
  it.each(Object.entries(games))("builds the record of %s", (game, { service, port }) => {
    const input = gameInput.parse({ game, name: "play", host: "node1.example.org.", port });
    const [record] = buildGame(input, zone);
    expect(record).toEqual({
      name: `${service}.play.example.net`,
      type: "SRV",
      ttl: 3600,
      content: `0 5 ${port} node1.example.org.`,
    });
    expect(record && isCanonical(record, zone)).toBe(true);
  });

  it("puts the record at the root, or shows refusals at its fields", () => {
    const whole = { game: "minecraft", host: "play", port: 25565 } as const;
    expect(buildGame(gameInput.parse(whole), zone)).toMatchObject([
      { name: "_minecraft._tcp.example.net", content: "0 5 25565 play.example.net." },
    ]);
    expect(issues(gameInput, { ...whole, game: "chess", host: "192.0.2.1", port: 0 })).toEqual([
      "game: Choose a game from the list.",
      "host: Enter a host name, such as mail.example.net. An address needs an A or AAAA record first.",
      "port: Enter a number from 1 to 65535.",
    ]);
    const outside = () => buildGame(gameInput.parse({ ...whole, name: "www.example.org." }), zone);
    expect(outside).toThrow(expect.objectContaining({ name: "DnsRefusal", field: "name", reason: "name.outside" }));
    expect(outside).toThrow(DnsRefusal);
  });
});
