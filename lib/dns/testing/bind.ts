import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { namedLine, type ZoneRecord } from "@/lib/dns/records/record";

const program = "/usr/bin/named-compilezone";
/** Whether BIND’s own reader of zone files is installed, to compare ours with. */
export const judge = fs.existsSync(program);
/** The end of such a test’s name; `npm test` counts it as not run if the tool is missing. */
export const withJudge = "(with bind9-utils)";

/** BIND’s output for a zone file, one line per record, without the SOA. Throws BIND’s errors. */
export function compiledByBind(zone: string, text: string): string[] {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "guildhall-dns-"));
  try {
    const [input, output] = [path.join(folder, "in"), path.join(folder, "out")];
    fs.writeFileSync(input, text);
    const lenient = ["-i", "-k", "-m", "-M", "-n", "-r", "-S", "-T", "-W"].flatMap((option) => [
      option,
      option === "-i" ? "none" : "ignore",
    ]);
    const run = spawnSync(program, [...lenient, "-f", "text", "-F", "text", "-s", "full", "-o", output, zone, input]);
    if (run.status !== 0) throw new Error(`BIND refused it: ${run.stdout}${run.stderr}`);
    const lines = fs.readFileSync(output, "latin1").trim().split("\n");
    return lines.filter((line) => !/^\S+\t?\s*\d+\s+IN\s+SOA\s/.test(line)).map(plainLine);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** Our record as such a line. */
export function ourLine({ name, ttl, ...record }: ZoneRecord): string {
  const { type, content } = namedLine(record.type, record.content);
  return plainLine(`${name}. ${ttl} IN ${type} ${content}`);
}

/**
 * Levels what both may write in their own way, and nothing else: spaces between columns, capitals of names and
 * hexadecimal, blanks in long digests, harmless backslashes, zero centimetres, quotes around a list of alpn.
 */
function plainLine(line: string): string {
  const [, owner = "", ttl, type = "", content = ""] = /^(\S+)\s+(\d+)\s+IN\s+(\S+)\s*(.*)$/.exec(line) ?? [];
  return [unescaped(owner.toLowerCase()), ttl, type, plainContent(type, content)].join(" ");
}

function plainContent(type: string, content: string): string {
  if (type === "TXT" || type === "SPF" || type === "URI") return content;
  if (type === "CAA") return content.replace(/^\d+ \S+/, (head) => head.toLowerCase());
  if (type === "NAPTR") return content.replace(/\S+$/, (name) => unescaped(name.toLowerCase()));
  if (type === "LOC") return content.replace(/\.00m/g, "m");
  if (type === "OPENPGPKEY") return content.replace(/ /g, "");
  if (type === "SVCB" || type === "HTTPS")
    return content
      .replace(/^\d+ \S+/, (head) => unescaped(head.toLowerCase()))
      .replace(/alpn="([^"]*)"/, "alpn=$1")
      .replace(/=""/g, "");
  if (/^(DS|SSHFP|TLSA|SMIMEA|TYPE\d+)$/.test(type)) {
    const heads = type === "SSHFP" || type.startsWith("TYPE") ? 2 : 3;
    const words = content.toLowerCase().split(" ");
    return [...words.slice(0, heads), words.slice(heads).join("")].join(" ");
  }
  return unescaped(content.toLowerCase());
}

/** Normalises \@ and the like, and the numbers of printable characters; escapes are read from the left. */
const unescaped = (name: string) =>
  name.replace(/\\(\d{3}|.)/g, (all, escaped: string) => {
    const letter = escaped.length === 3 ? String.fromCharCode(Number(escaped)) : escaped;
    return /[!-\-/-[\]-~]/.test(letter) ? letter.toLowerCase() : all;
  });
