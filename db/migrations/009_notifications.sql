-- What happened to somebody in an organisation, for that person alone. Names are copied: who was removed can't read them any more.
create table notifications (
  id uuid primary key,
  organisation_id uuid not null references organisations on delete cascade,
  user_id uuid not null references users on delete cascade,
  kind text not null check (kind in ('invited', 'added', 'role', 'removed')),
  organisation_name text not null,
  actor_name text,
  -- the role that it is about, and the one before
  role text,
  former_role text,
  created_at timestamptz(3) not null default now(),
  read_at timestamptz(3),
  unique (organisation_id, id)
);
create index notifications_listed on notifications (user_id, created_at desc, id desc);
create index notifications_unread on notifications (user_id) where read_at is null;

alter table notifications enable row level security;
alter table notifications force row level security;
create policy mine on notifications for select using (user_id = asking_user());
create policy mine_read on notifications for update using (user_id = asking_user());
-- An organisation tells; it never reads what it told.
create policy tell on notifications for insert with check (organisation_id = asking_organisation());
-- A job that writes the mail about it: nobody is asking.
create policy job on notifications for select using (organisation_id = asking_organisation() and asking_user() is null);
create policy portal on notifications using (asking_portal());
grant select, insert, delete, update (read_at) on notifications to guildhall_app;

-- Whether somebody wants the same by mail.
alter table users add column notify_by_mail boolean not null default false;

alter table mails add column notification_id uuid;
alter table mails drop constraint mails_kind_check;
alter table mails add constraint mails_kind_check check (kind in ('invitation', 'verify', 'reset', 'known', 'notice'));
alter table mails drop constraint mails_check1;
alter table mails add constraint mails_about_check check ((kind = 'invitation') = (invitation_id is not null)
  and (kind = 'notice') = (notification_id is not null) and (kind in ('invitation', 'notice')) = (organisation_id is not null));
alter table mails add constraint mails_notification foreign key (organisation_id, notification_id)
  references notifications (organisation_id, id) on delete cascade;
create index mails_notification on mails (organisation_id, notification_id) where notification_id is not null;
-- How often an organisation has mailed an address lately.
create index mails_to on mails (organisation_id, recipient, created_at) where kind = 'invitation';
