import { describe, expect, it } from "vitest";
import { sudo, useDatabase } from "@/db/testing";

useDatabase();

/** Tables that belong to no organisation, each with the reason why it needs no row-level security. */
const portalTables: Record<string, string> = {
  users: "read before the user is known: sign-in looks here first",
  sessions: "read before the user is known: it identifies the caller",
  verification_tokens: "read before the user is known, by the hash of a link's token",
  idempotency_keys: "a program's own keys, whatever they were for; the answers are sealed",
  rate_limits: "counts attempts of anybody; names only whom it refused, for as long as it does",
  audit_chains: "one row per chain, written only by the audit trigger",
  audit_checkpoints: "at most one row per chain, written only by trim_audit",
  portal: "the deployment itself, one row",
  kysely_migration: "applied migrations, the owner's; read for the portal's health",
  kysely_migration_lock: "the running migration, the owner's",
};
/** Foreign keys between tenant tables that can't include the organisation. */
const singleKeys: Record<string, string> = {
  users_avatar: "a user's own avatar, which belongs to no organisation: the key includes the user",
  cryptokeys_domain_id_fkey: "written by the name server, which knows a zone only by its number",
  domainmetadata_domain_id_fkey: "written by the name server, which knows a zone only by its number",
  portal_settings_base_zone_id_fkey: "the portal's own choice, of any organisation's zone",
};
/** Whole schemas that aren't the application's: those of the job queue and the name server. */
const otherSchemas = ["pgboss", "pdns"];
/** Foreign keys to another organisation than the row's own. */
const otherKeys: Record<string, string> = {
  api_tokens_home:
    "only a row without an organisation of its own has a home (a check), and it must be a membership of the user",
};

interface Table {
  name: string;
  enabled: boolean;
  forced: boolean;
  policies: number;
  tenant: boolean;
  owner: string;
}

const tables = () =>
  sudo<Table>(
    `
    select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced, pg_get_userbyid(c.relowner) as owner,
      (select count(*)::int from pg_policy where polrelid = c.oid) as policies,
      exists (select from pg_attribute where attrelid = c.oid and attname = 'organisation_id' and not attisdropped) or c.relname = 'organisations' as tenant
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname <> all ($1) and n.nspname not like 'pg_toast%'
    order by c.relname`,
    [otherSchemas],
  );

describe("every table", () => {
  it("forces row-level security, or is a portal table with a reason", async () => {
    const found = await tables();
    expect(found.length).toBeGreaterThan(10);
    const open = found.filter(
      ({ name, enabled, forced, policies }) => !portalTables[name] && !(enabled && forced && policies > 0),
    );
    expect(open.map(({ name }) => name)).toEqual([]);
  });

  it("isn't a portal table if it has an organisation", async () => {
    const found = await tables();
    expect(found.filter(({ name, tenant }) => tenant && portalTables[name]).map(({ name }) => name)).toEqual([]);
  });

  it("belongs to the owner, never to the application", async () => {
    expect([...new Set((await tables()).map(({ owner }) => owner))]).toEqual(["guildhall_test_owner"]);
  });

  it("is only listed while it exists", async () => {
    const names = new Set((await tables()).map(({ name }) => name));
    expect(Object.keys(portalTables).filter((name) => !names.has(name))).toEqual([]);
  });
});

describe("every reference between tenant tables", () => {
  it("includes the organisation, because foreign keys bypass row-level security", async () => {
    const single = await sudo<{ name: string }>(`
      with tenant as (
        select distinct c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
        left join pg_attribute a on a.attrelid = c.oid and a.attname = 'organisation_id' and not a.attisdropped
        where n.nspname = 'public' and c.relkind in ('r', 'p') and (a.attname is not null or c.relname = 'organisations'))
      select k.conname as name from pg_constraint k
      where k.contype = 'f' and k.confrelid in (select oid from tenant) and k.confrelid <> 'organisations'::regclass
        and not exists (
          select from unnest(k.conkey, k.confkey) as pair (here, there)
          join pg_attribute a on a.attrelid = k.confrelid and a.attnum = pair.there
          where a.attname = 'organisation_id')`);
    expect(single.map(({ name }) => name).filter((name) => !singleKeys[name])).toEqual([]);
  });

  it("starts at the row's own organisation where the row has one", async () => {
    const crossed = await sudo<{ name: string }>(`
      select k.conname as name from pg_constraint k
      join pg_attribute own on own.attrelid = k.conrelid and own.attname = 'organisation_id' and not own.attisdropped
      where k.contype = 'f' and exists (
        select from unnest(k.conkey, k.confkey) as pair (here, there)
        join pg_attribute a on a.attrelid = k.confrelid and a.attnum = pair.there
        where a.attname = 'organisation_id' and pair.here <> own.attnum)`);
    expect(crossed.map(({ name }) => name).filter((name) => !otherKeys[name])).toEqual([]);
  });
});

describe("every function with definer rights", () => {
  it("belongs to the definer role, fixes its search path, and can't be called by the application directly for data", async () => {
    const functions = await sudo<{ name: string; owner: string; config: string[] | null; returns: string }>(`
      select p.proname as name, pg_get_userbyid(p.proowner) as owner, p.proconfig as config, p.prorettype::regtype::text as returns
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'public' and p.prosecdef order by 1`);
    expect(functions).toEqual([
      { name: "audit_link", owner: "guildhall_definer", config: ["search_path=public, pg_temp"], returns: "trigger" },
      {
        name: "count_members",
        owner: "guildhall_definer",
        config: ["search_path=public, pg_temp"],
        returns: "trigger",
      },
      {
        // Only a number, and only about members of the current organisation.
        name: "count_memberships",
        owner: "guildhall_definer",
        config: ["search_path=public, pg_temp"],
        returns: "integer",
      },
      {
        name: "count_servers",
        owner: "guildhall_definer",
        config: ["search_path=public, pg_temp"],
        returns: "trigger",
      },
      {
        // Of the calling organisation's own devices what they are called; the base zone belongs to another.
        name: "device_names",
        owner: "guildhall_definer",
        config: ["search_path=public, pg_temp"],
        returns: "record",
      },
      {
        name: "end_transfers",
        owner: "guildhall_definer",
        config: ["search_path=public, pg_temp"],
        returns: "trigger",
      },
      ...["find_member_anew", "find_members"].map((name) => ({
        name,
        owner: "guildhall_definer",
        config: ["search_path=public, pg_temp"],
        returns: "trigger",
      })),
      {
        // Settles what follows from a change, in zones of whoever has them.
        name: "follow_given_records",
        owner: "guildhall_definer",
        config: ["search_path=public, pg_temp"],
        returns: "trigger",
      },
      {
        // Only whether it removed an account whose owner left and whose time is over; in the portal's scope alone.
        name: "forget_user",
        owner: "guildhall_definer",
        config: ["search_path=public, pg_temp"],
        returns: "boolean",
      },
      {
        // For whoever has a gateway's token: the keys, addresses and ports of the devices on it, without any names.
        name: "gateway_tunnels",
        owner: "guildhall_definer",
        config: ["search_path=public, pg_temp"],
        returns: "record",
      },
      {
        // Compares an address with those that can undo a change of another account.
        name: "hold_address",
        owner: "guildhall_definer",
        config: ["search_path=public, pg_temp"],
        returns: "trigger",
      },
      {
        // A zone may be deleted with its organisation, and then nobody is in that scope.
        name: "hold_zone_name",
        owner: "guildhall_definer",
        config: ["search_path=public, pg_temp"],
        returns: "trigger",
      },
      {
        // Moves serials that are due, in the portal's scope, and returns nothing.
        name: "move_given_serials",
        owner: "guildhall_definer",
        config: ["search_path=public, pg_temp"],
        returns: "void",
      },
      { name: "release_node", owner: "guildhall_definer", config: ["search_path=public, pg_temp"], returns: "trigger" },
      {
        // Frees the resources of a server of the calling organisation, and returns nothing.
        name: "release_ports",
        owner: "guildhall_definer",
        config: ["search_path=public, pg_temp"],
        returns: "void",
      },
      {
        // A node's id and free ports, only of nodes that the calling organisation may use; and why others can't be
        // used.
        name: "reserve_node",
        owner: "guildhall_definer",
        config: ["search_path=public, pg_temp"],
        returns: "record",
      },
      {
        // Only the reason why a server of the calling organisation can't have more.
        name: "resize_server",
        owner: "guildhall_definer",
        config: ["search_path=public, pg_temp"],
        returns: "text",
      },
      // Nobody calls it but the trigger.
      {
        name: "settle_given_records",
        owner: "guildhall_definer",
        config: ["search_path=public, pg_temp"],
        returns: "void",
      },
      // Only a number that is free on a gateway, whoever has the others: a port for a device of the calling organisation, or an address.
      ...["take_tunnel_port", "take_tunnel_slot"].map((name) => ({
        name,
        owner: "guildhall_definer",
        config: ["search_path=public, pg_temp"],
        returns: "integer",
      })),
      {
        // Only how many entries of the log it removed, and none that are still kept.
        name: "trim_audit",
        owner: "guildhall_definer",
        config: ["search_path=public, pg_temp"],
        returns: "integer",
      },
    ]);
  });
});
