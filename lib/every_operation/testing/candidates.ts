import fc from "fast-check";

const lengths = [1, 2, 3, 38, 39, 40, 49, 50, 51, 63, 64, 99, 100, 101, 240, 253, 254, 255, 256, 499, 500, 501, 2_000];
const letters = ["a", "A", "é", "e\u0301", "ß", "ﬀ", "İ", "ı", "K", "😀", "👩‍🚀", "李", "ﷺ", "-", "_", "1", "½", "𝕒"];
const near = [
  "owner",
  "OWNER",
  "ｏｗｎｅｒ",
  "öwner",
  "ówn\u00e9r",
  "ADMİN",
  "admın",
  "ⓜember",
  "custom ",
  "𝓶ember",
  "ﬅaff",
  "løck",
];
const numbers = [
  0, -0, 0.001, 0.01, 0.1, 1, 1.005, 1.5, 7, 16, 60, 1023, 1024, 3600, 65_535, 86_400, 31_536_000, 1e6, 1e8,
];
const large = [4_194_304, 1e9, 2e9, 2_147_483_647, 2_147_483_648, 2 ** 53, 1e21, -1, Number.NaN];
const names = [
  "a.example",
  "A.EXAMPLE.",
  "Bücher.example",
  "xn--bcher-kva.example",
  "_x.a.example",
  "ghcr.io",
  "[::1]:443",
];
const ofGateways = [
  ...["100.64.0.0/10", "10.0.0.0/8", "192.168.1.16/28", "192.168.1.1/28", "8.0.0.0/8", "10.0.0.0/7", "10.0.0.0/29"],
  ...["=", "Y=", "B=", "AA="].flatMap((end) => ["A", "/", "é"].map((letter) => letter.repeat(44 - end.length) + end)),
  ...["gate1.example.org", "192.0.2.1", "2001:db8::1", "gate:1", "1.2.3"],
];
const label = `${"a".repeat(62)}.`;
/** Values near the limits of a field, by length, characters or size. */
export const candidates: unknown[] = [
  ...[undefined, null, "", " ", "any", "UTC", "Europe/Berlin", "America/Argentina/ComodRivadavia", "latest"],
  ...letters.flatMap((letter) => lengths.map((length) => letter.repeat(length))),
  ...lengths.flatMap((length) => [`${"a".repeat(length)}@example.org`, `a@${"b.".repeat(length)}example`]),
  ...lengths.flatMap((length) => [`${"a.".repeat(length)}example`, `https://example.org/${"a".repeat(length)}`]),
  ...lengths.flatMap((length) => [`nginx:${"a".repeat(length)}`, `ghcr.io/${"a".repeat(length)}`]),
  ...lengths.map((length) => `https://${label.repeat(length / 10)}example:65535/`),
  ...lengths.map((length) => `unix:///${"a".repeat(length)}`),
  ...[
    ...near,
    ...names,
    ...ofGateways,
    "tcp://[::1]:2376",
    "İ@example.org",
    "a@EXAMPLE.org",
    `nginx@sha256:${"a".repeat(64)}`,
  ],
  ...[...numbers, ...large, ...[...numbers, ...large].map(String)],
  ...[["ghcr.io"], ["BÜCHER.example", "[::1]:5000"], lengths.map((length) => `${label.repeat(length % 5)}io:65535`)],
  ...fc.sample(fc.string({ unit: "grapheme", maxLength: 60 }), { numRuns: 300, seed: 1 }),
];
