import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { newOrganisation, newUser, sudo, useDatabase } from "@/db/testing";
import { Refusal } from "@/lib/kernel/errors";
import { toRefusal } from "@/lib/kernel/faults";

useDatabase();

/** Why a foreign key to such a row can't fail during an operation, by its target table. A line here is a decision. */
const staying: Record<string, string> = {
  address_changes: "a link of one is written in the transaction that writes it, or under the account's lock",
  gateways: "a gateway with devices isn't removed, and its row is locked before a device or a port is put on it",
  handles: "written in the same transaction, and compared at its end",
  invitations: "it is only deleted with its organisation",
  nodes: "its row is locked before a server is placed on it or anything about it is written",
  notification_providers: "a delivery's insert locks its destinations",
  notifications: "a mail about one is written in the transaction that writes it",
  own_sign_ins: "its lines are written after it, in the same transaction",
  organisations: "none is deleted while the portal runs; a deletion takes its lock, and so does an insert",
  passkeys: "its use is noted, which locks its row, before a session refers to it",
  pictures: "written in the same transaction",
  projects: "a project's deletion and what refers to it both lock the organisation or the project first",
  roles: "a role's deletion and its assignment both lock the organisation first",
  servers: "the server's row is locked before anything about it is written",
  transfers: "a notification about one is written in the transaction that has its row",
  tunnel_devices: "the device's row is locked before a port is opened or its traffic is noted",
  verification_tokens: "a mail about one is written in the transaction that writes it",
  webhooks: "a delivery's insert locks its destinations",
  zone_imports: "its parts are written with it, or under its lock",
  zones: "the zone's row is locked before anything in it is written",
};
/** Foreign keys to a membership or an account, which may end at any moment, whose violation doesn't become a refusal. */
const lockedMemberships: Record<string, string> = {
  deleted_organisations_owner_id_fkey: "nobody who owns an organisation can be deleted, and it is locked",
  handles_held_for_fkey: "taken from the row of the deletion, whose owner becomes null with the account",
  organisations_owner: "the owner's membership moves under the organisation's lock and can't end",
  transfers_owner: "as above: it is the owner's when the row is written",
};
/** Unique keys: how a second row is handled. Keys of random ids and hashes aren't listed. */
const single: Record<string, string> = {
  address_changes_one_pending: "the former one ends first, under the account's lock",
  join_requests_organisation_id_user_id_key: "on conflict do update",
  mail_domains_organisation_id_domain_key: "on conflict do nothing",
  mail_domains_proved: "looked for under a lock of the domain’s",
  own_identities_organisation_id_issuer_subject_key: "on conflict do nothing; updated only for whom it isn’t there",
  own_identities_pkey: "on conflict do nothing",
  own_sign_in_roles_organisation_id_value_key: "the schema refuses a value that is there twice",
  own_sign_in_roles_pkey: "numbered from one, after all former lines were deleted",
  own_sign_ins_pkey: "on conflict do update",
  game_services_pkey: "only a migration writes it",
  gateways_name: "on conflict do nothing, or looked up under the lock of the gateway that is renamed",
  tunnel_devices_gateway_id_slot_key: "take_tunnel_slot, under the gateway's lock",
  tunnel_devices_name: "on conflict do nothing, or looked up under the organisation's lock",
  tunnel_devices_public_key_key: "on conflict do nothing",
  tunnel_ports_tcp: "take_tunnel_port, under the gateway's lock",
  tunnel_ports_udp: "as above",
  tunnel_traffic_pkey: "on conflict do update",
  dismissals_pkey: "on conflict do nothing",
  idempotency_keys_pkey: "on conflict do nothing, which waits for the request that has the key",
  invitations_one_pending: "on conflict do nothing",
  members_one_owner: "the owner's membership moves under the organisation's lock",
  members_pkey: "on conflict do nothing",
  nodes_name: "on conflict do nothing",
  organisations_handle_key: "the handle's own row decides",
  pictures_organisation_id_key: "on conflict do update",
  pictures_user_id_key: "on conflict do update",
  identities_user_id_provider_issuer_key: "on conflict do nothing",
  authenticators_pkey: "on conflict do update",
  known_devices_pkey: "on conflict do update",
  deleted_organisations_pkey: "under the organisation’s lock, and only while it isn’t deleted",
  passkeys_credential_id_key: "on conflict do nothing",
  passkeys_user_id_name_key: "on conflict do nothing, or looked up under the account’s lock",
  portal_pkey: "one row, made by a migration",
  portal_settings_pkey: "one row, made by a migration",
  projects_name: "on conflict do nothing, or looked up under the organisation's lock",
  records_live: "change_zone, under the zone's lock",
  roles_name: "looked for under the organisation's lock",
  servers_name: "on conflict do nothing",
  transfers_one_pending: "on conflict do nothing",
  users_email_key: "on conflict do nothing; a change of address tells it apart in setAddress",
  zone_grants_name: "on conflict do nothing",
  zone_names_key_key: "activate_zone, under one lock",
  zone_names_zone_id_key: "activate_zone, under one lock",
  zones_active: "activate_zone, under one lock",
  zones_name: "on conflict do nothing",
};
/** Ensured by triggers and functions under a lock, by `on conflict`, or by the key's content. */
const keptByThemselves =
  /^(audit|audit_chains|audit_checkpoints|empty_names|features|freed_addresses|handles|image_registries|kysely_migration.*|member_words|narrowings|node_cleanups|node_images|organisation_limits|organisation_pools|rate_limits|server_schedules|tier_limits|tier_pools|zone_changes|zone_checks|zone_import_parts|zone_names)_pkey$/;

const failing = (code: string, constraint: string) => toRefusal(Object.assign(new Error("x"), { code, constraint }));

describe("every constraint of the database", () => {
  it("every foreign key becomes a refusal if its target may be deleted meanwhile, or has a reason why it can't fail", async () => {
    const keys = await sudo<{ name: string; target: string }>(
      `select conname as name, confrelid::regclass::text as target from pg_constraint
        where contype = 'f' and connamespace = 'public'::regnamespace order by 1`,
    );
    expect(keys.length).toBeGreaterThan(50);
    const open = keys.filter(
      ({ name, target }) =>
        !(failing("23503", name) instanceof Refusal) && !staying[target] && !lockedMemberships[name],
    );
    expect(open).toEqual([]);
    const targets = new Set(keys.map(({ target }) => target));
    expect(Object.keys(staying).filter((target) => !targets.has(target))).toEqual([]);
  });

  it("every unique key of the database is handled by its statement", async () => {
    // Ids are random, also those of organisations, and so are hashed values.
    const uniques = await sudo<{ name: string }>(
      `select i.indexrelid::regclass::text as name from pg_index i join pg_class c on c.oid = i.indexrelid
        where i.indisunique and c.relnamespace = 'public'::regnamespace and not exists (
          select from pg_attribute a where a.attrelid = i.indrelid and a.attnum = any (i.indkey::int2[])
            and (a.attname in ('id', 'number', 'claim_label') or a.attname like '%_hash') and a.attname <> 'organisation_id')
        order by 1`,
    );
    const derived =
      /^(handles_organisation_id_handle_key|members_organisation_id_user_id_role_key|zone_checks_organisation_id_zone_id_key|pictures_.*_name_key)$/;
    const open = uniques.filter(({ name }) => !single[name] && !keptByThemselves.test(name) && !derived.test(name));
    expect(open).toEqual([]);
  });
});

describe("a membership that ends meanwhile", () => {
  it.each([
    ["a token for the organisation", "organisation_id", "organisation"],
    ["a token of the account", "home_organisation_id", "account"],
  ])("makes %s refer to an unknown organisation", async (_what, column, reach) => {
    const { organisation } = await newOrganisation();
    const outsider = await newUser();
    const fault = await sudo(
      `insert into api_tokens (id, user_id, ${column}, reach, name, token_hash) values ($1, $2, $3, $4, 'x', $5)`,
      [randomUUID(), outsider.actor.userId, organisation.id, reach, Buffer.alloc(32, randomUUID())],
    ).catch((error: unknown) => error);
    expect(toRefusal(fault)).toMatchObject({ reason: "unknown", code: "NOT_FOUND" });
  });
});

it("an account that is deleted meanwhile isn't found", async () => {
  const fault = await sudo("insert into sessions (token_hash, user_id, expires_at) values ($1, $2, now())", [
    Buffer.alloc(32, randomUUID()),
    randomUUID(),
  ]).catch((error: unknown) => error);
  expect(toRefusal(fault)).toMatchObject({ reason: "unknown", code: "NOT_FOUND" });
});
