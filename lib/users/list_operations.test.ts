import { beforeAll, describe, expect, it } from "vitest";
import { newMember, newOrganisation, newUser, type SignedIn, sudo, useDatabase } from "@/db/testing";
import { createToken } from "@/lib/api_tokens/operations";
import { listUsers, readUser } from "@/lib/users/list_operations";

useDatabase();

let admin: SignedIn;
const ids: Record<string, string> = {};

beforeAll(async () => {
  admin = await newUser({ name: "Ada Admin", email: "ada@portal.example", portalAdmin: true });
  const people = [
    { name: "Bruno Łukasz Berg", email: "bruno.berg@shop.example" },
    { name: "Çelik Anna-Maria", email: "anna@mail.example", verified: false },
    { name: "'\\!", email: "signs@mail.example" },
    { name: "O'Neil \\ Back", email: "o'neil@mail.example" },
  ];
  for (const person of people) ids[person.email] = (await newUser(person)).actor.userId;
  await sudo("update users set disabled_at = now(), disabled_reason = 'Spam' where email = 'signs@mail.example'");
});

const found = async (given: Parameters<typeof listUsers>[1]) =>
  (await listUsers(admin, given)).items.map(({ email }) => email.split("@")[0]).sort();

describe("the list of users", () => {
  it.each([
    ["berg", ["bruno.berg"]],
    ["lukasz", ["bruno.berg"]],
    ["shop bru", ["bruno.berg"]],
    ["bruno.berg@shop.example", ["bruno.berg"]],
    ["celik", ["anna"]],
    ["maria", ["anna"]],
    ["ANNA", ["anna"]],
    ["mail.example", ["anna", "o'neil", "signs"]],
    ["o'neil", ["o'neil"]],
    ["'\\", ["signs"]],
    ["erg", []],
    ["nobody", []],
    ["' | 'x", []],
  ])("finds by the beginnings of words of names and addresses: %s", async (q, expected) => {
    expect(await found({ q })).toEqual(expected);
  });

  it("finds one by id", async () => {
    const id = ids["anna@mail.example"] ?? "";
    expect(await found({ q: id.toUpperCase() })).toEqual(["anna"]);
    expect(await found({ q: admin.actor.userId, state: "disabled" })).toEqual([]);
  });

  it("can be narrowed to a state, also with a search", async () => {
    expect(await found({ state: "administrator" })).toEqual(["ada"]);
    expect(await found({ state: "unverified" })).toEqual(["anna"]);
    expect(await found({ state: "disabled" })).toEqual(["signs"]);
    expect(await found({ state: "verified" })).toEqual(["ada", "bruno.berg", "o'neil", "signs"]);
    expect(await found({ state: "verified", q: "mail" })).toEqual(["o'neil", "signs"]);
    await expect(listUsers(admin, { state: "asleep" as never })).rejects.toMatchObject({ code: "INVALID" });
  });

  it.each(["-created", "created", "name", "-name"] as const)("comes in pages, sorted by %s", async (sort) => {
    const all = (await listUsers(admin, { sort })).items.map(({ id }) => id);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { items, after } = await listUsers(admin, { sort, limit: 2, cursor });
      seen.push(...items.map(({ id }) => id));
      cursor = after ?? undefined;
    } while (cursor);
    expect(seen).toEqual(all);
    expect(new Set(seen).size).toBe(5);
    const names = (await listUsers(admin, { sort: "name" })).items.map(({ name }) => name);
    expect(names).toEqual(["'\\!", "Ada Admin", "Bruno Łukasz Berg", "Çelik Anna-Maria", "O'Neil \\ Back"]);
  });

  it("is only for portal administrators", async () => {
    const { owner } = await newOrganisation();
    for (const refused of [listUsers(owner, {}), readUser(owner, { user: admin.actor.userId })])
      await expect(refused).rejects.toMatchObject({ reason: "permission.portal" });
  });
});

it("a user's page has the account's state, and each organisation with the role, the owned ones first", async () => {
  const { owner: other, organisation } = await newOrganisation();
  const member = await newMember(organisation.id, "admin", { email: "zoe@example.org" });
  const own = await newOrganisation(member);
  await createToken(member, { ...own.ref, name: "deploys" });
  const read = await readUser(admin, { user: " Zoe@example.org " });
  expect(read).toMatchObject({
    ...{ id: member.actor.userId, portalAdmin: false, disabledAt: null, disabledReason: null, ownedLimit: null },
    ...{ usualLimit: 10, sessionCount: 1, tokenCount: 1, lastUsedAt: expect.any(Date), verifiedAt: expect.any(Date) },
    organisations: [
      { id: own.organisation.id, orgRole: "owner" },
      { id: organisation.id, orgRole: "admin" },
    ],
  });
  expect(await readUser(admin, { user: other.actor.userId })).toMatchObject({ organisations: [{ orgRole: "owner" }] });
});
