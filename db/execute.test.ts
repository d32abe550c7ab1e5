import { describe, expect, it } from "vitest";
import { newOrganisation, sudo, useDatabase } from "@/db/testing";

useDatabase();

/**
 * The functions that each role may call: for the application those in its statements, policies, generated columns and
 * checks; for the name server those in the policies beneath its views. A trigger's function needs no grant.
 */
const callable: Record<string, string[]> = {
  guildhall_app: [
    "activate_zone",
    "ancestor_keys",
    "asking_organisation",
    "asking_picture",
    "asking_portal",
    "asking_secret",
    "asking_user",
    "audit_days",
    "audit_days_of_portal",
    "audit_hash",
    "audit_payload",
    "change_zone",
    "close_record",
    "count_memberships",
    "device_names",
    "end_import",
    "enter_account",
    "enter_invitation",
    "enter_organisation",
    "enter_token",
    "enter_token_of_any_reach",
    "folded",
    "forget_user",
    "free_ports",
    "gateway_tunnels",
    "is_below_cut",
    "is_cut",
    "is_importing",
    "key_name",
    "keys_below",
    "limits_of",
    "mark_name",
    "move_given_serials",
    "next_serial",
    "node_refusal",
    "note_address",
    "open_picture",
    "plain_address",
    "pool_excess",
    "pool_of",
    "published_ports",
    "record_key",
    "regainable",
    "release_ports",
    "require_feature",
    "reserve_node",
    "resize_server",
    "restore_zone",
    "save_import_part",
    "settle_change",
    "settle_name",
    "take_tunnel_port",
    "take_tunnel_slot",
    "trim_audit",
    "tunnel_refusals",
    "words_of",
    "zone_at",
    "zone_name_conflict",
  ],
  pdns: ["asking_organisation", "asking_portal"],
  dns_views: [],
};

/** In all schemas except PostgreSQL's own. */
const ours = `pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname not in ('pg_catalog', 'information_schema')
    and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')`;

const named = async (text: string, values: unknown[] = []) =>
  (await sudo<{ name: string }>(text, values)).map(({ name }) => name);

describe("functions", () => {
  it("have no grant to public", async () => {
    const open = await named(
      `select p.oid::regprocedure::text as name from ${ours}
        and exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) where grantee = 0)`,
    );
    expect(open).toEqual([]);
  });

  it.each(Object.keys(callable))("that %s may call are exactly these", async (role) => {
    const found = await named(
      `select p.proname as name from ${ours} and p.prorettype <> 'trigger'::regtype
        and has_function_privilege($1, p.oid, 'execute') order by 1`,
      [role],
    );
    expect(found).toEqual(callable[role]);
  });

  it("functions that a later migration creates can be called only by the application", async () => {
    await sudo(`do $$ begin
      set local role guildhall_test_owner;
      create function made_later() returns integer language sql as 'select 1';
      create schema elsewhere;
      create function elsewhere.made_later() returns integer language sql as 'select 1';
      grant usage on schema elsewhere to public;
    end $$`);
    const [may] = await sudo(`select has_function_privilege('guildhall_app', 'made_later()', 'execute') as app,
      has_function_privilege('guildhall_definer', 'made_later()', 'execute') as definer,
      has_function_privilege('pdns', 'made_later()', 'execute') as pdns,
      has_function_privilege('pdns', 'elsewhere.made_later()', 'execute') as elsewhere`);
    await sudo("do $$ begin drop function made_later(); drop schema elsewhere cascade; end $$");
    expect(may).toEqual({ app: true, definer: true, pdns: false, elsewhere: false });
  });
});

describe("the name server's role", () => {
  it.each([
    "resize_server(gen_random_uuid(), 1, 1, 1, '[]')",
    "reserve_node(null, 1, 1, 1, 0)",
    "count_memberships(gen_random_uuid())",
    "enter_token('x')",
  ])("can't call %s", async (call) => {
    const { organisation } = await newOrganisation();
    const tried = sudo(`do $$ begin
      set local role pdns;
      perform set_config('app.organisation_id', '${organisation.id}', true);
      perform public.${call};
    end $$`);
    await expect(tried).rejects.toThrow("permission denied for function");
  });

  it("still reads served zones and stores notified serials", async () => {
    await sudo(`do $$ begin
      set local role pdns;
      perform count(*) from pdns.records;
      update pdns.domains set notified_serial = 1;
    end $$`);
  });
});
