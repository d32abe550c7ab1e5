import fs from "node:fs";
import { inRoot } from "../up/paths.mjs";
import { codeFolders, filesBelow, read } from "./files.mjs";

const text = /\.(ts|tsx|mjs|cjs|js|json|md|css|sql|ya?ml|svg|txt|sh)$|^\.(npmrc|gitignore)$|^\.ci\/|^LICENSE$/;

/** Pieces are joined, so that this list doesn't find itself. */
const forbidden = [
  [new RegExp(["iss", "ue #?\\d"].join(""), "i"), "names an entry of a tracker; say what it is about instead"],
  [
    // Not the one from which images of servers may come.
    new RegExp(["registry", "\\.(?!gitlab\\.com)[a-z0-9-]+\\.[a-z]"].join(""), "i"),
    "names a package registry; .npmrc and the machine decide that",
  ],
  [
    new RegExp(['"resolved": ', '"https?:'].join("")),
    "names a package registry; install with this repository's .npmrc",
  ],
  [new RegExp(["/wo", "rk/(main|shared)|/ro", "ot/[a-z]"].join("")), "names a path of one machine"],
];

/** One line for each text that holds what no reader elsewhere can use. */
export function forbiddenText() {
  const beside = fs.readdirSync(inRoot()).filter((name) => fs.statSync(inRoot(name)).isFile());
  const hidden = fs.existsSync(inRoot(".ci")) ? fs.readdirSync(inRoot(".ci")).map((name) => `.ci/${name}`) : [];
  const files = [...beside, ...hidden, ...[...codeFolders, "docs", "public"].flatMap(filesBelow)].filter((file) =>
    text.test(file),
  );
  return files.flatMap((file) => {
    const lines = read(file).split("\n");
    return forbidden.flatMap(([pattern, why]) => {
      const line = lines.findIndex((words) => pattern.test(words));
      return line < 0 ? [] : [`${file}:${line + 1}: ${why}`];
    });
  });
}
