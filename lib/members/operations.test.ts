import { beforeAll, describe, expect, it } from "vitest";
import { newMember, newOrganisation, type SignedIn, sudo, useDatabase } from "@/db/testing";
import { countMembers, listMembers } from "@/lib/members/operations";
import { type MemberSort, memberSorts } from "@/lib/members/schema";

useDatabase();

let owner: SignedIn;
let admin: SignedIn;
let ref: { organisation: string };
const names = ["Zoë Adams", "Émile Zola", "anna berg", "Anna Berg", "Øystein Ås"];

beforeAll(async () => {
  const founded = await newOrganisation();
  ({ owner, ref } = founded);
  for (const [index, name] of names.entries())
    await newMember(founded.organisation.id, "member", { name, email: `guest-${index}@example.org` });
  admin = await newMember(founded.organisation.id, "admin", { name: "Mel Admin", email: "mel@elsewhere.example" });
});

const namesOf = ({ items }: { items: { name: string }[] }) => items.map(({ name }) => name);
const found = async (filter: object, who = owner) => namesOf(await listMembers(who, { ...ref, ...filter }));

async function everyPage(filter: { sort?: MemberSort; q?: string; role?: "member" }) {
  const seen: string[] = [];
  for (let cursor = ""; ; ) {
    const page = await listMembers(owner, { ...ref, ...filter, limit: 2, cursor });
    seen.push(...namesOf(page));
    if (!page.after) return seen;
    cursor = page.after;
  }
}

describe("the list of members", () => {
  it("is sorted by joining, or by name regardless of accents and capitals, in either direction", async () => {
    const joined = ["Olive Owner", ...names, "Mel Admin"];
    expect(await everyPage({})).toEqual(joined);
    expect(await everyPage({ sort: "-joined" })).toEqual(joined.toReversed());
    const byName = (await everyPage({ sort: "name" })).map((name) => name.toLowerCase());
    expect(byName).toEqual([
      "anna berg",
      "anna berg",
      "émile zola",
      "mel admin",
      "olive owner",
      "øystein ås",
      "zoë adams",
    ]);
    expect((await everyPage({ sort: "-name" })).map((name) => name.toLowerCase())).toEqual(byName.toReversed());
  });

  it("finds by the beginnings of consecutive words of a name, page by page", async () => {
    expect(await found({ q: "EMILE" })).toEqual(["Émile Zola"]);
    expect(await found({ q: "zol" })).toEqual(["Émile Zola"]);
    expect(await found({ q: "oystein" })).toEqual(["Øystein Ås"]);
    expect(await found({ q: "ØYSTEIN ås" })).toEqual(["Øystein Ås"]);
    expect(await everyPage({ q: "a", role: "member", sort: "-joined" })).toEqual([
      "Øystein Ås",
      "Anna Berg",
      "anna berg",
      "Zoë Adams",
    ]);
    const byName = await everyPage({ q: "a", role: "member", sort: "name" });
    expect(byName.map((name) => name.toLowerCase())).toEqual(["anna berg", "anna berg", "øystein ås", "zoë adams"]);
    for (const inside of ["mile", "berg anna", "ystein"]) expect(await found({ q: inside })).toEqual([]);
    for (const none of ["%", "’", ". -"]) expect(await found({ q: none })).toEqual([]);
    expect(await found({ q: "" })).toHaveLength(7);
  });

  it("ends a word at any sign, and treats each ideograph as a word", async () => {
    const { id } = await founder();
    for (const name of ["Siobhán O’Dwyer-Roe", "山田太郎", "김철수"])
      await newMember(id, "member", { name, email: `n${Math.random()}@x.example` });
    for (const q of ["o'dwyer", "dwyer roe", "O’DWYER-ROE", "roe"])
      expect(await found({ q })).toEqual(["Siobhán O’Dwyer-Roe"]);
    for (const q of ["山田", "太郎"]) expect(await found({ q })).toEqual(["山田太郎"]);
    for (const q of ["김철", "철수"]) expect(await found({ q })).toEqual(["김철수"]);
    await sudo("delete from users where email like '%@x.example'");
    expect(await found({ q: "roe" })).toEqual([]);
    expect(
      await sudo("select from member_words w where not exists (select from members m where m.user_id = w.user_id)"),
    ).toEqual([]);
  });

  it("finds by address only for users who may see addresses", async () => {
    expect(await found({ q: "Elsewhere.example" })).toEqual(["Mel Admin"]);
    expect(await found({ q: "guest-1@" }, admin)).toEqual(["Émile Zola"]);
    const member = await newMember((await founder()).id, "member", { name: "Plain" });
    expect(await found({ q: "elsewhere" }, member)).toEqual([]);
    expect(await found({ q: "plain" }, member)).toEqual(["Plain"]);
    await sudo("delete from members where user_id = $1", [member.actor.userId]);
  });

  it("is filtered by role, and counts them", async () => {
    expect(await found({ role: "admin" })).toEqual(["Mel Admin"]);
    expect(await found({ role: "owner" })).toEqual(["Olive Owner"]);
    expect(await found({ role: "" })).toHaveLength(7);
    expect(await countMembers(owner, ref)).toEqual({ owner: 1, admin: 1, operator: 0, member: 5, viewer: 0 });
  });

  it("follows a changed name", async () => {
    await sudo("update users set name = 'Ångström' where id = $1", [admin.actor.userId]);
    expect(await found({ q: "angstrom" })).toEqual(["Ångström"]);
    await sudo("update users set name = 'Mel Admin' where id = $1", [admin.actor.userId]);
    expect(await found({ q: "angstrom" })).toEqual([]);
  });

  it("follows a changed address, for users who may see it", async () => {
    await sudo("update users set email = 'mel@moved.example' where id = $1", [admin.actor.userId]);
    expect(await found({ q: "elsewhere" })).toEqual([]);
    expect(await found({ q: "@moved" })).toEqual(["Mel Admin"]);
    await sudo("update users set email = 'mel@elsewhere.example' where id = $1", [admin.actor.userId]);
  });

  it("refuses the page mark of another order, and any invalid one", async () => {
    const marks = new Map<MemberSort, string>();
    for (const sort of memberSorts)
      marks.set(sort, (await listMembers(owner, { ...ref, sort, limit: 1 })).after as string);
    for (const sort of memberSorts)
      for (const [of, cursor] of marks)
        if (of !== sort)
          await expect(listMembers(owner, { ...ref, sort, cursor }), `${of} for ${sort}`).rejects.toMatchObject({
            code: "INVALID",
          });
    const id = owner.actor.userId;
    for (const place of [
      ["\u0000", id, "name"],
      ["\ud800", id, "name"],
      ["a".repeat(101), id, "name"],
      ["a", "x", "name"],
    ])
      await expect(
        listMembers(owner, { ...ref, sort: "name", cursor: Buffer.from(JSON.stringify(place)).toString("base64url") }),
      ).rejects.toMatchObject({ code: "INVALID" });
  });

  it("refuses an unknown role and an unknown order", async () => {
    await expect(listMembers(owner, { ...ref, role: "emperor" })).rejects.toMatchObject({
      fields: { role: ["Role “emperor” not found."] },
    });
    await expect(listMembers(owner, { ...ref, sort: "email" as never })).rejects.toMatchObject({ code: "INVALID" });
  });

  it("accepts a name of any letters, however long they become when folded", async () => {
    const member = await newMember((await founder()).id, "member", { name: "\ufdfa".repeat(100) });
    expect(await found({ sort: "-name", limit: 1 })).toEqual(["\ufdfa".repeat(100)]);
    await sudo("delete from members where user_id = $1", [member.actor.userId]);
  });
});

async function founder() {
  const [row] = await sudo<{ id: string }>("select id from organisations where handle = $1", [ref.organisation]);
  if (!row) throw new Error("The organisation is gone.");
  return row;
}
