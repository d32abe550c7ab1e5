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

/** One line for each text that no reader elsewhere can use, and for each retired word. */
export function forbiddenText() {
  const beside = fs.readdirSync(inRoot()).filter((name) => fs.statSync(inRoot(name)).isFile());
  const hidden = fs.existsSync(inRoot(".ci")) ? fs.readdirSync(inRoot(".ci")).map((name) => `.ci/${name}`) : [];
  const files = [...beside, ...hidden, ...[...codeFolders, "docs", "public"].flatMap(filesBelow)].filter((file) =>
    text.test(file),
  );
  return files.flatMap((file) => {
    const content = read(file);
    const lines = content.split("\n");
    const unfit = forbidden.flatMap(([pattern, why]) => {
      const line = lines.findIndex((words) => pattern.test(words));
      return line < 0 ? [] : [`${file}:${line + 1}: ${why}`];
    });
    return [...unfit, ...retiredText(file, content)];
  });
}

/**
 * Words that are no longer written, each with the better one and, where it is needed, the files in which it means something else.
 * `everywhere`: in comments, test names and documents too. `screens`: in what people read on screens, in refusals and in mails.
 * The rules behind the list are in docs/words.md.
 */
export const retiredWords = {
  everywhere: [
    [/\banew\b/i, "again, from scratch; recreate, resend"],
    [/\b(had|have|has) (it |them )?back\b/i, "undone, restored"],
    [/\bvouch(es|ed|ing)?\b/i, "approve, verify"],
    [/\btells? of\b/i, "say, notify about"],
    [/\b(is|are|be|was|were) told of\b/i, "is notified of, sees"],
    [/\bstands? (here|there|in|at|beside|with) /, "is"],
    [/\bhow (it|they|the mail|its mail|their mail) fares?\b/i, "its state, its delivery"],
    [/\bhow (it|they) (does|do)\b[.,;:"”]/i, "its state, whether it works"],
    [/\busual role\b/i, "default role"],
    [/\broles? of (one's|one’s|its|their) own\b/i, "custom role"],
    [/\bfound(s|ed|ing)? (an|the|their|its|another|your|one's|one’s|further) (first )?organisations?\b/i, "create"],
    [/\bnobody\b[^.\n]*\bany more than\b/i, "two plain sentences"],
    [/\bwhat stays so\b/i, "the rest"],
  ],
  screens: [
    [/\b[Kk]ept for\b/, "TTL"],
    [
      /Couldn’t reach Guildhall\. Nothing was changed/,
      "Couldn’t reach Guildhall. Check your connection and try again.",
    ],
    [/\bGive (a|an|at least|one|the|your|\$\{what\})(?!\w)/, "Enter …", /^lib\/doors\/rest\/lines\//],
    [/\btoo many tries\b/i, "Too many attempts"],
    [/\bThere is no such\b/i, "… not found"],
    [/\b[Ff]ounded\b|\bFound (the|an|another|your) organisation\b/, "created, create"],
    [
      /\bMake (a|an|the|another) (new )?(account|backup|file|folder|link|organisation|project|role|server|token|zone)\b/,
      "Create …",
    ],
    // A mail is withdrawn.
    [/\b[Ww]ithdrawn? (the |an? )?(invitation|role|token)s?\b/, "revoked, Revoke"],
    [/\bAnswer by\b/, "Expires"],
    [/\b[Aa]nswered for\b/, "active, live"],
    [/\b[Mm]ail servers?\b/, "SMTP server", /^components\/dns\/|^lib\/mails\//],
    [/\b[Ll]imited to (some|it|these|other)\b/, "restricted to"],
    [/\bOutbox\b/, "Outgoing mail"],
    [/\bEvery organisation\b/, "All organisations"],
    [/\b(Sign|sign|signed|signing) (the|this|a) zone\b|\bStop signing\b/, "Enable DNSSEC, disable DNSSEC"],
    [/\bLook at it\b/, "View"],
    [/\b[Tt]he owner alone\b/, "only the owner"],
    [/[>"`]Promised\b/, "Allocated"],
  ],
};

/** A history that is never edited, a reason as it was given, and the places that name a word in order to retire it. */
const leftAlone =
  /^(db\/migrations\/|docs\/decisions\/|docs\/words\.md$|scripts\/check\/wording(\.test)?\.mjs$|CHANGELOG\.md$|package(-lock)?\.json$)/;
const onScreens =
  /^(app|components)\/|^lib\/(.*\/)?(reasons|errors|wording|([a-z]+_)?(schema|words)|reference|handle|address|text|access|features|portal_rights)\.ts$|^lib\/(mails|events|servers\/templates|doors\/rest\/lines)\//;
const isTest = /\.(test|spec)\.tsx?$|testing\.ts$/;

/** One line for each retired word of a file, with the better one. @param file its path, which says who reads it */
export function retiredText(file, content) {
  if (leftAlone.test(file)) return [];
  const everything = file === "GLOSSARY.md" ? withoutAvoided(content) : content;
  return [
    ...found(retiredWords.everywhere, file, everything),
    ...(onScreens.test(file) && !isTest.test(file) ? found(retiredWords.screens, file, withoutComments(content)) : []),
  ];
}

const found = (list, file, content) =>
  content.split("\n").flatMap((line, index) =>
    list.flatMap(([pattern, better, elsewhere]) => {
      const [word] = (!elsewhere?.test(file) && pattern.exec(line)) || [];
      return word === undefined ? [] : [`${file}:${index + 1}: “${word.trim()}” is retired; better: ${better}`];
    }),
  );

/** The glossary’s last column has the words to avoid. */
const withoutAvoided = (table) => table.replaceAll(/\|[^|\n]*\|$/gm, "||");

/** What is left is code with its strings; each line keeps its number. */
const withoutComments = (code) =>
  code
    .replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ""))
    .replaceAll(/(^|\s)\/\/ .*$/gm, "$1");
