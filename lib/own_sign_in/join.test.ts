import { beforeAll, describe, expect, it } from "vitest";
import { stranger, sudo, useDatabase } from "@/db/testing";
import { listMembers } from "@/lib/members/operations";
import { type JoinRules, outcomeOf } from "@/lib/own_sign_in/join";
import { openByOwn } from "@/lib/own_sign_in/sign_in_operations";
import { newOwn, ownPortal, useOwnProviders } from "@/lib/own_sign_in/testing";

beforeAll(() => void Object.assign(process.env, ownPortal));
useOwnProviders();
useDatabase();

const reason = (expected: string) => expect.objectContaining({ reason: expected });
const role = (name: string) => ({ role: name, customRoleId: null });
const custom = { role: "custom", customRoleId: "1" };
const rules: JoinRules = {
  ...{
    joining: "join",
    byDefault: role("member"),
    given: null,
    unmapped: "default",
    customRoles: true,
    isSuspended: false,
  },
};
const mapped: JoinRules = {
  ...rules,
  given: [
    { value: "it", ...role("admin") },
    { value: "night", ...role("operator") },
    { value: "c", ...custom },
  ],
};
const nobody = { member: null, request: null };
const member = (name = "member") => ({ member: role(name), request: null });

describe("the rules about who joins", () => {
  it.each([
    ["joins at once", rules, nobody, [], { kind: "join", role: role("member") }],
    [
      "is refused where only members come in",
      { ...rules, joining: "members" },
      nobody,
      [],
      { kind: "refused", reason: "ownSignIn.noMember" },
    ],
    ["asks", { ...rules, joining: "ask" }, nobody, [], { kind: "ask" }],
    ["stays asked", { ...rules, joining: "ask" }, { member: null, request: "waiting" }, [], { kind: "ask" }],
    [
      "stays declined",
      { ...rules, joining: "ask" },
      { member: null, request: "declined" },
      [],
      { kind: "refused", reason: "ownSignIn.declined" },
    ],
    [
      "joins nothing that is suspended",
      { ...rules, isSuspended: true },
      nobody,
      [],
      { kind: "refused", reason: "organisation.suspended" },
    ],
    [
      "opens what is suspended as a member, unchanged",
      { ...mapped, isSuspended: true },
      member(),
      ["it"],
      { kind: "open", change: null },
    ],
    ["opens as a member, without a claim unchanged", rules, member("viewer"), [], { kind: "open", change: null }],
    [
      "gets the role of the first value that fits",
      mapped,
      nobody,
      ["night", "it"],
      { kind: "join", role: role("admin") },
    ],
    [
      "gets another role as soon as the directory says so",
      mapped,
      member("admin"),
      ["night"],
      { kind: "open", change: role("operator") },
    ],
    ["falls back to the default role", mapped, member("admin"), [], { kind: "open", change: role("member") }],
    [
      "isn’t let in without a value, if that is the rule",
      { ...mapped, unmapped: "refuse" },
      member("admin"),
      ["x"],
      { kind: "refused", reason: "ownSignIn.noRole" },
    ],
    [
      "stays the owner, whatever the directory says",
      { ...mapped, unmapped: "refuse" },
      member("owner"),
      [],
      { kind: "open", change: null },
    ],
    ["gets a custom role", mapped, nobody, ["c"], { kind: "join", role: custom }],
    [
      "gets no custom role on a smaller tier",
      { ...mapped, customRoles: false },
      nobody,
      ["c"],
      { kind: "join", role: role("member") },
    ],
    [
      "keeps what they are, rather than a custom role on a smaller tier",
      { ...mapped, customRoles: false },
      member("viewer"),
      ["c"],
      { kind: "open", change: null },
    ],
  ] as const)("somebody %s", (_what, given, standing, values, expected) => {
    expect(outcomeOf(given as JoinRules, standing as never, values)).toEqual(expected);
  });
});

it("members only: nobody new gets in, and no account is made", async () => {
  const { signIn, domain } = await newOwn({ joining: "members" });
  await expect(signIn("nora")).rejects.toEqual(reason("ownSignIn.noMember"));
  expect(await sudo("select id from users where email = $1", [`nora@${domain}`])).toEqual([]);
});

describe("roles by a claim", () => {
  const roles = [
    { value: "it", role: "admin" },
    { value: "night", role: "operator" },
  ];

  it("are asked for at each sign-in, and changes are logged", async () => {
    const { signIn, server, owner, ref, organisationId } = await newOwn({ roleClaim: "groups", roles });
    const roleOf = async () => (await listMembers(owner, ref)).items.find(({ isSelf }) => !isSelf)?.orgRole;
    server.forge({ claims: { groups: ["other", "night"] } });
    await signIn("nora");
    expect(await roleOf()).toBe("operator");
    server.forge({ claims: { groups: "it" } });
    await signIn("nora");
    expect(await roleOf()).toBe("admin");
    server.forge({ claims: { groups: { it: true } } });
    await signIn("nora");
    expect(await roleOf()).toBe("member");
    const rows = await sudo<{ details: object }>(
      "select details from audit where organisation_id = $1 and operation in ('member.joinByOwn', 'member.changeRoleByOwn') order by seq",
      [organisationId],
    );
    expect(rows.map(({ details }) => details)).toEqual([
      { after: { joined: true, role: "Operator", by: "organisation" } },
      { before: { role: "Operator" }, after: { role: "Admin", by: "organisation" } },
      { before: { role: "Admin" }, after: { role: "Member", by: "organisation" } },
    ]);
  });

  it("never make or change an owner", async () => {
    const { set, link, signIn, server, owner, ref } = await newOwn();
    await expect(set({ roleClaim: "groups", roles: [{ value: "x", role: "owner" }] })).rejects.toMatchObject({
      fields: { "roles.0.role": expect.anything() },
    });
    await set({ roleClaim: "groups", roles, unmapped: "refuse" });
    await link(owner, "olive");
    server.forge({ claims: { groups: [] } });
    await signIn("olive");
    expect((await listMembers(owner, ref)).items).toMatchObject([{ orgRole: "owner" }]);
    await expect(signIn("nora")).rejects.toEqual(reason("ownSignIn.noRole"));
  });

  it("ends access of somebody who lost all of them, if that is the rule", async () => {
    const { signIn, server } = await newOwn({ roleClaim: "groups", roles, unmapped: "refuse" });
    server.forge({ claims: { groups: ["it"] } });
    await signIn("nora");
    server.forge({ claims: { groups: [] } });
    await expect(signIn("nora")).rejects.toEqual(reason("ownSignIn.noRole"));
  });
});

it("an answer can be used once", async () => {
  const { server, about, goTo } = await newOwn();
  server.signsIn("nora", about("nora"));
  const answer = await goTo();
  await openByOwn(stranger, answer);
  await expect(openByOwn(stranger, answer)).rejects.toEqual(reason("provider.answer"));
});
