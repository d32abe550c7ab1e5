-- An account's change from one e-mail address to another: asked for, confirmed by the new address, and for a while undone by the former.
create table address_changes (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  former text not null check (former = lower(former) and length(former) between 3 and 254),
  address text not null check (address = lower(address) and length(address) between 3 and 254),
  created_at timestamptz(3) not null default now(),
  changed_at timestamptz(3),
  -- Until when the former address can undo it; null for one that was never verified, which may be a stranger's.
  undo_until timestamptz(3),
  -- cancelled, replaced, undone, or made pointless by a return to the former address
  ended_at timestamptz(3)
);
create unique index address_changes_one_pending on address_changes (user_id) where changed_at is null and ended_at is null;
create index address_changes_user on address_changes (user_id, created_at desc);
create index address_changes_held on address_changes (former) where undo_until is not null and ended_at is null;

alter table address_changes enable row level security;
alter table address_changes force row level security;
create policy mine on address_changes using (user_id = asking_user());
create policy portal on address_changes using (asking_portal());
create policy definer on address_changes for select to guildhall_definer using (true);
grant select, insert, delete, update (changed_at, undo_until, ended_at) on address_changes to guildhall_app;
grant select (user_id, former, undo_until, ended_at) on address_changes to guildhall_definer;

-- Both links of a change: to confirm, and to undo.
alter table verification_tokens add column address_change_id uuid references address_changes on delete cascade;
create index verification_tokens_address_change on verification_tokens (address_change_id) where address_change_id is not null;
do $$
declare
  present text;
begin
  select pg_get_expr(conbin, conrelid) into present from pg_constraint where conname = 'verification_tokens_purpose_check';
  execute format('alter table verification_tokens drop constraint verification_tokens_purpose_check,
    add constraint verification_tokens_purpose_check check (%s or purpose in (''newAddress'', ''undoAddress''))', present);
  select pg_get_expr(conbin, conrelid) into present from pg_constraint where conname = 'mails_kind_check';
  execute format('alter table mails drop constraint mails_kind_check, add constraint mails_kind_check check (%s
    or kind in (''newAddress'', ''undoAddress''))', present);
end $$;
alter table verification_tokens add constraint verification_tokens_address_change_check
  check ((purpose in ('newAddress', 'undoAddress')) = (address_change_id is not null));

-- Nobody else gets an address as long as it can undo a change: whoever took an account over could block the way back otherwise.
-- A sign-up is answered as with a known address. One that waited for the change itself is told to try again.
create function hold_address() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from address_changes c
      where c.former = new.email and c.user_id <> new.id and c.undo_until > now() and c.ended_at is null) then
    if tg_when = 'BEFORE' then
      return null;
    end if;
    raise exception 'this address is held' using errcode = '40001';
  end if;
  return new;
end $$;
alter function hold_address() owner to guildhall_definer;
create trigger hold_address before insert or update of email on users for each row execute function hold_address();
create trigger hold_address_after after insert or update of email on users for each row execute function hold_address();
