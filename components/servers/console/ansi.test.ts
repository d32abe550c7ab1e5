import { expect, it } from "vitest";
import { piecesOf } from "@/components/servers/console/ansi";

const esc = "\u001b";

it("piecesOf keeps colours and bold, and drops all other terminal codes", () => {
  expect(piecesOf(`a ${esc}[31;1mred${esc}[0m b${esc}[2K${esc}]0;title\u0007${esc}[92mgreen`)).toEqual([
    { text: "a " },
    { text: "red", colour: "red", bold: true },
    { text: " b" },
    { text: "green", colour: "green" },
  ]);
  expect(piecesOf(`${esc}[38;5;31mx${esc}[48;2;31;32;33my`)).toEqual([{ text: "x" }, { text: "y" }]);
});

it("piecesOf shows the last text written over a line, and drops invisible characters", () => {
  expect(piecesOf("10 %\r20 %")).toEqual([{ text: "20 %" }]);
  expect(piecesOf("a\u0000b\u202ec\u0008")).toEqual([{ text: "abc" }]);
  expect(piecesOf("")).toEqual([]);
});

it("piecesOf keeps markup as plain text", () => {
  expect(piecesOf("<img src=x onerror=alert(1)>")).toEqual([{ text: "<img src=x onerror=alert(1)>" }]);
});
