/** Types that PowerDNS knows by name in every version since 4.7: it reads them only in words, even if given by number. */
export const typeNumbers = {
  ...{ A: 1, NS: 2, CNAME: 5, MB: 7, MG: 8, MR: 9, PTR: 12, HINFO: 13, MINFO: 14, MX: 15, TXT: 16, RP: 17, AFSDB: 18 },
  ...{ KEY: 25, AAAA: 28, LOC: 29, SRV: 33, NAPTR: 35, KX: 36, CERT: 37, DNAME: 39, APL: 42, DS: 43, SSHFP: 44 },
  ...{ IPSECKEY: 45, DHCID: 49, TLSA: 52, SMIMEA: 53, RKEY: 57, OPENPGPKEY: 61, CSYNC: 62, ZONEMD: 63, SVCB: 64 },
  ...{ HTTPS: 65, SPF: 99, NID: 104, L32: 105, L64: 106, LP: 107, EUI48: 108, EUI64: 109, URI: 256, CAA: 257 },
  ...{ DLV: 32_769, ALIAS: 65_401 },
} as const satisfies Record<string, number>;

/** Created by DNSSEC signing. */
export const signatures: Record<string, number> = {
  ...{ RRSIG: 46, NSEC: 47, DNSKEY: 48, NSEC3: 50, NSEC3PARAM: 51, CDS: 59, CDNSKEY: 60 },
};

/** Types that PowerDNS doesn’t know: stored as bytes. */
export const others: Record<string, number> = {
  ...{ MD: 3, MF: 4, NULL: 10, WKS: 11, NSAP: 22, "NSAP-PTR": 23, SIG: 24, NXT: 30, EID: 31, NIMLOC: 32, ATMA: 34 },
  ...{ A6: 38, SINK: 40, HIP: 55, UINFO: 100, UID: 101, GID: 102, UNSPEC: 103, DOA: 259, AMTRELAY: 260, TA: 32_768 },
};

/** PowerDNS doesn’t know these either, but here they are written in words (`nameless`). */
const known = { X25: 19, ISDN: 20, RT: 21, PX: 26, GPOS: 27, NINFO: 56, TALINK: 58, AVC: 258 };

export const questions: Record<string, number> = {
  ...{ OPT: 41, TKEY: 249, TSIG: 250, IXFR: 251, AXFR: 252, MAILB: 253, MAILA: 254, ANY: 255 },
};

/** Some versions of PowerDNS know these by name and refuse their bytes, others don’t know them: no form is served by all. */
export const unsettled: Record<string, number> = {
  ...{ DSYNC: 66, HHIT: 67, BRID: 68, RESINFO: 261, WALLET: 262 },
};

export const aliasNumber = typeNumbers.ALIAS;
/** PowerDNS’s own number for LUA, which is code that it would run. */
export const codeNumber = 65_402;

const names = new Map(
  Object.entries({ ...typeNumbers, SOA: 6, ...signatures })
    .filter(([, number]) => number < 65_280)
    .map(([name, number]) => [number, name]),
);
/** How both PowerDNS and BIND write a type inside a record. */
export const typeName = (number: number): string => names.get(number) ?? `TYPE${number}`;

const numbers: Record<string, number> = { ...typeNumbers, SOA: 6, ...signatures, ...others, ...known, ...unsettled };
/** The number of a type by any of its names, or undefined. */
export function typeNumber(text: string): number | undefined {
  const type = text.toUpperCase();
  if (Object.hasOwn(numbers, type)) return numbers[type];
  const number = /^TYPE(0|[1-9]\d{0,4})$/.test(type) ? Number(type.slice(4)) : 65_536;
  return number <= 65_535 ? number : undefined;
}
