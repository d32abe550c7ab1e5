import { describe, expect, it } from "vitest";
import { checkNames } from "./names.mjs";

describe("the names of files", () => {
  it("are those that a feature has", () => {
    expect(checkNames()).toEqual([]);
    expect(checkNames(["lib/invitations/obstacle.ts", "lib/invitations/view.ts", "lib/pools/words.ts"])).toEqual([]);
  });

  it("say where code belongs when a feature has a file of a new name", () => {
    // It has to be there, for what it declares is read, too.
    const file = "lib/kernel/errors.ts";
    expect(checkNames([file])).toEqual([]);
    const [line] = checkNames([file], { rooms: /^dns/ });
    expect(line).toContain("lib/kernel/: isn't a feature");
    expect(checkNames(["lib/dns/records/mend.ts"], { rooms: /^kernel/, others: { "dns/records": "" } })).toEqual([
      expect.stringContaining("not a name that a feature has: operations (what can be read or done"),
    ]);
  });

  it("are nouns or verbs in pages and components", () => {
    const files = [
      "components/webhooks/hooking.ts",
      "app/dashboard/told.tsx",
      "components/ui/heading.tsx",
      "components/x/settings.ts",
    ];
    expect(checkNames(files)).toEqual([
      "components/webhooks/hooking.ts: a file is named by a noun or by a verb in its plain form",
      "app/dashboard/told.tsx: a file is named by a noun or by a verb in its plain form",
    ]);
  });

  it("are at most 25 in one folder, but for queries and migrations", () => {
    const many = (folder) => Array.from({ length: 26 }, (_, n) => `${folder}/file-${n}.tsx`);
    expect(checkNames(many("components/ui"))).toEqual(["components/ui/: 26 files; at most 25: split it by noun"]);
    expect(checkNames(many("db/queries"))).toEqual([]);
  });
});
