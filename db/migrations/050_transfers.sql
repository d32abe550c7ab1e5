-- Ownership on its way from one member to another: offered by the owner, who waits for an answer, or begun by the portal's administration,
-- where it happens after a waiting time unless somebody objects. Names are copied: a row outlives either membership.
create table transfers (
  id uuid primary key,
  organisation_id uuid not null references organisations on delete cascade,
  kind text not null check (kind in ('offer', 'portal')),
  owner_id uuid,
  owner_name text not null,
  receiver_id uuid,
  receiver_name text not null,
  reason text check (length(reason) between 1 and 500),
  -- ended: the receiver stopped being a member, or an account was disabled; failed: the receiver could not own it when the time had come
  state text not null default 'pending'
    check (state in ('pending', 'done', 'declined', 'cancelled', 'objected', 'expired', 'ended', 'failed')),
  created_at timestamptz(3) not null default now(),
  -- until when an offer can be accepted; when one of the portal happens
  ends_at timestamptz(3) not null,
  ended_at timestamptz(3),
  unique (organisation_id, id),
  constraint transfers_reason_of_portal check ((kind = 'portal') = (reason is not null)),
  constraint transfers_owner foreign key (organisation_id, owner_id)
    references members (organisation_id, user_id) on delete set null (owner_id),
  constraint transfers_receiver foreign key (organisation_id, receiver_id)
    references members (organisation_id, user_id) on delete set null (receiver_id)
);
create unique index transfers_one_pending on transfers (organisation_id) where state = 'pending';
create index transfers_of on transfers (organisation_id, created_at desc);
create index transfers_receiver on transfers (receiver_id) where receiver_id is not null;
create index transfers_owner on transfers (owner_id) where owner_id is not null;
create index transfers_due on transfers (ends_at) where state = 'pending' and kind = 'portal';

alter table transfers enable row level security;
alter table transfers force row level security;
create policy tenant on transfers using (organisation_id = asking_organisation() or asking_portal());
create policy mine on transfers for select to guildhall_app using (receiver_id = asking_user() or owner_id = asking_user());
create policy definer on transfers to guildhall_definer using (true);
grant select, insert, update (state, ended_at) on transfers to guildhall_app;
grant select (organisation_id, owner_id, receiver_id, kind, state), update (state, ended_at) on transfers to guildhall_definer;

-- Whoever leaves can't become the owner, and nobody acts for a disabled account. A membership may end by a cascade, where nobody stands
-- in the organisation.
create function end_transfers() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_table_name = 'members' then
    update transfers set state = 'ended', ended_at = now()
      where organisation_id = old.organisation_id and receiver_id = old.user_id and state = 'pending';
    return old;
  end if;
  update transfers set state = 'ended', ended_at = now()
    where state = 'pending' and (receiver_id = new.id or (owner_id = new.id and kind = 'offer'));
  return new;
end $$;
alter function end_transfers() owner to guildhall_definer;
create trigger end_transfers before delete on members for each row execute function end_transfers();
create trigger end_transfers before update of disabled_at on users for each row
  when (old.disabled_at is null and new.disabled_at is not null) execute function end_transfers();

-- Both parties are told, on the page and by mail.
alter table notifications add column transfer_id uuid,
  add constraint notifications_transfer foreign key (organisation_id, transfer_id)
    references transfers (organisation_id, id) on delete cascade;
create index notifications_transfer on notifications (organisation_id, transfer_id) where transfer_id is not null;

-- Further words beside those that there are.
do $$
declare
  present text;
begin
  select pg_get_expr(conbin, conrelid) into present from pg_constraint where conname = 'notifications_kind_check';
  execute format('alter table notifications drop constraint notifications_kind_check, add constraint notifications_kind_check check (%s
    or kind in (''transferOffered'', ''transferAccepted'', ''transferDeclined'', ''transferCancelled'', ''transferPlanned'',
      ''transferObjected'', ''transferDone''))', present);
  select pg_get_expr(conbin, conrelid) into present from pg_constraint where conname = 'mails_kind_check';
  execute format('alter table mails drop constraint mails_kind_check, add constraint mails_kind_check check (%s
    or kind = ''transfer'')', present);
  select pg_get_expr(conbin, conrelid) into present from pg_constraint where conname = 'mails_about_check';
  execute format('alter table mails drop constraint mails_about_check, add constraint mails_about_check check (
    case when kind = ''transfer'' then organisation_id is not null and notification_id is not null and invitation_id is null else %s end)', present);
end $$;
