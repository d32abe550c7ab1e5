import {
  makeEnterprise,
  narrowTo,
  newInvitation,
  newMember,
  newOrganisation,
  newPerson,
  newProjects,
  type Organisation,
} from "./people";
import type { Portal } from "./portal";

/** A portal with some of everything, with names as long as allowed, which every page must fit. */
export async function newCrowd(portal: Portal) {
  const long = "The Most Honourable Guild of Everlasting Expeditions and Unreasonably Long Names, Northern Chapter";
  const owner = await newPerson(portal, { name: "Wolfeschlegelsteinhausenbergerdorff Maximiliana", portalAdmin: true });
  const organisation = await newOrganisation(portal, owner, long);
  const other = await newOrganisation(portal, undefined, "Rust Belt");
  await newMember(portal, organisation, "admin", { name: "Ada Admin" });
  await newMember(portal, organisation, "member", { name: "Mel" });
  const holder = await makeRoles(portal, organisation);
  const names = [
    "Expedition of everlasting preparation and unreasonably many meetings, northern chapter, second part",
    "X",
  ];
  await narrowTo(portal, organisation, holder, ...(await newProjects(portal, organisation, ...names)));
  await newInvitation(portal, other, { email: owner.email, role: "admin" });
  const address = `${"very-long-address.".repeat(3)}${owner.id.slice(0, 8)}@subdomain.of.a.rather.long.example.org`;
  const invitation = await newInvitation(portal, organisation, { email: address });
  await portal.sql(
    `insert into mails (id, organisation_id, kind, recipient, invitation_id, state, attempts, error) values
      (gen_random_uuid(), $1, 'invitation', $2, $3, 'failed', 9, $4)`,
    [organisation.id, address, invitation.id, `The mail server refused it: 550 5.1.1 <${address}>: Recipient rejected`],
  );
  const answered = await newInvitation(portal, organisation);
  await portal.sql("update invitations set state = 'rejected', answered_at = now() where id = $1", [answered.id]);
  await portal.sql(
    `insert into audit (chain, seq, at, organisation_id, actor_kind, actor_id, actor_name, operation, target_name,
       details, address, prev_hash, hash)
     select '', 0, now(), $1, kind, $2, $3, operation, $4, details::jsonb, '2001:db8:85a3:8d3:1319:8a2e:370:7348', '', ''
     from (values ('user', 'member.invite', '{"after": {"role": "Member"}}'), ('system', 'mail.deliver',
       '{"after": {"state": "failed", "error": "The mail server refused it"}}'), ('user', 'organisation.update',
       '{"before": {"name": "Before", "handle": "before"}, "after": {"name": "After", "handle": "before"}}'))
       as deeds (kind, operation, details)`,
    [organisation.id, owner.id, owner.name, address],
  );
  await makeMailServers(portal, organisation);
  return { owner, organisation, holder, invitation, answered };
}

/** SMTP servers, one with every value as long as allowed; none has a usable password. */
async function makeMailServers(portal: Portal, organisation: Organisation) {
  const plain = {
    host: "mail.apex.example",
    port: 587,
    encryption: "starttls",
    username: "post",
    fromAddress: "post@apex.example",
    recipients: ["ops@apex.example", "second@apex.example"],
  };
  const long = {
    ...plain,
    host: `${"a-subdomain.".repeat(8)}example.org`,
    encryption: "none",
    username: null,
    fromAddress: `${"sender.".repeat(8)}s@${"domain.".repeat(8)}example.org`,
  };
  for (const [name, settings] of [
    ["Post office", plain],
    ["The relay in the cellar, for whoever needs it most", long],
  ] as const)
    await portal.sql(
      `insert into notification_providers (id, organisation_id, kind, name, settings, secret)
       values (gen_random_uuid(), $1, 'email', $2, $3, $4)`,
      [organisation.id, name, settings, settings.username && Buffer.from("sealed")],
    );
}

/** Custom roles, which its tier allows: one with a long name and a member, and one without members. */
async function makeRoles(portal: Portal, organisation: Organisation) {
  await makeEnterprise(portal, organisation);
  const holder = await newMember(portal, organisation, "member", { name: "Hal Holder" });
  await portal.sql(
    `with made as (insert into roles (id, organisation_id, name, permissions)
       values (gen_random_uuid(), $1, 'Keeper of Zones, Records and Everything in between', '{member.read,member.create,dns.read,dns.create,dns.update,dns.delete}'),
         (gen_random_uuid(), $1, 'Onlooker', '{}') returning id, name)
     update members set role = 'custom', custom_role_id = (select id from made where name like 'Keeper%')
     where organisation_id = $1 and user_id = $2`,
    [organisation.id, holder.id],
  );
  return holder;
}
