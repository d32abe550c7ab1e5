import fs from "node:fs";
import path from "node:path";
import { inRoot } from "../up/paths.mjs";
import { codeFolders, filesBelow, read } from "./files.mjs";

const samples = "docs/guides/samples";

/** Checks documents: each path and link target exists, and each sample is the compiled file. */
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

/** Paths in code marks without a file or folder. A `<name>`, a `…` and a `*` may be anything. */
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

/** Links to missing documents and headings. @param open returns a file's text, and throws if it is missing */
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

/** The anchors of headings, like on GitHub. */
const headingsOf = (text) =>
  [...withoutBlocks(text).matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );

/** Blocks after `<!-- sample: path -->` that differ from the file. */
export function staleSamples(document, text, open) {
  return [...text.matchAll(/<!-- sample: (\S+) -->\n+```\w*\n(.*?)```/gs)].flatMap(([, file, block]) =>
    block.trimEnd() === open(file).trimEnd()
      ? []
      : [`${document}: its sample differs from ${file}; copy the file into the block`],
  );
}

/** Samples that no guide shows. */
export const unusedSamples = (documents, files) =>
  files
    .filter((file) => !documents.some(({ text }) => text.includes(`<!-- sample: ${file} -->`)))
    .map((file) => `${file}: no guide shows it`);

/** Code blocks are left out; lines keep their numbers. */
const withoutBlocks = (text) => text.replaceAll(/^```.*?^```/gms, (block) => block.replaceAll(/[^\n]/g, ""));
