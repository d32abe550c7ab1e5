import { beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { sudo, useDatabase } from "@/db/testing";
import { emailAddress } from "@/lib/accounts/address";
import { personName } from "@/lib/accounts/schema";
import { audiences, createAnnouncementInput, tones } from "@/lib/announcements/schema";
import { createTokenInput } from "@/lib/api_tokens/schema";
import { backupStates } from "@/lib/backups/schema";
import { mailboxName } from "@/lib/dns/names/mailbox";
import { idempotencyKey } from "@/lib/doors/rest/once";
import { deliveryStates } from "@/lib/events/schema";
import { candidates } from "@/lib/every_operation/testing/candidates";
import { featureNames } from "@/lib/features";
import { registerGatewayInput, reportInput, wireguardKey } from "@/lib/gateways/schema";
import { portalTierNames } from "@/lib/limits";
import { cleanupPolicies } from "@/lib/nodes/cleanup_schema";
import { registerNodeInput } from "@/lib/nodes/schema";
import { handle } from "@/lib/organisations/handle";
import { createOrganisationInput, organisationName } from "@/lib/organisations/schema";
import { suspendInput } from "@/lib/organisations/suspension/schema";
import { passkeyNameInput } from "@/lib/passkeys/schema";
import { setTierPoolInput } from "@/lib/pools/schema";
import { changeRegistriesInput, changeSettingsInput, organisationCreations } from "@/lib/portal/schema";
import { createProjectInput } from "@/lib/projects/schema";
import { newRoleName } from "@/lib/roles/schema";
import { scheduledActions, setScheduleInput } from "@/lib/schedules/schema";
import { serverStates } from "@/lib/servers/schema";
import { templateNames } from "@/lib/servers/templates/catalogue";
import { updateServerInput } from "@/lib/servers/update_schema";
import { signInWays } from "@/lib/sessions/ways";
import { createSmtpServerInput } from "@/lib/smtp_servers/schema";
import { setTierLimitsInput } from "@/lib/tiers/schema";
import { limitParts } from "@/lib/tiers/words";
import { beginTransferInput } from "@/lib/transfers/schema";
import { gameKeys } from "@/lib/tunnels/games";
import { createDeviceInput, openPortInput, protocols } from "@/lib/tunnels/schema";
import { setOwnedLimitInput, withReasonInput } from "@/lib/users/schema";
import { createWebhookInput, formats } from "@/lib/webhooks/schema";
import { importZoneInput } from "@/lib/zones/records/schema";
import { changeZoneInput, zoneName, zoneStates } from "@/lib/zones/schema";

useDatabase();

/** Columns with typed text, each with the schema that validates it before. */
const typed: Record<string, z.ZodType> = {
  address_changes_address_check: emailAddress,
  address_changes_former_check: emailAddress,
  announcements_link_check: createAnnouncementInput.shape.link,
  announcements_text_check: createAnnouncementInput.shape.text,
  api_tokens_name_check: createTokenInput.shape.name,
  gateways_first_port_check: registerGatewayInput.shape.firstPort,
  gateways_name_check: registerGatewayInput.shape.name,
  gateways_network_check: registerGatewayInput.shape.network,
  gateways_problem_check: reportInput.shape.problem,
  gateways_public_address_check: registerGatewayInput.shape.publicAddress,
  gateways_public_key_check: wireguardKey,
  gateways_version_check: reportInput.shape.version,
  gateways_wireguard_port_check: registerGatewayInput.shape.wireguardPort,
  idempotency_keys_key_check: idempotencyKey,
  image_registries_name_check: changeRegistriesInput.shape.imageRegistries,
  invitations_email_check: emailAddress,
  mails_recipient_check: emailAddress,
  nodes_cores_check: registerNodeInput.shape.cores,
  nodes_disk_mb_check: registerNodeInput.shape.diskMb,
  nodes_endpoint_check: registerNodeInput.shape.endpoint,
  nodes_first_port_check: registerNodeInput.shape.firstPort,
  nodes_max_servers_check: registerNodeInput.shape.maxServers,
  nodes_memory_mb_check: registerNodeInput.shape.memoryMb,
  nodes_name_check: registerNodeInput.shape.name,
  notification_providers_name_check: createSmtpServerInput.shape.name,
  organisation_limits_most_check: setTierLimitsInput.shape.limits.shape.invitations,
  organisation_pools_most_check: setTierPoolInput.shape.pool.shape.cores,
  organisations_handle_check: handle,
  // An empty one removes the logo.
  organisations_logo_check: createOrganisationInput.shape.logo.transform((logo) => logo || null),
  organisations_name_check: organisationName,
  organisations_suspension_reason_check: suspendInput.shape.reason,
  portal_settings_audit_kept_days_check: changeSettingsInput.shape.auditKeptDays,
  portal_settings_deletion_grace_days_check: changeSettingsInput.shape.deletionGraceDays,
  passkeys_name_check: passkeyNameInput.shape.name,
  projects_description_check: createProjectInput.shape.description,
  projects_name_check: createProjectInput.shape.name,
  roles_name_check: newRoleName,
  server_schedules_time_zone_check: setScheduleInput.shape.timeZone,
  server_schedules_weekday_check: setScheduleInput.shape.weekday,
  servers_cores_check: updateServerInput.shape.cores,
  servers_disk_mb_check: updateServerInput.shape.diskMb,
  servers_image_check: updateServerInput.shape.image,
  servers_memory_mb_check: updateServerInput.shape.memoryMb,
  servers_name_check: updateServerInput.shape.name,
  tier_limits_most_check: setTierLimitsInput.shape.limits.shape.backupSizeMb,
  tier_pools_most_check: setTierPoolInput.shape.pool.shape.memoryMb,
  tunnel_devices_counter_run_check: reportInput.shape.run,
  tunnel_devices_name_check: createDeviceInput.shape.name,
  tunnel_devices_public_key_check: wireguardKey,
  tunnel_enrolments_name_check: createDeviceInput.shape.name,
  tunnel_enrolments_public_key_check: wireguardKey,
  tunnel_ports_local_port_check: openPortInput.shape.localPort,
  tunnel_ports_note_check: openPortInput.shape.note,
  tunnel_ports_public_port_check: openPortInput.shape.publicPort,
  users_disabled_reason_check: withReasonInput.shape.reason,
  transfers_reason_check: beginTransferInput.shape.reason,
  users_email_check: emailAddress,
  users_name_check: personName,
  users_owned_limit_check: setOwnedLimitInput.shape.ownedLimit,
  webhooks_host_check: createWebhookInput.shape.url.transform((url) => new URL(url).host),
  webhooks_name_check: createWebhookInput.shape.name,
  zone_changes_message_check: importZoneInput.shape.message,
  zone_imports_message_check: importZoneInput.shape.message,
  zones_contact_check: changeZoneInput.shape.contact.transform((contact) => contact && `${mailboxName(contact)}.`),
  zones_expire_check: changeZoneInput.shape.expire,
  zones_minimum_check: changeZoneInput.shape.minimum,
  zones_name_check: zoneName,
  zones_primary_server_check: changeZoneInput.shape.primaryServer.transform((name) => name && `${name}.`),
  zones_refresh_check: changeZoneInput.shape.refresh,
  zones_retry_check: changeZoneInput.shape.retry,
  zones_ttl_check: changeZoneInput.shape.ttl,
};

/** Columns with a closed set of words, each with the set in the code. */
const words: Record<string, readonly string[]> = {
  announcements_audience_check: audiences,
  announcements_tone_check: tones,
  api_tokens_reach_check: [...createTokenInput.shape.reach.unwrap().options, "portal"],
  backups_state_check: backupStates,
  deliveries_state_check: deliveryStates,
  gateways_implementation_check: reportInput.shape.implementation.options,
  node_cleanups_policy_check: cleanupPolicies,
  organisation_limits_what_check: limitParts,
  organisations_portal_tier_check: portalTierNames,
  portal_settings_organisation_creation_check: organisationCreations,
  server_schedules_action_check: scheduledActions,
  server_schedules_every_check: setScheduleInput.shape.every.options.filter((every) => every !== "never"),
  servers_state_check: serverStates,
  sessions_signed_in_by_check: signInWays,
  tier_limits_tier_check: portalTierNames,
  tier_limits_what_check: limitParts,
  tier_pools_tier_check: portalTierNames,
  tunnel_ports_protocol_check: protocols,
  webhooks_format_check: formats,
  zone_imports_mode_check: importZoneInput.shape.mode.unwrap().options,
  zones_state_check: zoneStates,
};

/** Values that nobody types: how the code ensures each check. A line here is a decision. */
const written: [RegExp, string][] = [
  [/_(token_|request_)?hash_check$/, "SHA-256 of a token of our own, or of a request"],
  [/^pictures_(check|large_check|name_check|small_check)$/, "drawn and measured by sharp before it is written"],
  [
    /^(audit_(actor_kind_)?|mails_(about_|detail_|kind_|security_|sign_in_|state_|withdrawn_)?)check$/,
    "a literal of the statement that writes the row",
  ],
  [
    /^(notifications_kind|verification_tokens_(purpose|address_change)|nodes_state)_check$/,
    "a literal of the operation",
  ],
  [/^(invitations_state|zone_imports_state|zone_imports)_check$/, "a literal of the statement that writes the row"],
  [/^(invitations_role(_name)?|members_role|organisations_default_role)_check$/, "the role was looked up"],
  [/^(members_narrowed|zone_grants)_check$/, "refused by the operation in its own words"],
  [/^zone_grants_name_check$/, "a name below a zone: a label, a dot and the zone’s own"],
  [/^(servers_(kick|wanted|restore_then)|zone_changes_kind)_check$/, "a literal, which TypeScript compares"],
  [/^audit_checkpoints_signature_check$/, "an HMAC of our own"],
  [/^(mail_domains|own_sign_in\w*|own_identities|join_requests)_(\w+_)?check$/, "bounded by the schema, or a literal"],
  [/^notification_providers_kind_check$/, "there is one kind"],
  [/^(tier_pools|organisation_pools)_what_check$/, "one of the parts of a pool"],
  [/^(features_name|servers_template)_check$/, "one of a list of ours, checked below"],
  [
    /^(nodes_promised_(cores|disk_mb|memory_mb)|nodes_server_count|zones_record_count)_check$/,
    "counted by the database",
  ],
  [/^(organisations_suspension|handles_held|deleted_organisations)_check$/, "one statement writes all of its columns"],
  [/^announcements_check$/, "beginning and end are compared by the operation"],
  [/^(nodes|gateways)_check$/, "first and last port are compared by the operation"],
  [/^(gateways_network6|tunnel_devices_slot)_check$/, "chosen by us"],
  [/^(gateways_state|tunnel_enrolments(_state)?)_check$/, "a literal of the operation"],
  [
    /^tunnel_(devices|traffic)_(received|sent)_check$/,
    "bytes reported by a gateway, bounded by the statement that adds them",
  ],
  [/^tunnel_devices_created_by_name_check$/, "a person’s name, or an account’s address"],
  [/^tunnel_enrolments_requested_from_check$/, "an address as the server sees it"],
  [/^tunnel_ports_game_check$/, "one of a list of ours, checked below"],
  [/^(game_services_service|given_records(_type)?)_check$/, "written by migrations and functions of the database"],
  [/^portal_settings(_base_zone)?_check$/, "the name of a zone, written with its id"],
  [/^(backups_made_by|server_schedules_outcome)_check$/, "cut to the length"],
  [/^(organisations_logo_problem|node_cleanups_problem)_check$/, "a sentence of our own"],
  [/^(node_cleanups_freed_bytes|node_cleanups_removed)_check$/, "counted by a job, from nothing"],
  [/^servers_(layer_bytes|volume_bytes|progress)_check$/, "measured by a job, and bounded by its input"],
  [/^(node_images_image_id|servers_volume)_check$/, "a name generated by the engine or by us"],
  [/^node_images_reference_check$/, "the image of a server, which has a stricter check"],
  [/^(api_tokens_check1?|deliveries_check|deliveries_one_destination|zone_checks_check)$/, "one statement writes both"],
  [/^(zone_names_check|zones_check1?)$/, "functions of the database write both"],
  [/^(deliveries_facts|notification_providers_settings)_check$/, "an object of our own"],
  [/^transfers_(kind|state|reason_of_portal)(_check)?$/, "a literal of the operation, which writes both"],
  [
    /^(identities_(address|issuer|provider|subject)|sessions_provider)_check$/,
    "bounded where a profile is read, or by lib/env.ts",
  ],
  [/^portal_(settings_)?one_check$/, "one row, made by a migration"],
  [/^passkey(s_(counter|credential_id|device_type|public_key)|_challenges(_purpose)?)_check$/, "verified, or ours"],
  [/^records_(check1?|ttl_check|type_check)$/, "parsed by lib/dns: its own tests save whatever it accepts"],
  [/^server_schedules_(at_minute_)?check$/, "from a time and a day that the schema parses"],
  [/^zones_(claim_label|claim_token|serial)_check$/, "generated by us, or counted by the database"],
];

interface Check {
  name: string;
  column: string | null;
  type: string | null;
  expression: string;
}
let checks: Check[];
beforeAll(async () => {
  checks = await sudo<Check>(
    `select c.conname as name, pg_get_expr(c.conbin, c.conrelid) as expression,
            a.attname as column, format_type(a.atttypid, a.atttypmod) as type
       from pg_constraint c
       left join pg_attribute a on a.attrelid = c.conrelid and cardinality(c.conkey) = 1 and a.attnum = c.conkey[1]
      where c.contype = 'c' and c.connamespace = 'public'::regnamespace order by 1`,
  );
});

/** The accepted values as the database gets them: each value of a list by itself. */
const taken = (schema: z.ZodType) =>
  candidates.flatMap((value) => {
    const parsed = schema.safeParse(value);
    const values: unknown[] = parsed.success ? [parsed.data].flat() : [];
    return values.filter((each) => each !== undefined && each !== null).map(String);
  });

/** The values that the check would refuse, or that the column's type can't hold. */
async function refused({ column, type, expression }: Check, values: string[]): Promise<string[]> {
  const statement = `select as_text from (select v as as_text, v::${type} as "${column}" from unnest($1::text[]) as v) as given where not (${expression})`;
  return (await sudo<{ as_text: string }>(statement, [values])).map(({ as_text }) => as_text);
}

describe("every check of the database", () => {
  it("is known: validated before, one of our words, or written by us", () => {
    const names = checks.map(({ name }) => name);
    expect(names.length).toBeGreaterThan(100);
    const known = (name: string) => name in typed || name in words || written.some(([pattern]) => pattern.test(name));
    expect(names.filter((name) => !known(name))).toEqual([]);
    expect([...Object.keys(typed), ...Object.keys(words)].filter((name) => !names.includes(name))).toEqual([]);
    expect(written.filter(([pattern]) => !names.some((name) => pattern.test(name)))).toEqual([]);
  });

  it.each(Object.entries(typed))("%s accepts every value that passes the schema", async (name, schema) => {
    const check = checks.find((one) => one.name === name) as Check;
    const values = taken(schema);
    expect(values.length).toBeGreaterThan(2);
    expect(await refused(check, values)).toEqual([]);
  });

  it("refuses values that a schema must refuse: this test would see them", async () => {
    const check = checks.find(({ name }) => name === "roles_name_check") as Check;
    expect(await refused(check, ["Owner", "a".repeat(51), "Crew"])).toEqual(["Owner", "a".repeat(51)]);
  });

  it.each(Object.entries(words))("%s has the words that the code has", (name, expected) => {
    const { expression } = checks.find((one) => one.name === name) as Check;
    expect([...expression.matchAll(/'([^']*)'/g)].map(([, word]) => word).sort()).toEqual([...expected].sort());
  });

  it("accepts the names of all features, templates and games", async () => {
    const of = (name: string) => checks.find((one) => one.name === name) as Check;
    expect(await refused(of("features_name_check"), [...featureNames])).toEqual([]);
    expect(await refused(of("servers_template_check"), [...templateNames])).toEqual([]);
    expect(await refused(of("tunnel_ports_game_check"), gameKeys)).toEqual([]);
  });
});

/** Exceptions of the database's functions: the refusal that each becomes, or why it can't happen. */
const raised: Record<string, string> = {
  "A server needs some of everything.": "the schema of a server requires more than nothing",
  "this address is held": "upstream.database, by its code 40001: trying again is refused in words",
  "Only an organisation takes an address of a gateway.": "operations that add a device are of an organisation",
  "Only the portal moves the serials of its zones.": "tunnelNames.moveSerials is in the scope of the portal",
  "the owner of this account is leaving": "account.leaving, by its code GH003",
  "only the portal forgets an account": "account.forget is in the scope of the portal",
  "filled up": "caught where it is raised: another node is chosen",
  "an import of this zone is under way": "zone.importing, in db/queries/zone_changes",
  "a record to be removed is not there": "record.changed, in db/queries/zone_changes",
  "The feature % is off.": "feature.off, by its code GH001",
  "The pool of organisation % hasn't that much: %.": "server.pool, by its code GH002",
  "% is not within %": "lib/dns reads names against their zone",
  "only the portal removes rows of the log": "auditLog.trim is in the scope of the portal",
  "this part of the log is still kept": "auditLog.trim asks the database what isn’t",
};

it("every exception of the database's functions is known", async () => {
  const raising = "pronamespace = 'public'::regnamespace and prosrc ~* 'raise +exception'";
  const sources = await sudo<{ source: string }>(`select prosrc as source from pg_proc where ${raising}`);
  const messages = sources.flatMap(({ source }) =>
    [...source.matchAll(/raise +exception +'((?:[^']|'')*)'/gi)].map(([, text = ""]) => text.replaceAll("''", "'")),
  );
  expect([...new Set(messages)].sort()).toEqual(Object.keys(raised).sort());
});
