import { describe, expect, it } from "vitest";
import { sudo, useDatabase } from "@/db/testing";
import { readSecondFactor } from "@/lib/second_factors/authenticator_operations";
import { confirmByRecoveryCode } from "@/lib/second_factors/confirm_operations";
import { makeRecoveryCodes } from "@/lib/second_factors/recovery_operations";
import { newOwner } from "@/lib/second_factors/testing";

useDatabase();

const wrong = expect.objectContaining({ reason: "secondFactor.wrongRecoveryCode" });

describe("a recovery code", () => {
  it("works once, however it is typed, confirms the session, is counted, and is told by mail", async () => {
    const { half, recoveryCodes } = await newOwner();
    const [first = "", second = ""] = recoveryCodes;
    expect(recoveryCodes.every((code) => /^[0-9a-hjkmnp-tv-z]{5}-[0-9a-hjkmnp-tv-z]{5}$/.test(code))).toBe(true);
    await sudo("update sessions set second_factor_at = null where id = $1", [half.actor.sessionId]);
    expect(await confirmByRecoveryCode(half, { recoveryCode: first })).toEqual({ recoveryCodesLeft: 9 });
    expect(await sudo("select second_factor_at from sessions where id = $1", [half.actor.sessionId])).toEqual([
      { second_factor_at: expect.any(Date) },
    ]);
    await expect(confirmByRecoveryCode(half, { recoveryCode: first })).rejects.toEqual(wrong);
    const typed = ` ${second.toUpperCase().replace("-", " ").replaceAll("0", "O").replaceAll("1", "L")} `;
    expect(await confirmByRecoveryCode(half, { recoveryCode: typed })).toEqual({ recoveryCodesLeft: 8 });
    const mails = await sudo("select from mails where user_id = $1 and detail = 'recoveryCodeUsed'", [
      half.actor.userId,
    ]);
    expect(mails).toHaveLength(2);
  });

  it("works once of twenty at the same moment", async () => {
    const { half, recoveryCodes } = await newOwner();
    const recoveryCode = recoveryCodes[3] ?? "";
    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, () => confirmByRecoveryCode(half, { recoveryCode })),
    );
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await readSecondFactor(half, {})).toMatchObject({ recoveryCodesLeft: 9 });
  });

  it("belongs to one account, and is stored as a hash only", async () => {
    const [one, other] = [await newOwner(), await newOwner()];
    const [recoveryCode = ""] = one.recoveryCodes;
    await expect(confirmByRecoveryCode(other.half, { recoveryCode })).rejects.toEqual(wrong);
    const [row] = await sudo("select recovery_codes::text as text from recovery_codes");
    expect(row?.text).not.toContain(recoveryCode);
    await confirmByRecoveryCode(one.half, { recoveryCode });
  });

  it("stops working when new ones are made", async () => {
    const { whole, half, recoveryCodes } = await newOwner();
    const made = await makeRecoveryCodes(whole, {});
    expect(new Set([...made.recoveryCodes, ...recoveryCodes]).size).toBe(20);
    await expect(confirmByRecoveryCode(half, { recoveryCode: recoveryCodes[0] ?? "" })).rejects.toEqual(wrong);
    await confirmByRecoveryCode(half, { recoveryCode: made.recoveryCodes[9] ?? "" });
  });

  it("locks after five wrong ones in 15 minutes", async () => {
    const { half, recoveryCodes } = await newOwner();
    for (let attempt = 1; attempt <= 5; attempt++)
      await expect(confirmByRecoveryCode(half, { recoveryCode: "00000-00000" })).rejects.toEqual(wrong);
    await expect(confirmByRecoveryCode(half, { recoveryCode: recoveryCodes[0] ?? "" })).rejects.toMatchObject({
      reason: "rate.exceeded",
    });
  });
});
