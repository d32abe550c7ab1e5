import { expect, it } from "vitest";
import { longestAllowed, longestTurn } from "../../lib/testing.ts";
import { callsAction, whyNoAction } from "./action.mjs";
import { makeRates } from "./rates.mjs";

const id = "b".repeat(42);
const actions = new Set([id]);
const why = (headers, body) => whyNoAction({ headers }, Buffer.from(body), actions)?.status;
const call = (body) => why({ "next-action": id, "content-type": "text/plain;charset=UTF-8" }, body);

const form = { "content-type": "multipart/form-data; boundary=x" };
const part = (name, content, more = "") =>
  `--x\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${content}\r\n`;
const file = (name) => part(name, "bytes", '; filename="blob"\r\nContent-Type: application/octet-stream');
const post = (...parts) => why(form, `${parts.join("")}--x--\r\n`);
const callWith = (...parts) => why({ ...form, "next-action": id }, `${parts.join("")}--x--\r\n`);

it("checks everything that Next would treat as an action call", () => {
  const asked = (method, headers) => callsAction({ method, headers });
  expect(asked("POST", { "next-action": "x" })).toBe(true);
  expect(asked("POST", form)).toBe(true);
  expect(asked("POST", { "content-type": "application/x-www-form-urlencoded" })).toBe(false);
  expect(asked("GET", { "next-action": "x" })).toBe(false);
});

it("passes on the bodies that our pages send", () => {
  expect(call('[{"a":["b",null,1.5,true,{}]}]')).toBeUndefined();
  expect(call("[]")).toBeUndefined();
  expect(call('["$undefined","$$0 a month","$D2026-11-28T10:00:00.000Z","$T","$NaN"]')).toBeUndefined();
  expect(call('[{"a":[1],"b":"$0:0:a"}]')).toBeUndefined();
  expect(callWith(part("_1_session", "others"), part("0", '["$K1"]'))).toBeUndefined();
  expect(callWith(file("1"), part("0", '["id","$o1"]'))).toBeUndefined();
  expect(post(part(`$ACTION_ID_${id}`, ""), part("session", "others"))).toBeUndefined();
});

it.each(
  Object.entries({
    nothing: "",
    "no JSON": "{",
    "no list": '{"a":1}',
    "garbage before it": 'x["a"]',
    "a reference to nothing": '["$1"]',
    "a reference to no value": '["$0:0:b"]',
    "a file that isn’t there": '["$o1"]',
    "a form that isn’t there": '["$K1"]',
    "an action as a value": '["$h1"]',
    "a promise": '["$@1"]',
    "a large number": `["$n${"9".repeat(300)}"]`,
    "a date that is none": '["$Dx"]',
    "more arguments than any action has": JSON.stringify(Array(17).fill(1)),
    "more values than any page sends": JSON.stringify([Array(10_000).fill({})]),
    "nested lists": "[".repeat(40) + "]".repeat(40),
  }),
)("refuses %s", (_, body) => {
  expect(call(body)).toBe(400);
});

it("refuses a malformed form, or one that calls nothing", () => {
  const whole = part(`$ACTION_ID_${id}`, "");
  expect(why(form, "garbage")).toBe(400);
  expect(why(form, "--x\r\ngarbage")).toBe(400);
  expect(why(form, `${whole}`)).toBe(400);
  expect(why(form, `${whole}--x--\r\ngarbage`)).toBe(400);
  expect(why(form, `garbage${whole}--x--\r\n`)).toBe(400);
  expect(why(form, `--x\r\nContent-Type: text/plain\r\n\r\na\r\n${whole}--x--\r\n`)).toBe(400);
  expect(why(form, "--x--\r\n")).toBe(400);
  expect(post(part("a", "b"))).toBe(400);
  expect(post(part(`$ACTION_ID_${"c".repeat(42)}`, ""))).toBe(400);
  expect(post(part("$ACTION_REF_1", ""), part("$ACTION_1:0", `{"id":"${id}","bound":"$@1"}`))).toBe(400);
  expect(post(...Array(65).fill(part("a", "")), whole)).toBe(400);
  expect(callWith(part("1", "a"))).toBe(400);
  for (const name of ["00", "", " 0", "0x0", "0e1", "S0", "S", "-0", "01"])
    expect(callWith(part(name, JSON.stringify([Array(200).fill("$0")])), part("0", "[]")), name).toBe(400);
  expect(callWith(file("0"))).toBe(400);
});

it.each([
  ["two boundaries", "multipart/form-data; boundary=y; boundary=x"],
  ["a boundary within quotation marks", 'multipart/form-data; a="; boundary=x"; boundary=y'],
  ["another one after it", 'multipart/form-data; boundary=x; a="; boundary=y"'],
  ["another encoding", "Multipart/Form-Data; boundary=x"],
  ["half a quotation", 'multipart/form-data; boundary="x'],
])("refuses a form with a type that other parsers read differently: %s", (_, type) => {
  const whole = `${part("0", "[]")}--x--\r\n`;
  expect(why({ ...form, "next-action": id }, whole)).toBeUndefined();
  expect(why({ "content-type": type, "next-action": id }, whole)).toBe(400);
});

it.each([
  ["another encoding", 'Content-Disposition: form-data; name="0"\r\nContent-Type: text/plain; charset=nonsense'],
  ["a type of its own", 'Content-Disposition: form-data; name="0"\r\nContent-Type: application/octet-stream'],
  ["a file's name without quotation marks", 'Content-Disposition: form-data; name="0"; filename=x'],
  ["an escape", 'Content-Disposition: form-data; name="\\0"'],
  ["two names", 'Content-Disposition: form-data; name="0"; name="1"'],
  ["two lines that name it", 'Content-Disposition: form-data; name="0"\r\nContent-Disposition: form-data; name="1"'],
])("refuses a part with headers that other parsers read differently: %s", (_, head) => {
  expect(why({ ...form, "next-action": id }, `--x\r\n${head}\r\n\r\n[]\r\n--x--\r\n`)).toBe(400);
});

it("answers an action that this build doesn’t have like Next", () => {
  const refusal = whyNoAction({ headers: { "next-action": "c".repeat(42) } }, Buffer.from("[]"), actions);
  expect(refusal).toMatchObject({ status: 404, headers: { "x-nextjs-action-not-found": "1" } });
});

const mebibyte = 1024 * 1024;
it.each(
  Object.entries({
    references: JSON.stringify([Array(200_000).fill("$0")]),
    "references to existing values": JSON.stringify([Array(100_000).fill("$0:0:0")]),
    "empty objects": JSON.stringify([Array(300_000).fill({})]),
    "nested lists": "[".repeat(mebibyte),
    "one long text": JSON.stringify([{ a: "\u0301\u0316".repeat(200_000) }]),
    "quotation marks": '"'.repeat(mebibyte),
  }),
)("checks a mebibyte of %s within a turn", async (_, body) => {
  expect(await longestTurn(() => call(body))).toBeLessThan(longestAllowed);
});

it.each(
  Object.entries({
    "empty parts": part("a", "").repeat(20_000),
    "a header without an end": `--x\r\n${"Content-Type: a\r\n".repeat(60_000)}`,
    boundaries: "--x".repeat(mebibyte / 3),
    "line ends": `--x\r\n${"\r\n".repeat(mebibyte / 2)}`,
    "almost boundaries": part("a", "\r\n--".repeat(mebibyte / 4)),
  }),
)("checks a form of %s within a turn", async (_, body) => {
  expect(await longestTurn(() => why(form, `${body}--x--\r\n`))).toBeLessThan(longestAllowed);
});

it("counts the bytes that a network sends, for a minute", () => {
  let now = 0;
  const spend = makeRates(() => now);
  for (let n = 0; n < 9; n++) expect(spend("2001:db8::1", mebibyte)).toBeUndefined();
  expect(spend("2001:db8::2", mebibyte)).toBe(60);
  expect(spend("2001:db8:0:1::2", mebibyte)).toBeUndefined();
  expect(spend("192.0.2.1", 100)).toBeUndefined();
  now = 60_000;
  expect(spend("2001:db8::1", mebibyte)).toBeUndefined();
});
