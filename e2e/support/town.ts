import { randomUUID } from "node:crypto";
import {
  narrowTo,
  newInvitation,
  newMember,
  newOrganisation,
  newPerson,
  newProjects,
  type Organisation,
  type Person,
} from "./people";
import type { Portal } from "./portal";

/* A portal as it looks after a year of use, for screenshots and for searching lists. */

const people: [
  name: string,
  address: string,
  role: "admin" | "member",
  joinedDays: number,
  openedHours: number | null,
][] = [
  ["Tomasz Wieczorek", "tomasz.wieczorek@post", "admin", 410, 0.2],
  ["Adaeze Okonkwo", "adaeze@apex-gaming", "admin", 398, 2],
  ["Mei-Lin Zhou", "meilin.zhou@mail", "member", 340, 13],
  ["Mateus Carvalho de Albuquerque", "mateus.carvalho@correio", "member", 301, 15],
  ["Siobhán O’Dwyer", "siobhan.odwyer@mail", "member", 233, 71],
  ["Yusuf Karahan", "yusuf.karahan@posta", "member", 190, 96],
  ["Ingrid Bjørnstad", "ingrid@fjordhost", "member", 151, 150],
  ["Priya Raghunathan", "priya.r@mail", "member", 120, 300],
  ["Dakota Reyes", "dakota.reyes@nightshift", "member", 88, 420],
  ["Jonas Lindqvist", "jonas@northgate", "member", 47, 30],
  ["Amara Diallo", "amara.diallo@courriel", "member", 21, 5],
  ["Zoltán Fekete", "zoltan.fekete@posta", "member", 9, null],
  ["Noor van Dijk", "noor@mail", "member", 2, null],
];

const others: [
  name: string,
  tier: string,
  role: "owner" | "admin" | "member",
  members: number,
  openedDays: number | null,
][] = [
  ["Fjordhost", "enterprise", "admin", 63, 1],
  ["Mothership Minecraft", "paid", "member", 1204, 2],
  ["Nightshift Speedrunners", "paid", "member", 218, 5],
  ["Kingsbridge College E-sports", "educational", "admin", 41, 9],
  ["Rookery Chess Club", "free", "member", 9, 66],
  ["Lantern LAN Party", "free", "owner", 3, null],
];

/** A unique handle on a portal that tests share; with `plain`, one as people would choose it. */
const handleOf = (name: string, mark: string) => `${name.toLowerCase().replace(/[^a-z]+/g, "-")}${mark && `-${mark}`}`;
const addressOf = (address: string, mark: string) => `${address.replace("@", `${mark && `.${mark}`}@`)}.example`;

/** An owner with seven organisations, the first of them full of people, invitations, tokens and activity. */
export async function newTown(portal: Portal, { plain = false } = {}) {
  const mark = plain ? "" : randomUUID().slice(0, 6);
  const owner = await newPerson(portal, {
    name: "Rhiannon Pryce",
    email: addressOf("rhiannon@apex-gaming", mark),
    portalAdmin: true,
  });
  const organisation = await newOrganisation(portal, owner, "Apex Gaming", handleOf("Apex Gaming", mark));
  const members = await settle(portal, organisation, mark);
  for (const [name, tier, role, count, opened] of others)
    await addOther(portal, owner, mark, { name, tier, role, count, opened });
  await portal.sql("update users set default_organisation_id = $2 where id = $1", [owner.id, organisation.id]);
  await portal.sql(
    "update members set opened_at = now() - interval '12 minutes' where organisation_id = $1 and user_id = $2",
    [organisation.id, owner.id],
  );
  const inviter = await newPerson(portal, { name: "Jonas Lindqvist" });
  const northgate = await newOrganisation(portal, inviter, "Northgate Hosting", handleOf("Northgate Hosting", mark));
  await newInvitation(portal, northgate, { email: owner.email, role: "admin" });
  await group(portal, organisation, members);
  const invitation = await invite(portal, organisation, members, mark);
  await makeTokens(portal, organisation, owner, members);
  await writeLog(portal, organisation, [owner, ...members]);
  return { owner, organisation, members, invitation };
}

async function settle(portal: Portal, organisation: Organisation, mark: string): Promise<Person[]> {
  const settled: Person[] = [];
  for (const [name, address, role, joined, opened] of people) {
    const person = await newMember(portal, organisation, role, { name, email: addressOf(address, mark) });
    await portal.sql(
      `update members set joined_at = now() - make_interval(days => $3),
         opened_at = now() - make_interval(mins => $4) where organisation_id = $1 and user_id = $2`,
      [organisation.id, person.id, joined, opened === null ? null : Math.round(opened * 60)],
    );
    settled.push(person);
  }
  await portal.sql(
    "update members set joined_at = now() - interval '420 days' where organisation_id = $1 and role = 'owner'",
    [organisation.id],
  );
  return settled;
}

const projects: [name: string, about: string | null, members: number[]][] = [
  ["Survival", "The long-running world, its map and its backups", [3, 5, 8]],
  ["Events", "Tournaments and the servers that are put up for a weekend", [3, 8]],
  ["Creative", "Flat worlds for builders", [8]],
  ["Voice and bots", null, [8]],
  ["Website", "Pages, shop and sign-up form", []],
  ["Archive", "Worlds that nobody plays any more, to be looked at", []],
];

/** Adds projects, and restricts some members to them. */
async function group(portal: Portal, organisation: Organisation, members: Person[]) {
  const ids = await newProjects(portal, organisation, ...projects.map(([name]) => name));
  const limits = new Map<number, string[]>();
  for (const [index, [, about, limited]] of projects.entries()) {
    await portal.sql(
      "update projects set description = $2, created_at = now() - make_interval(days => $3) where id = $1",
      [ids[index], about, 390 - index * 67],
    );
    for (const member of limited) limits.set(member, [...(limits.get(member) ?? []), ids[index] ?? ""]);
  }
  for (const [member, seen] of limits) await narrowTo(portal, organisation, members[member] as Person, ...seen);
}

interface Other {
  name: string;
  tier: string;
  role: "owner" | "admin" | "member";
  count: number;
  opened: number | null;
}

async function addOther(portal: Portal, owner: Person, mark: string, { name, tier, role, count, opened }: Other) {
  const other = await newOrganisation(
    portal,
    role === "owner" ? owner : await newPerson(portal),
    name,
    handleOf(name, mark),
  );
  if (role !== "owner")
    await portal.sql("insert into members (organisation_id, user_id, role) values ($1, $2, $3)", [
      other.id,
      owner.id,
      role,
    ]);
  await portal.sql("update organisations set portal_tier = $2, member_count = $3 where id = $1", [
    other.id,
    tier,
    count,
  ]);
  await portal.sql(
    "update members set opened_at = now() - make_interval(days => $3) where organisation_id = $1 and user_id = $2",
    [other.id, owner.id, opened],
  );
}

const sent: [
  address: string,
  role: "admin" | "member",
  state: string,
  mail: string,
  error: string | null,
  hours: number,
][] = [
  ["hallvard@fjordhost", "admin", "pending", "failed", "The mail server refused it: 552 Mailbox full", 19],
  ["q.nguyen@apex-gaming", "member", "pending", "queued", null, 0],
  ["dakota.reyes@nightshift", "member", "pending", "sent", null, 2],
  ["amara.diallo@courriel", "member", "accepted", "sent", null, 500],
  ["lukas.brandt@post", "member", "rejected", "sent", null, 320],
  ["old.address@mail", "admin", "revoked", "sent", null, 260],
  ["gone.fishing@mail", "member", "expired", "sent", null, 200],
];

async function invite(portal: Portal, organisation: Organisation, members: Person[], mark: string) {
  const made = [];
  for (const [address, role, state, mail, error, hours] of sent) {
    const email = addressOf(address, mark);
    const invitation = await newInvitation(portal, organisation, { email, role, inviter: members[0] });
    await portal.sql(
      `update invitations set state = $2, created_at = now() - make_interval(hours => $3),
         expires_at = now() + make_interval(hours => 48 - $3),
         answered_at = case when $2 in ('pending', 'expired') then null else now() - make_interval(hours => $3 - 3) end where id = $1`,
      [invitation.id, state, hours],
    );
    await portal.sql(
      `insert into mails (id, organisation_id, kind, recipient, invitation_id, state, attempts, error, sent_at)
       values (gen_random_uuid(), $1, 'invitation', $2, $3, $4, case when $4 = 'queued' then 0 else 1 end, $5, case when $4 = 'sent' then now() - make_interval(hours => $6) end)`,
      [organisation.id, email, invitation.id, mail, error, hours],
    );
    made.push(invitation);
  }
  return made[2] as (typeof made)[number];
}

const tokens: [
  name: string,
  reach: string,
  permissions: string[] | null,
  ends: number | null,
  used: number | null,
  made: number,
][] = [
  ["Deploys from the build server", "organisation", null, 64, 0.1, 26],
  ["Discord bot", "organisation", ["member.read"], null, 3, 120],
  ["Weekly member export", "organisation", ["member.read", "auditLog.read"], 3, 40, 87],
  ["Sign-up form of the website", "organisation", ["member.read", "member.create", "auditLog.read"], 300, 9, 65],
  ["Terraform", "account", null, 340, 26, 25],
  ["Tried it out once", "organisation", null, -20, null, 50],
  ["Old laptop", "account", ["member.read"], -3, 200, 93],
];

async function makeTokens(portal: Portal, organisation: Organisation, owner: Person, members: Person[]) {
  for (const [index, [name, reach, permissions, ends, used, made]] of tokens.entries()) {
    for (const holder of index === 1 ? [owner, members[0] as Person, members[1] as Person] : [owner])
      await portal.sql(
        `insert into api_tokens (id, user_id, reach, organisation_id, home_organisation_id, name, token_hash, permissions,
           created_at, expires_at, last_used_at)
         values (gen_random_uuid(), $1, $2, $3, $4, $5, sha256(gen_random_uuid()::text::bytea), $6,
           now() - make_interval(days => $7), now() + make_interval(days => $8), now() - make_interval(mins => $9))`,
        [
          holder.id,
          reach,
          reach === "organisation" ? organisation.id : null,
          reach === "account" ? organisation.id : null,
          name,
          permissions,
          made,
          ends,
          used === null ? null : Math.round(used * 60),
        ],
      );
  }
}

const deeds: [actor: number | null, operation: string, target: string, details: object][] = [
  [0, "organisation.create", "Apex Gaming", { after: { name: "Apex Gaming" } }],
  [1, "invitation.accept", "tomasz.wieczorek@post.example", { after: { role: "Admin" } }],
  [0, "member.invite", "adaeze@apex-gaming.example", { after: { role: "Admin" } }],
  [2, "invitation.accept", "adaeze@apex-gaming.example", { after: { role: "Admin" } }],
  [0, "organisation.update", "Apex Gaming", { before: { name: "Apex Servers" }, after: { name: "Apex Gaming" } }],
  [1, "token.create", "Discord bot", { after: { reach: "organisation", permissions: "member.read" } }],
  [1, "member.invite", "old.address@mail.example", { after: { role: "Admin" } }],
  [1, "member.revokeInvitation", "old.address@mail.example", {}],
  [2, "member.copyInvitationLink", "lukas.brandt@post.example", {}],
  [11, "invitation.accept", "amara.diallo@courriel.example", { after: { role: "Member" } }],
  [1, "member.invite", "hallvard@fjordhost.example", { after: { role: "Admin" } }],
  [null, "mail.deliver", "hallvard@fjordhost.example", { after: { state: "failed", error: "552 Mailbox full" } }],
  [1, "member.invite", "dakota.reyes@nightshift.example", { after: { role: "Member" } }],
  [null, "mail.deliver", "dakota.reyes@nightshift.example", { after: { state: "sent" } }],
  [0, "token.revoke", "Forgotten script", {}],
];

/** Rows of the log as its trigger writes them; their times are set afterwards, which only breaks the chain. */
async function writeLog(portal: Portal, { id }: Organisation, actors: Person[]) {
  for (const [actor, operation, target, details] of deeds) {
    const who = actor === null ? null : actors[actor];
    await portal.sql(
      `insert into audit (chain, seq, at, organisation_id, actor_kind, actor_id, actor_name, operation, target_name, details, address, prev_hash, hash)
       values ('', 0, now(), $1, $2, $3, $4, $5, $6, $7, $8, '', '')`,
      [
        id,
        who ? "user" : "system",
        who?.id ?? null,
        who?.name ?? "mail",
        operation,
        target,
        details,
        who ? `203.0.113.${20 + (actor ?? 0)}` : null,
      ],
    );
  }
  await portal.sql(
    "update audit set at = now() - make_interval(mins => (($2 - seq::int) ^ 3)::int * 7) where organisation_id = $1",
    [id, deeds.length],
  );
}
