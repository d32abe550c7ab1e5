-- Organisations that the portal creates for somebody. The owner's account may not be proved yet: its link says what waits for them.
alter table verification_tokens drop constraint verification_tokens_purpose_check;
alter table verification_tokens add constraint verification_tokens_purpose_check check (purpose in ('verify', 'reset', 'provisioned'));

-- One more kind of mail, and of notification for an owner whose account is proved already, besides all that there are.
do $$
declare
  changed record;
begin
  for changed in select conrelid::regclass as of, conname as name, pg_get_constraintdef(oid) as had from pg_constraint
    where conname in ('mails_kind_check', 'notifications_kind_check')
  loop
    execute format('alter table %s drop constraint %I', changed.of, changed.name);
    execute format('alter table %s add constraint %I %s', changed.of, changed.name,
      regexp_replace(changed.had, 'kind = ANY \(ARRAY\[', 'kind = ANY (ARRAY[''provisioned''::text, '));
  end loop;
end $$;

-- The portal's list of all organisations: each of its orders is an index, and a search compares what is stored.
alter table organisations add column name_key text collate "C" not null generated always as (folded(name)) stored;
create index organisations_by_name on organisations (name_key, id);
create index organisations_by_age on organisations (created_at, id);
create index organisations_by_members on organisations (member_count, id);
create index organisations_by_servers on organisations (server_count, id);
-- Accounts whose owner never came: no password yet, and no proof.
create index users_awaited on users (id) where email_verified_at is null and password_hash is null;
