-- Somebody who leaves for good: until then the account can be kept by signing in, and can do nothing else.
alter table users add column leaving_until timestamptz(3);
create index users_leaving on users (leaving_until) where leaving_until is not null;

-- Nothing new begins for such an account: no membership, no ownership, no token. After the insert, because its foreign key waits for
-- whoever is leaving at the same moment.
create function refuse_leaving() returns trigger language plpgsql as $$
begin
  if exists (select from users u where u.id = new.user_id and u.leaving_until is not null) then
    raise exception 'the owner of this account is leaving' using errcode = 'GH003';
  end if;
  return new;
end $$;
create trigger refuse_leaving after insert on members for each row execute function refuse_leaving();
create trigger refuse_leaving_owner after update of role on members for each row
  when (new.role = 'owner' and old.role <> 'owner') execute function refuse_leaving();
create trigger refuse_leaving after insert on api_tokens for each row execute function refuse_leaving();
-- As when the account is disabled.
create trigger end_transfers_of_leaving before update of leaving_until on users for each row
  when (old.leaving_until is null and new.leaving_until is not null) execute function end_transfers();

-- Removes an account whose time is over, and what is left about it elsewhere: addresses, and names beside its id. The logs of
-- organisations and of the portal keep the name of that time (decision 048). Done again it does nothing.
create function forget_user(who uuid) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  gone users;
  addresses text[];
  nobody constant text := 'Somebody who left';
begin
  if not asking_portal() then raise exception 'only the portal forgets an account' using errcode = '42501'; end if;
  select * into gone from users u where u.id = who and u.leaving_until <= now() for update;
  if not found or exists (select from organisations o where o.owner_id = who) then
    return false;
  end if;
  -- Also those that the account had a while ago, unless they are somebody else's now. One that was never verified may be a stranger's.
  addresses := array(select gone.email where gone.email_verified_at is not null union
    select a from address_changes c, unnest(array[case when c.undo_until is not null then c.former end, c.address]) a
      where c.user_id = who and c.changed_at is not null and a is not null and not exists (select from users u where u.email = a and u.id <> who));
  delete from invitations i where i.email = any (addresses);
  delete from mails m where m.user_id = who or m.recipient = any (addresses);
  delete from rate_limits r where r.key like '%user:' || who
    or exists (select from unnest(addresses) a where r.about = a or starts_with(r.about, a || ' from '));
  update transfers t set owner_name = nobody where t.owner_id = who;
  update transfers t set receiver_name = nobody where t.receiver_id = who;
  update deliveries d set facts = jsonb_set(d.facts, '{actor,name}', to_jsonb(nobody)) where d.facts #>> '{actor,id}' = who::text;
  update deliveries d set facts = jsonb_set(d.facts, '{target,name}', to_jsonb(nobody)) where d.facts #>> '{target,id}' = who::text;
  delete from deleted_organisations d where d.owner_id = who and d.purged_at is not null;
  delete from audit a where a.user_id = who;
  delete from audit_chains c where c.chain = 'user:' || who;
  delete from audit_checkpoints c where c.chain = 'user:' || who;
  delete from users u where u.id = who;
  return true;
end $$;
alter function forget_user(uuid) owner to guildhall_definer;
grant select, delete, update (leaving_until) on users to guildhall_definer;
grant select (user_id, changed_at, address) on address_changes to guildhall_definer;
grant select, delete on invitations, mails, rate_limits, deleted_organisations, audit_chains, audit_checkpoints to guildhall_definer;
grant select, update (owner_name, receiver_name) on transfers to guildhall_definer;
grant select, update (facts) on deliveries to guildhall_definer;
