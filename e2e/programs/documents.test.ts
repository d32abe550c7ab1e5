import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { node, start, temporaryFolder } from "./run";
import { type Instance, up } from "./up";

const root = path.resolve(import.meta.dirname, "../..");
const samples = (language: string, page = "docs/api.md") => {
  const text = fs.readFileSync(path.join(root, page), "utf8");
  return [...text.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, "g"))].map(
    ([, code]) => code as string,
  );
};

/** A portal set up by script, and its token. */
async function portal(): Promise<Instance & { env: Record<string, string> }> {
  const instance = await up(temporaryFolder());
  const founder = ["--email", "you@example.org", "--name", "You", "--organisation", "Your Guild", "--json"];
  const setup = start(
    node("admin.mjs", "setup", ...founder),
    { DATA_DIR: instance.dataDir },
    { input: "correct horse battery staple\n" },
  );
  expect(await setup.ended).toBe(0);
  const { token } = JSON.parse(setup.output().trim().split("\n").at(-1) ?? "{}");
  return { ...instance, env: { PORTAL: instance.url.replace(/\/$/, ""), TOKEN: token } };
}

const withCurl = it.skipIf(!fs.existsSync("/usr/bin/curl"));
withCurl(
  "runs the commands of the pages on API and billing exactly as written there (with curl)",
  async () => {
    const { env, dataDir } = await portal();
    // One after the other in one shell: later ones use the results of earlier ones.
    const typed = start(["bash", "-euo", "pipefail", "-c", samples("sh").join("\necho\n")], env);
    expect(await typed.ended, typed.output()).toBe(0);
    const answers = typed
      .output()
      .trim()
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line));
    expect(answers).toMatchObject([
      [{ handle: "your-guild" }],
      { handle: "night-watch" },
      { email: "ada@example.org", role: "admin", state: "pending" },
      { name: "The Night Watch" },
      [{ operation: "organisation.update" }, { operation: "member.invite" }, { operation: "organisation.create" }],
      [{ email: "you@example.org", orgRole: "owner" }],
      { name: "night-watch.net", state: "pending" },
      { record: { content: "203.0.113.24" } },
      { set: { contents: ["203.0.113.25"] } },
      { asksOnceMore: false, errors: [], diff: { added: 0, removed: 0 } },
    ]);

    // A billing program’s life: each change is sent twice with its key, is answered the same, and is done once.
    const life = start(["bash", "-euo", "pipefail", "-c", samples("sh", "docs/billing.md").join("\n")], {
      ...{ PORTAL: env.PORTAL ?? "", DATA_DIR: dataDir },
    });
    expect(await life.ended, life.output()).toBe(0);
    const answered = life
      .output()
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    // Provision, correction, reminder, tier, suspension, its end, deletion: each with the same answer again.
    const changes = Array.from({ length: 7 }, (_, change) => answered.slice(2 * change, 2 * change + 2));
    for (const [first, again] of changes) expect(again).toEqual(first);
    const [made, corrected, , changed, suspended, unsuspended, deleted] = changes.map(([first]) => first);
    expect(made).toMatchObject({ handle: "harbour-guild", portalTier: "free", ownerState: "invited" });
    expect(corrected?.ownerId).not.toBe(made?.ownerId);
    expect(changed).toMatchObject({ portalTier: "paid" });
    expect(suspended).toMatchObject({ suspension: { reason: expect.stringContaining("Invoice 77"), until: null } });
    expect(unsuspended).toMatchObject({ suspension: null });
    const found = answered.slice(14);
    const now = {
      ...{ id: made?.id, portalTier: "paid", deletedAt: expect.any(String) },
      owner: { email: "hanna.berg@example.org", state: "invited" },
    };
    const operations = ["delete", "unsuspend", "suspend", "setTier", "resendOwnerLink", "correctOwner", "provision"];
    expect(found).toMatchObject([
      { id: made?.id, state: "restorable", deletedBy: "You", purgeAt: deleted?.purgeAt },
      [now],
      now,
      operations.map((verb) => ({ operation: `organisation.${verb === "delete" ? "portalDelete" : verb}` })),
    ]);
    expect(found[3][0].actorName).toBe("You (token billing)");
    expect(found[3]).toHaveLength(7);

    const [client = ""] = samples("ts");
    // Beside the checkout's packages, where it can import what it imports.
    const file = path.join(root, ".test", `api-sample-${process.pid}.mts`);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, client);
    const program = start([process.execPath, "--import", "tsx", file], env);
    const code = await program.ended;
    fs.rmSync(file);
    expect(code, program.output()).toBe(0);
    expect(program.output()).toContain("alice@example.com");
    expect(program.output()).toContain("total: 2");
  },
  120_000,
);
