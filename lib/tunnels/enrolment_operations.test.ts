import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import {
  narrowTo,
  newEnterprise,
  newHolder,
  newMember,
  newOrganisation,
  newProjects,
  newUser,
  signIn,
  sudo,
  useDatabase,
} from "@/db/testing";
import {
  approveEnrolment,
  denyEnrolment,
  pollEnrolment,
  readEnrolment,
  startEnrolment,
} from "@/lib/tunnels/enrolment_operations";
import { newGateway, newKey, program } from "@/lib/tunnels/testing";

useDatabase();

let gateway: Awaited<ReturnType<typeof newGateway>>;
beforeAll(async () => {
  gateway = await newGateway();
});
const start = (publicKey = newKey()) =>
  startEnrolment({ ...program, address: "192.0.2.7" }, { name: "attic", publicKey });
const poll = (deviceCode: string) => pollEnrolment(program, { deviceCode });

describe("enrolment by code", () => {
  it("is approved by somebody who may add devices, and collected once", async () => {
    const { owner, ref } = await newOrganisation();
    const publicKey = newKey();
    const { deviceCode, userCode, ...started } = await start(publicKey);
    expect(userCode).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/);
    expect(started).toMatchObject({ expiresIn: 600, interval: 3, verificationUri: expect.stringMatching(/\/tunnel$/) });
    await expect(poll(deviceCode)).rejects.toMatchObject({ code: "PENDING", reason: "enrolment.pending" });
    const typed = userCode.replace("-", " ").toLowerCase();
    expect(await readEnrolment(owner, { userCode: typed })).toMatchObject({
      name: "attic",
      publicKey,
      requestedFrom: "192.0.2.7",
    });
    const device = await approveEnrolment(owner, { ...ref, userCode: typed, gatewayId: gateway.id });
    expect(device).toMatchObject({ name: "attic", publicKey, state: "never" });
    const collected = await poll(deviceCode);
    expect(collected).toMatchObject({
      state: "approved",
      configuration: { address: device.address, gatewayKey: gateway.publicKey },
    });
    await expect(poll(deviceCode)).rejects.toMatchObject({ code: "GONE", reason: "enrolment.collected" });
  });

  it("is one device when two approve it at once", async () => {
    const { owner, ref, organisation } = await newOrganisation();
    const admin = await newMember(organisation.id, "admin");
    const { userCode } = await start();
    const attempts = await Promise.allSettled(
      [owner, admin].map((who) => approveEnrolment(who, { ...ref, userCode, gatewayId: gateway.id })),
    );
    expect(attempts.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = attempts.find((each) => each.status === "rejected");
    expect(refused?.reason).toMatchObject({ code: "CONFLICT", reason: "enrolment.answered" });
    const rows = await sudo("select from tunnel_devices where organisation_id = $1", [organisation.id]);
    expect(rows).toHaveLength(1);
  });

  it("isn't for strangers and plain members, and stays pending when they try", async () => {
    const { ref, organisation } = await newOrganisation();
    const { deviceCode, userCode } = await start();
    const member = await newMember(organisation.id, "member");
    const input = { ...ref, userCode, gatewayId: gateway.id };
    await expect(approveEnrolment(await newUser(), input)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(approveEnrolment(member, input)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(approveEnrolment(program, input)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    await expect(poll(deviceCode)).rejects.toMatchObject({ code: "PENDING", reason: "enrolment.pending" });
  });

  it("ends when it is declined or expired", async () => {
    const { owner, ref } = await newOrganisation();
    const declined = await start();
    await denyEnrolment(owner, { userCode: declined.userCode });
    await expect(poll(declined.deviceCode)).rejects.toMatchObject({ code: "FORBIDDEN", reason: "enrolment.denied" });
    const late = await start();
    await sudo("update tunnel_enrolments set expires_at = now() where state = 'pending'");
    await expect(poll(late.deviceCode)).rejects.toMatchObject({ code: "GONE", reason: "enrolment.expired" });
    const input = { ...ref, userCode: late.userCode, gatewayId: gateway.id };
    await expect(approveEnrolment(owner, input)).rejects.toMatchObject({ code: "GONE" });
    await expect(poll(newKey())).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("locks whoever enters five wrong codes for a minute, also with the right one", async () => {
    const { owner, ref } = await newOrganisation();
    const { userCode } = await start();
    for (let tries = 0; tries < 5; tries++)
      await expect(readEnrolment(owner, { userCode: "BBBB-BBBB" })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(readEnrolment(owner, { userCode })).rejects.toMatchObject({ code: "RATE_LIMITED" });
    const wrong = { ...ref, userCode: "BBBB-BBBB", gatewayId: gateway.id };
    for (let tries = 0; tries < 5; tries++)
      await expect(approveEnrolment(owner, wrong)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(approveEnrolment(owner, { ...wrong, userCode })).rejects.toMatchObject({ code: "RATE_LIMITED" });
  });

  it("locks a person in all of their sessions, and an address with many accounts", async () => {
    const { owner } = await newOrganisation();
    const guess = (who: typeof owner) => readEnrolment(who, { userCode: "BBBB-BBBB" });
    for (let tries = 0; tries < 5; tries++) await expect(guess(owner)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(guess(await signIn(owner.actor.userId))).rejects.toMatchObject({ code: "RATE_LIMITED" });
    const at = { address: "2001:db8:7::1" };
    for (let account = 0; account < 6; account++) {
      const who = { ...(await newUser()), ...at };
      for (let tries = 0; tries < 5; tries++) await expect(guess(who)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    const next = { ...(await newUser()), address: "2001:db8:7::ffff" };
    await expect(guess(next)).rejects.toMatchObject({ code: "RATE_LIMITED" });
    await expect(guess({ ...next, address: "2001:db8:8::1" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("begins only so often from one address, and slows down a device that asks too often, and no other", async () => {
    const from = { ...program, address: "2001:db8:9::1" };
    const begin = (caller = from) => startEnrolment(caller, { name: "attic", publicKey: newKey() });
    const { deviceCode } = await begin();
    for (let n = 1; n < 20; n++) await begin();
    await expect(begin()).rejects.toMatchObject({ code: "RATE_LIMITED", retryAfter: expect.any(Number) });
    const other = await begin({ ...from, address: "2001:db8:a::1" });
    for (let n = 0; n < 40; n++) await expect(poll(deviceCode)).rejects.toMatchObject({ code: "PENDING" });
    await expect(poll(deviceCode)).rejects.toMatchObject({ code: "RATE_LIMITED", retryAfter: expect.any(Number) });
    await expect(poll(other.deviceCode)).rejects.toMatchObject({ code: "PENDING" });
  });

  it("is approved by a restricted member into a project of theirs only, and a refusal leaves it pending", async () => {
    const { ref, organisation } = await newEnterprise();
    const [theirs = "", hidden = ""] = await newProjects(organisation.id, "Survival", "Creative");
    const holder = await newHolder(organisation.id, ["project.read", "tunnel.read", "tunnel.create"], "Tunnels");
    await narrowTo(organisation.id, holder, theirs);
    const { userCode, deviceCode } = await start();
    const input = { ...ref, userCode, gatewayId: gateway.id };
    for (const projectId of [null, hidden])
      await expect(approveEnrolment(holder, { ...input, projectId })).rejects.toMatchObject({
        fields: { projectId: [expect.any(String)] },
      });
    await expect(poll(deviceCode)).rejects.toMatchObject({ code: "PENDING" });
    const device = await approveEnrolment(holder, { ...input, projectId: theirs, name: "den" });
    expect(device).toMatchObject({ name: "den", project: { id: theirs, name: "Survival" }, addedBy: "Casey Custom" });
  });

  it("with a key or a name that a device has already is refused, and can be approved under another name", async () => {
    const { owner, ref } = await newOrganisation();
    const publicKey = newKey();
    const approve = (userCode: string, more: object = {}) =>
      approveEnrolment(owner, { ...ref, userCode, gatewayId: gateway.id, ...more });
    await approve((await start(publicKey)).userCode);
    await expect(approve((await start(publicKey)).userCode, { name: "other" })).rejects.toMatchObject({
      reason: "tunnel.key",
    });
    const { userCode, deviceCode } = await start();
    await expect(approve(userCode)).rejects.toMatchObject({ reason: "tunnel.taken" });
    await approve(userCode, { name: "other" });
    expect((await poll(deviceCode)).state).toBe("approved");
  });

  it("is answered once by whoever of many is first, and collected by one of many that ask", async () => {
    const { owner, ref, organisation } = await newOrganisation();
    const admin = await newMember(organisation.id, "admin");
    const { userCode, deviceCode } = await start();
    const answers = await Promise.allSettled([
      denyEnrolment(admin, { userCode }),
      approveEnrolment(owner, { ...ref, userCode, gatewayId: gateway.id }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const approved = answers[1]?.status === "fulfilled";
    const polls = await Promise.allSettled(Array.from({ length: 5 }, () => poll(deviceCode)));
    expect(polls.filter(({ status }) => status === "fulfilled")).toHaveLength(approved ? 1 : 0);
    const devices = await sudo("select from tunnel_devices where organisation_id = $1", [organisation.id]);
    expect(devices).toHaveLength(approved ? 1 : 0);
  });

  it("counts no look at the right code, and no answer that fails for another reason", async () => {
    const { owner, ref } = await newOrganisation();
    const { userCode } = await start();
    for (let tries = 0; tries < 12; tries++)
      expect(await readEnrolment(owner, { userCode })).toMatchObject({ name: "attic" });
    for (let tries = 0; tries < 4; tries++)
      await expect(readEnrolment(owner, { userCode: "BBBB-BBBB" })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await readEnrolment(owner, { userCode });
    await expect(readEnrolment(owner, { userCode: "BBBB-BBBB" })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(readEnrolment(owner, { userCode })).rejects.toMatchObject({ code: "RATE_LIMITED" });
    const elsewhere = { ...ref, userCode, gatewayId: randomUUID() };
    for (let tries = 0; tries < 8; tries++)
      await expect(approveEnrolment(owner, elsewhere)).rejects.toMatchObject({ reason: "gateway.unknown" });
    expect(await approveEnrolment(owner, { ...elsewhere, gatewayId: gateway.id })).toMatchObject({ name: "attic" });
    for (let tries = 0; tries < 8; tries++)
      await expect(denyEnrolment(owner, { userCode })).rejects.toMatchObject({ reason: "enrolment.answered" });
  });

  it("locks whoever guesses in parallel", async () => {
    const { owner } = await newOrganisation();
    const guesses = await Promise.allSettled(
      Array.from({ length: 20 }, () => readEnrolment(owner, { userCode: "BBBB-BBBB" })),
    );
    const codes = guesses.map((each) => each.status === "rejected" && (each.reason as { code: string }).code);
    expect(codes.filter((code) => code === "NOT_FOUND")).toHaveLength(5);
    expect(codes.filter((code) => code === "RATE_LIMITED")).toHaveLength(15);
  });

  it("keeps no code in the database", async () => {
    const { deviceCode, userCode } = await start();
    const rows = await sudo("select * from tunnel_enrolments");
    const stored = JSON.stringify(rows);
    expect(stored).not.toContain(deviceCode);
    expect(stored).not.toContain(userCode.replace("-", ""));
  });
});
