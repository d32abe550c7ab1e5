import { describe, expect, it } from "vitest";
import { countRows, newHolder, newMember, newOrganisation, newUser, sudo, useDatabase } from "@/db/testing";
import { listActivity } from "@/lib/audit/operations";
import {
  createSmtpServer,
  listSmtpServers,
  readSmtpServer,
  removeSmtpServer,
  updateSmtpServer,
} from "@/lib/smtp_servers/operations";
import { mailUser, settings } from "@/lib/smtp_servers/testing";
import { testSettings, testSmtpServer } from "@/lib/smtp_servers/trial_operations";

useDatabase();

const reason = (expected: string) => expect.objectContaining({ reason: expected });
const at = (field: string, message: unknown = expect.any(String)) =>
  expect.objectContaining({ fields: { [field]: [message] } });

async function provided() {
  const founded = await newOrganisation();
  const provider = await createSmtpServer(founded.owner, { ...founded.ref, ...settings, ...mailUser });
  return { ...founded, provider, one: { ...founded.ref, provider: provider.id } };
}

/** Everything in the database, like a dump. */
async function dump(): Promise<string> {
  const tables = await sudo<{ name: string }>(
    "select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables where schemaname in ('public', 'pgboss')",
  );
  const parts = [];
  for (const { name } of tables)
    parts.push(
      (await sudo<{ all: string }>(`select coalesce(string_agg(t::text, ''), '') as all from ${name} t`))[0]?.all,
    );
  return parts.join("\n");
}

describe("an SMTP server", () => {
  it("is added, listed, read, changed and removed, and the log says so", async () => {
    const { owner, organisation, ref, provider, one } = await provided();
    expect(provider).toMatchObject({
      ...settings,
      kind: "email",
      username: "post",
      hasPassword: true,
      createdByName: "Olive Owner",
    });
    expect(await listSmtpServers(owner, ref)).toEqual([provider]);
    expect(await readSmtpServer(owner, one)).toEqual(provider);
    const changed = await updateSmtpServer(owner, { ...one, name: "Post", recipients: ["a@example.org"] });
    expect(changed).toMatchObject({ name: "Post", host: settings.host, recipients: ["a@example.org"] });
    expect(await readSmtpServer(owner, one)).toEqual(changed);
    expect(await removeSmtpServer(owner, one)).toEqual(changed);
    expect(await listSmtpServers(owner, ref)).toEqual([]);
    await expect(readSmtpServer(owner, one)).rejects.toEqual(reason("provider.unknown"));
    const { items } = await listActivity(owner, ref);
    expect(items.slice(0, 3).map(({ operation, targetName }) => [operation, targetName])).toEqual([
      ["provider.remove", "Post"],
      ["provider.update", "Post"],
      ["provider.create", "Post office"],
    ]);
    expect(items[1]?.details.after).toMatchObject({ host: settings.host, recipients: "a@example.org" });
    expect(await countRows(organisation.id)).toMatchObject({ providers: 0, audit: 4 });
  });

  it("is for owners and admins; a member who may only see it can't change it", async () => {
    const { organisation, ref, one } = await provided();
    const member = await newMember(organisation.id, "member");
    const reader = await newHolder(organisation.id, ["notification.read"], "Reader");
    const before = await countRows(organisation.id);
    const acts = [
      () => createSmtpServer(reader, { ...ref, ...settings }),
      () => updateSmtpServer(reader, { ...one, name: "Mine" }),
      () => removeSmtpServer(reader, one),
      () => testSmtpServer(reader, one),
      () => testSettings(reader, { ...ref, ...withoutName }),
      () => listSmtpServers(member, ref),
      () => readSmtpServer(member, one),
    ];
    for (const act of acts) await expect(act()).rejects.toEqual(reason("permission.missing"));
    expect(await listSmtpServers(reader, ref)).toHaveLength(1);
    expect(await countRows(organisation.id)).toEqual(before);
    const admin = await newMember(organisation.id, "admin");
    await updateSmtpServer(admin, { ...one, name: "Admin’s" });
    await removeSmtpServer(admin, one);
  });

  it("an SMTP server of another organisation isn't found by any operation", async () => {
    const { one } = await provided();
    const outsider = await newUser();
    const { ref: own } = await newOrganisation(outsider);
    const foreign = { ...own, provider: one.provider };
    for (const act of [readSmtpServer, removeSmtpServer, testSmtpServer, updateSmtpServer])
      await expect(act(outsider, foreign)).rejects.toEqual(reason("provider.unknown"));
  });

  it("is one of at most twenty, even with concurrent requests", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    const tries = await Promise.allSettled(
      Array.from({ length: 24 }, () => createSmtpServer(owner, { ...ref, ...settings })),
    );
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(20);
    for (const each of tries) if (each.status === "rejected") expect(each.reason).toEqual(reason("provider.limit"));
    expect(await countRows(organisation.id)).toMatchObject({ providers: 20 });
  });

  it("an SMTP server that is saved unchanged leaves no row in the log", async () => {
    const { owner, organisation, one } = await provided();
    const before = await countRows(organisation.id);
    await updateSmtpServer(owner, { ...one, ...settings, username: "post", password: "" });
    expect(await countRows(organisation.id)).toEqual(before);
  });
});

const { name: _, ...withoutName } = settings;

describe("the settings", () => {
  it.each([
    ["host", "", "Enter the host of the SMTP server."],
    ["host", "https://mail.example.org", "Enter a host such as mail.example.org, without https:// and without a port."],
    ["host", "mail.example.org:25", expect.any(String)],
    ["host", "mail.example.org\r\nQUIT", expect.any(String)],
    ["host", "-mail.example.org", expect.any(String)],
    ["host", `${"a.".repeat(130)}org`, "Use at most 253 characters."],
    ["port", "", "Enter a port from 1 to 65535."],
    ["port", 65_536, "Enter a port from 1 to 65535."],
    ["port", "smtp", "Enter a port from 1 to 65535."],
    ["encryption", "ssl", "Choose an encryption."],
    ["name", "Post\r\nBcc: all@example.org", "Remove line breaks and invisible characters."],
    ["username", "post\r\nRSET", "Remove line breaks and invisible characters."],
    ["password", "secret\nDATA", "Remove line breaks and invisible characters."],
    [
      "fromAddress",
      "post@example.org\r\nBcc: all@example.org",
      "This isn’t an e-mail address, such as name@example.org.",
    ],
    ["fromAddress", "Post <post@example>", "This isn’t an e-mail address, such as name@example.org."],
    ["recipients", [], "Enter an e-mail address."],
  ])("%s: %j is refused at its field", async (field, value, message) => {
    const { owner, ref } = await newOrganisation();
    const wanted = { ...ref, ...settings, ...mailUser, [field]: value };
    await expect(createSmtpServer(owner, wanted as never)).rejects.toEqual(at(field, message));
    if (field === "name") return;
    const { name: _, ...tried } = wanted;
    await expect(testSettings(owner, tried as never)).rejects.toEqual(at(field, message));
  });

  it("needs a password for a user, a user for a password, and encryption for both", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    const before = await countRows(organisation.id);
    const refused: [string, object][] = [
      ["password", { username: "post" }],
      ["username", { password: "x" }],
      ["encryption", { ...mailUser, encryption: "none" }],
    ];
    for (const [field, given] of refused)
      await expect(createSmtpServer(owner, { ...ref, ...settings, ...given })).rejects.toEqual(at(field));
    expect(await countRows(organisation.id)).toEqual(before);
    const open = await createSmtpServer(owner, { ...ref, ...settings, encryption: "none", username: "", password: "" });
    expect(open).toMatchObject({ username: null, hasPassword: false });
  });

  it.each(["127.0.0.1", "localhost", "[::1]", "10.1.2.3", "fd00::1", "169.254.169.254"])(
    "with the private host %s is refused at its field, without a connection",
    async (host) => {
      const { owner, organisation, ref, one } = await provided();
      const before = await countRows(organisation.id);
      const { username, password } = mailUser;
      for (const act of [
        () => createSmtpServer(owner, { ...ref, ...settings, host }),
        () => updateSmtpServer(owner, { ...one, host, username, password }),
        () => testSettings(owner, { ...ref, ...withoutName, host }),
      ])
        await expect(act()).rejects.toMatchObject({
          code: "FORBIDDEN",
          reason: "address.private",
          fields: { host: [expect.stringContaining("private address")] },
        });
      expect(await countRows(organisation.id)).toEqual(before);
    },
  );

  it("may be a name with a private address, which is refused when it is tested", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    // The system reads it as 127.0.0.1.
    const { id } = await createSmtpServer(owner, { ...ref, ...settings, host: "0x7f.1" });
    const before = await countRows(organisation.id);
    await expect(testSmtpServer(owner, { ...ref, provider: id })).rejects.toEqual(reason("address.private"));
    expect(await countRows(organisation.id)).toEqual(before);
  });

  it("may be an unknown name, which is reported when it is tested", async () => {
    const { owner, ref } = await newOrganisation();
    await expect(testSettings(owner, { ...ref, ...withoutName, host: "nothing.invalid" })).rejects.toMatchObject({
      code: "UPSTREAM",
      reason: "address.unknown",
    });
  });
});

describe("a stored password", () => {
  it("is kept when none is typed, and goes to no other host, port or user", async () => {
    const { owner, organisation, one } = await provided();
    const secret = async () =>
      (await sudo<{ secret: Buffer }>("select secret from notification_providers where id = $1", [one.provider]))[0]
        ?.secret;
    const kept = await secret();
    await updateSmtpServer(owner, {
      ...one,
      ...settings,
      username: "post",
      password: "",
      fromAddress: "new@example.org",
    });
    expect(await secret()).toEqual(kept);
    const before = await countRows(organisation.id);
    for (const elsewhere of [{ host: "mail.example.net" }, { port: 465 }, { username: "somebody" }])
      await expect(updateSmtpServer(owner, { ...one, ...elsewhere })).rejects.toMatchObject({
        code: "INVALID",
        fields: { password: [expect.stringContaining("Enter the password again")] },
      });
    expect(await countRows(organisation.id)).toEqual(before);
    await updateSmtpServer(owner, { ...one, host: "mail.example.net", password: "another" });
    expect(await secret()).not.toEqual(kept);
    expect(await updateSmtpServer(owner, { ...one, username: "" })).toMatchObject({
      username: null,
      hasPassword: false,
    });
    expect(await secret()).toBeNull();
  });

  it("is in no response, no row of the log, and no dump of the database", async () => {
    const { owner, ref, provider, one } = await provided();
    const answers = [
      provider,
      await listSmtpServers(owner, ref),
      await readSmtpServer(owner, one),
      await updateSmtpServer(owner, { ...one, password: mailUser.password }),
      await listActivity(owner, ref),
      await removeSmtpServer(owner, {
        ...ref,
        provider: (await createSmtpServer(owner, { ...ref, ...settings, ...mailUser })).id,
      }),
      await createSmtpServer(owner, { ...ref, ...settings, ...mailUser, host: "" }).catch((error) => error),
    ];
    const rows = await dump();
    expect(rows).toContain(settings.host);
    for (const form of [
      mailUser.password,
      Buffer.from(mailUser.password).toString("base64"),
      Buffer.from(mailUser.password).toString("hex"),
    ])
      for (const text of [rows, ...answers.map((answer) => JSON.stringify(answer))]) expect(text).not.toContain(form);
  });

  it("a stored password that was copied to another row can't be used there", async () => {
    const { owner, ref, one } = await provided();
    const other = await createSmtpServer(owner, { ...ref, ...settings, ...mailUser, password: "another" });
    await sudo(
      "update notification_providers set secret = (select secret from notification_providers where id = $1) where id = $2",
      [one.provider, other.id],
    );
    await expect(testSmtpServer(owner, { ...ref, provider: other.id })).rejects.toMatchObject({
      code: "CONFLICT",
      reason: "secret.unreadable",
    });
    await updateSmtpServer(owner, { ...ref, provider: other.id, name: "Still there" });
  });
});
