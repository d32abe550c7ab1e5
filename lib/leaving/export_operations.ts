import { readExport } from "@/db/queries/account_export";
import { toldToOwner } from "@/lib/audit/view";
import { accountQuery } from "@/lib/kernel/kinds";
import { nothing } from "@/lib/organisations/schema";

/** Everything that is about the account, in one document. Secrets aren't in it: no hash, no key, no code. */
export const exportAccount = accountQuery("account.export", {
  input: nothing,
  token: "never",
  limits: [{ points: 10, seconds: 3600, by: "actor" }],
  async run({ trx, actor }) {
    const exported = await readExport(trx, actor.userId);
    const log = exported.log.map((row) => {
      const { actorId: _, details, ...told } = toldToOwner(row, actor.userId);
      return { ...told, details: details as Record<string, unknown> };
    });
    return { exportedAt: new Date(), ...exported, log };
  },
});
