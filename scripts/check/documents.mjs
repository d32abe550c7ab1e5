import fs from "node:fs";
import path from "node:path";
import { inRoot } from "../up/paths.mjs";
import { codeFolders, filesBelow, read } from "./files.mjs";

const samples = "docs/guides/samples";

/** What documents promise: each path they name exists, each link leads somewhere, each sample is the file that compiles. */
export function checkDocuments() {
  const beside = fs.readdirSync(inRoot()).filter((name) => fs.statSync(inRoot(name)).isFile());
  const files = [...beside, ...[...codeFolders, "docs"].flatMap(filesBelow)];
  const documents = files.filter((file) => file.endsWith(".md")).map((file) => ({ file, text: read(file) }));
  return documents
    .flatMap(({ file, text }) => [
      ...lostPaths(file, text, files),
      ...lostLinks(file, text, read),
      ...staleSamples(file, text, read),
    ])
    .concat(unusedSamples(documents, filesBelow(samples)));
}

/** Paths in code marks that lead to no file or folder. A `<name>`, a `…` and a `*` may be anything. */
export function lostPaths(document, text, files) {
  const isThere = (name) => {
    if (/[<>…*{}]/.test(name)) return true;
    const bare = name.replace(/\/$/, "");
    if (!name.includes("/")) return files.some((file) => path.basename(file) === bare);
    return files.some((file) => file.startsWith(`${bare}/`) || file === bare || file.replace(/\.tsx?$/, "") === bare);
  };
  return namesIn(text)
    .filter(({ name }) => !isThere(name))
    .map(({ name, line }) => `${document}:${line}: names ${name}, which doesn't exist`);
}

const folder = new RegExp(`^(${[...codeFolders, "docs"].join("|")})/[^ ]*$`);
const single = /^[\w.-]+\.(tsx?|mjs|cjs|sql|md)$/;

function namesIn(text) {
  return withoutBlocks(text)
    .split("\n")
    .flatMap((words, index) =>
      [...words.matchAll(/`([^`]+)`/g)].flatMap(([, name]) =>
        folder.test(name) || single.test(name) ? [{ name, line: index + 1 }] : [],
      ),
    );
}

/** Links to documents and headings that aren't there. @param open gives a file's text, and throws when there is none */
export function lostLinks(document, text, open) {
  return [...withoutBlocks(text).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target]) => {
    if (/^[a-z]+:/.test(target)) return [];
    const [to, heading] = target.split("#");
    const file = to === "" ? document : path.join(path.dirname(document), to);
    if (!fs.existsSync(inRoot(file))) return [`${document}: links to ${target}, which doesn't exist`];
    if (heading && !headingsOf(open(file)).includes(heading))
      return [`${document}: links to ${target}, a heading that doesn't exist`];
    return [];
  });
}

/** Headings as addresses, the way that forges write them. */
const headingsOf = (text) =>
  [...withoutBlocks(text).matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );

/** Blocks after `<!-- sample: path -->` that don't say what the file says. */
export function staleSamples(document, text, open) {
  return [...text.matchAll(/<!-- sample: (\S+) -->\n+```\w*\n(.*?)```/gs)].flatMap(([, file, block]) =>
    block.trimEnd() === open(file).trimEnd()
      ? []
      : [`${document}: its sample isn't what ${file} says; copy the file into the block`],
  );
}

/** Samples that no guide shows: they would compile for nobody. */
export const unusedSamples = (documents, files) =>
  files
    .filter((file) => !documents.some(({ text }) => text.includes(`<!-- sample: ${file} -->`)))
    .map((file) => `${file}: no guide shows it`);

/** Code blocks are left out; lines keep their numbers. */
const withoutBlocks = (text) => text.replaceAll(/^```.*?^```/gms, (block) => block.replaceAll(/[^\n]/g, ""));
