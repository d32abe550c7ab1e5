import { describe, expect, it } from "vitest";
import { transaction } from "@/db/client";
import { openScope } from "@/db/opening";
import { asApplication, newOrganisation, newUser, stranger, sudo, useDatabase } from "@/db/testing";
import { newZone } from "@/db/testing/zones";
import { signUp } from "@/lib/accounts/sign_up_operations";
import { systemCaller } from "@/lib/kernel/actor";
import { organisationQuery } from "@/lib/kernel/kinds";
import { publicQuery } from "@/lib/kernel/public_kinds";
import { createOrganisation, readMayFound } from "@/lib/organisations/operations";
import { inOrganisation, nothing } from "@/lib/organisations/schema";
import { portalSettings } from "@/lib/portal/settings";
import {
  changeFeatures,
  changeRegistries,
  changeSettings,
  readFeatures,
  readSettings,
} from "@/lib/portal/settings_operations";
import { createUser } from "@/lib/users/operations";
import { deleteZone } from "@/lib/zones/operations";

useDatabase();

const line = systemCaller("command line");
const password = "correct horse battery";
const off = { reason: "feature.off", code: "FEATURE_DISABLED" };

describe("the portal's features", () => {
  it("are all enabled at first, and public", async () => {
    expect(await readFeatures(stranger, {})).toEqual({ registration: true, servers: true, dns: true, tunnels: true });
    expect(await sudo("select from features")).toHaveLength(0);
  });

  it("are changed only by portal administrators, with a row in the log", async () => {
    const admin = await newUser({ portalAdmin: true });
    const { owner } = await newOrganisation();
    await expect(changeFeatures(owner, { featureToggles: { dns: false } })).rejects.toMatchObject({
      reason: "permission.portal",
    });
    await expect(readSettings(owner, {})).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await readFeatures(stranger, {})).toMatchObject({ dns: true });

    const changed = { featureToggles: { registration: true, servers: true, dns: false } };
    expect(await changeFeatures(admin, { featureToggles: { dns: false } })).toMatchObject(changed);
    expect(await readSettings(admin, {})).toMatchObject(changed);
    // Disabling it again leaves no second row.
    await changeFeatures(admin, { featureToggles: { dns: false } });
    expect(
      await sudo(
        "select target_name, details from audit where operation = 'portal.changeFeatures' and chain = 'portal'",
      ),
    ).toEqual([{ target_name: "dns", details: { before: { dns: "on" }, after: { dns: "off" } } }]);
    await changeFeatures(line, { featureToggles: { dns: true } });
  });

  it("are a closed list, and an invalid value isn't taken for a choice", async () => {
    for (const featureToggles of [{}, { dragons: true }, { dns: "off" }, { dns: null }])
      await expect(changeFeatures(line, { featureToggles } as never)).rejects.toMatchObject({ code: "INVALID" });
  });

  it("can't be changed by the application outside the portal's scope", async () => {
    await asApplication(async (client) => {
      await expect(client.query("insert into features values ('dns', false)")).rejects.toThrow("row-level security");
      await expect(client.query("delete from features")).rejects.toThrow("permission denied");
    });
  });
});

describe("the image registries", () => {
  const log = () => sudo("select details from audit where operation = 'portal.changeRegistries' order by seq");

  it("come from the environment and from portal administrators, with a row in the log", async () => {
    const admin = await newUser({ portalAdmin: true });
    const { owner } = await newOrganisation();
    const usual = ["docker.io", "ghcr.io", "quay.io", "registry.gitlab.com", "mcr.microsoft.com", "lscr.io"];
    expect(await readSettings(admin, {})).toMatchObject({ imageRegistries: [], usualRegistries: usual });
    await expect(changeRegistries(owner, { imageRegistries: ["x.example"] })).rejects.toMatchObject({
      reason: "permission.portal",
    });
    const imageRegistries = " Images.Example.org.:5000\n\nimages.example.org:5000, bücher.example";
    const names = ["images.example.org:5000", "xn--bcher-kva.example"];
    expect(await changeRegistries(admin, { imageRegistries })).toMatchObject({ imageRegistries: names });
    await changeRegistries(admin, { imageRegistries: names });
    await changeRegistries(admin, { imageRegistries: names.slice(1) });
    expect(await log()).toEqual([
      { details: { before: { registries: [] }, after: { registries: names } } },
      { details: { before: { registries: names }, after: { registries: names.slice(1) } } },
    ]);
  });

  it("must be registries with a public address", async () => {
    for (const wrong of ["https://x.example", "x.example/y", "a b@c", "[::1", "x".repeat(300)])
      await expect(changeRegistries(line, { imageRegistries: [wrong] })).rejects.toMatchObject({ code: "INVALID" });
    for (const inside of ["127.0.0.1:5000", "localhost", "[::1]:5000", "10.0.0.1"])
      await expect(changeRegistries(line, { imageRegistries: [inside] })).rejects.toMatchObject({
        reason: "address.private",
        fields: { imageRegistries: [expect.stringContaining(inside)] },
      });
    await expect(
      asApplication((client) => client.query("insert into image_registries values ('x.example')")),
    ).rejects.toThrow("row-level security");
  });
});

describe("the portal's periods, and who may create organisations", () => {
  const initial = {
    ...{ deletionGraceDays: 14, auditKeptDays: 365, organisationCreation: "anyone" },
    ...{ administratorsNeedSecondFactor: false, baseZone: null },
  };

  it("have initial values and are changed one by one, with a row in the log", async () => {
    const admin = await newUser({ portalAdmin: true });
    const { owner } = await newOrganisation();
    expect(await readSettings(admin, {})).toMatchObject(initial);
    await expect(changeSettings(owner, { auditKeptDays: 30 })).rejects.toMatchObject({ reason: "permission.portal" });
    expect(await changeSettings(admin, { deletionGraceDays: "0" })).toMatchObject({ ...initial, deletionGraceDays: 0 });
    await changeSettings(admin, { deletionGraceDays: 0, auditKeptDays: 365 });
    await changeSettings(line, { deletionGraceDays: 365, auditKeptDays: 3650 });
    expect(await transaction(openScope({}, true), portalSettings)).toEqual({
      ...initial,
      deletionGraceDays: 365,
      auditKeptDays: 3650,
    });
    expect(
      await sudo("select target_name, details from audit where operation = 'portal.changeSettings' order by seq"),
    ).toEqual([
      {
        target_name: "grace period",
        details: { before: { deletionGraceDays: 14 }, after: { deletionGraceDays: 0 } },
      },
      {
        target_name: "grace period, log retention",
        details: {
          before: { deletionGraceDays: 0, auditKeptDays: 365 },
          after: { deletionGraceDays: 365, auditKeptDays: 3650 },
        },
      },
    ]);
  });

  it("have a base zone that is an active zone of any organisation, logged when it changes", async () => {
    const admin = await newUser({ portalAdmin: true });
    const { owner, organisation, ref } = await newOrganisation();
    const [zone, pending] = [await newZone(organisation.id), await newZone(organisation.id, "pending.example", false)];
    for (const baseZone of [pending.name, "nobody.example", `below.${zone.name}`])
      await expect(changeSettings(admin, { baseZone })).rejects.toMatchObject({
        reason: "portal.baseZone",
        fields: { baseZone: [expect.any(String)] },
      });
    await expect(changeSettings(owner, { baseZone: zone.name })).rejects.toMatchObject({ reason: "permission.portal" });
    const chosen = () =>
      sudo<{ served: boolean }>("select z.served from portal_settings join zones z on z.id = base_zone_id");
    for (const baseZone of [`${zone.name.toUpperCase()}.`, zone.name])
      expect(await changeSettings(admin, { baseZone })).toMatchObject({ baseZone: zone.name });
    expect(await chosen()).toEqual([{ served: true }]);
    // Another zone of the same name counts only when it is chosen.
    await deleteZone(owner, { ...ref, zone: zone.id });
    await newZone(organisation.id, zone.name);
    expect(await chosen()).toEqual([]);
    await changeSettings(admin, { baseZone: zone.name });
    expect(await chosen()).toEqual([{ served: true }]);
    await changeSettings(admin, { baseZone: "" });
    expect(await readSettings(admin, {})).toMatchObject({ baseZone: null });
    const log = await sudo<{ details: unknown }>(
      "select details from audit where operation = 'portal.changeSettings' and target_name = 'base zone' order by seq",
    );
    expect(log.map(({ details }) => details)).toEqual([
      { before: { baseZone: null }, after: { baseZone: zone.name } },
      { before: { baseZone: zone.name }, after: { baseZone: zone.name } },
      { before: { baseZone: zone.name }, after: { baseZone: null } },
    ]);
  });

  it("are refused out of their bounds, at their fields", async () => {
    const wrong = {
      deletionGraceDays: [-1, 366, 1.5, "", "soon", "1e2", null],
      auditKeptDays: [29, 3651, "0", "30.5"],
      organisationCreation: ["nobody", "", null],
    };
    for (const [field, values] of Object.entries(wrong))
      for (const value of values)
        await expect(changeSettings(line, { [field]: value } as never)).rejects.toMatchObject({
          code: "INVALID",
          fields: { [field]: [expect.any(String)] },
        });
    await expect(changeSettings(line, {})).rejects.toMatchObject({ code: "INVALID" });
  });

  it("decide who may create organisations from the next request on", async () => {
    const person = await newUser();
    await changeSettings(line, { organisationCreation: "admins" });
    expect(await readMayFound(person, {})).toMatchObject({ mayFound: false });
    await expect(createOrganisation(person, { name: "Mine" })).rejects.toMatchObject({
      reason: "organisation.creationClosed",
    });
    expect(await createUser(line, { name: "Ada", email: "ada@example.org", password })).toMatchObject({ handle: null });
    await changeSettings(line, { organisationCreation: "anyone" });
    expect(await readMayFound(person, {})).toMatchObject({ mayFound: true });
    await createOrganisation(person, { name: "Mine" });
  });

  it("can't be changed by the application outside the portal's scope", async () => {
    await asApplication(async (client) => {
      const { rowCount } = await client.query("update portal_settings set audit_kept_days = 30");
      expect(rowCount).toBe(0);
      await expect(client.query("delete from portal_settings")).rejects.toThrow("permission denied");
    });
  });
});

describe("an operation of a disabled feature", () => {
  const anybody = publicQuery("test.anybody", { input: nothing, feature: "dns", run: async () => "done" });
  const member = organisationQuery("test.member", {
    input: inOrganisation,
    feature: "dns",
    token: "organisation",
    permission: "membership",
    run: async ({ organisation }) => organisation.id,
  });

  it("is refused from the next request on, also for outsiders, and works again once enabled", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    const outsider = await newUser();
    expect(await member(owner, ref)).toBe(organisation.id);
    await changeFeatures(line, { featureToggles: { dns: false } });
    await expect(member(owner, ref)).rejects.toMatchObject(off);
    await expect(member(outsider, ref)).rejects.toMatchObject(off);
    await expect(anybody(stranger, {})).rejects.toMatchObject(off);
    await expect(member(stranger, ref)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    await changeFeatures(line, { featureToggles: { dns: true } });
    expect(await member(owner, ref)).toBe(organisation.id);
    await expect(member(outsider, ref)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await anybody(stranger, {})).toBe("done");
  });
});

it("sign-up can be disabled and enabled while the portal runs", async () => {
  const person = { email: "new@example.org", name: "New", password };
  await changeFeatures(line, { featureToggles: { registration: false } });
  await expect(signUp(stranger, person)).rejects.toMatchObject({ reason: "account.signUpClosed" });
  expect(await sudo("select from users where email = 'new@example.org'")).toHaveLength(0);
  await changeFeatures(line, { featureToggles: { registration: true } });
  await signUp(stranger, person);
  expect(await sudo("select from users where email = 'new@example.org'")).toHaveLength(1);
});
