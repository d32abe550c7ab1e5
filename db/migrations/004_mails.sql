-- The outbox. A row says what to send to whom; the text is made when it is sent, so no link is stored here.
create table mails (
  id uuid primary key,
  organisation_id uuid references organisations on delete cascade,
  user_id uuid references users on delete cascade,
  kind text not null check (kind in ('invitation', 'verify', 'reset', 'known')),
  recipient text not null check (length(recipient) between 3 and 254),
  invitation_id uuid,
  verification_token_id uuid references verification_tokens on delete set null,
  -- held: nothing to send it with, so its link is passed on by hand
  state text not null check (state in ('queued', 'sending', 'sent', 'failed', 'held')),
  attempts integer not null default 0,
  error text,
  created_at timestamptz(3) not null default now(),
  -- when it was last put into the queue: by being written, or by another try that somebody asked for
  queued_at timestamptz(3) not null default now(),
  sent_at timestamptz(3),
  revealed_at timestamptz(3),
  check ((organisation_id is null) <> (user_id is null)),
  check ((kind = 'invitation') = (invitation_id is not null) and (kind = 'invitation') = (organisation_id is not null)),
  constraint mails_invitation foreign key (organisation_id, invitation_id)
    references invitations (organisation_id, id) on delete cascade
);
create index mails_invitation on mails (organisation_id, invitation_id, created_at desc) where invitation_id is not null;
create index mails_user on mails (user_id, created_at desc) where user_id is not null;
create index mails_listed on mails (created_at desc, id desc);
create index mails_token on mails (verification_token_id) where verification_token_id is not null;

alter table mails enable row level security;
alter table mails force row level security;
create policy tenant on mails using (organisation_id = asking_organisation() or asking_portal());
create policy mine on mails using (user_id = asking_user());

grant select, insert, update, delete on mails to guildhall_app;
