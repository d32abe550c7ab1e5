create table invitations (
  id uuid primary key,
  organisation_id uuid not null references organisations on delete cascade,
  email text not null check (email = lower(email) and length(email) between 3 and 254),
  role text not null check (role in ('admin', 'member')),
  state text not null default 'pending' check (state in ('pending', 'accepted', 'rejected', 'revoked', 'expired')),
  -- Raised by sending anew; part of what the tokens are made from.
  version integer not null default 1,
  -- Two links, two powers: the mailed one proves the address, the copied one doesn't.
  mail_token_hash bytea not null unique check (length(mail_token_hash) = 32),
  copy_token_hash bytea not null unique check (length(copy_token_hash) = 32),
  inviter_id uuid references users on delete set null,
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null,
  answered_at timestamptz(3),
  unique (organisation_id, id)
);
create unique index invitations_one_pending on invitations (organisation_id, email) where state = 'pending';
create index invitations_listed on invitations (organisation_id, created_at desc, id desc);
create index invitations_address on invitations (email) where state = 'pending';
create index invitations_inviter on invitations (inviter_id) where inviter_id is not null;

alter table invitations enable row level security;
alter table invitations force row level security;
create policy tenant on invitations using (organisation_id = asking_organisation() or asking_portal());
create policy mine on invitations for select to guildhall_app using (
  email = (select u.email from users u where u.id = asking_user() and u.email_verified_at is not null));
create policy by_secret on invitations for select using (asking_secret() in (mail_token_hash, copy_token_hash));
-- Whoever can see an open invitation may see what it invites to: name and handle.
create policy invited on organisations for select to guildhall_app using (
  exists (select from invitations i
    where i.organisation_id = organisations.id and i.state = 'pending' and i.expires_at > now()
      and (i.email = (select u.email from users u where u.id = asking_user() and u.email_verified_at is not null)
        or asking_secret() in (i.mail_token_hash, i.copy_token_hash))));

grant select, insert, update, delete on invitations to guildhall_app;

-- How a transaction opens for somebody with an invitation: by its link's hash, or by its id when it is in their list.
-- Locks, if told to, the user and then the organisation, and reads after the wait. No row: no such invitation.
create function enter_invitation(who uuid, secret bytea, invitation uuid, locking boolean)
returns table (id uuid, email text, role text, state text, "inviterId" uuid, "expiresAt" timestamptz, "provesAddress" boolean,
  "organisationId" uuid, handle text, name text, "portalTier" text, "memberCount" integer, "inviterName" text,
  "inviterRole" text, "isMember" boolean)
language plpgsql as $$
#variable_conflict use_column
declare
  found_id uuid;
  found_organisation uuid;
begin
  perform set_config('app.user_id', coalesce(who::text, ''), true), set_config('app.organisation_id', '', true),
    set_config('app.portal', '', true), set_config('app.secret', coalesce(encode(secret, 'hex'), ''), true);
  if locking and who is not null then
    perform from users u where u.id = who for no key update;
  end if;
  if secret is not null then
    select i.id, i.organisation_id into found_id, found_organisation from invitations i
      where i.mail_token_hash = secret or i.copy_token_hash = secret;
  else
    select i.id, i.organisation_id into found_id, found_organisation from invitations i
      where i.id = invitation
        and i.email = (select u.email from users u where u.id = who and u.email_verified_at is not null);
  end if;
  if found_id is null then
    return;
  end if;
  perform set_config('app.organisation_id', found_organisation::text, true);
  if locking then
    perform from organisations o where o.id = found_organisation for no key update;
  end if;
  return query
    select i.id, i.email, i.role,
      case when i.state = 'pending' and i.expires_at <= now() then 'expired' else i.state end,
      i.inviter_id, i.expires_at::timestamptz, coalesce(i.mail_token_hash = secret, false),
      o.id, o.handle, o.name, o.portal_tier, o.member_count, u.name, inviter.role, mine.user_id is not null
    from invitations i
    join organisations o on o.id = i.organisation_id
    left join users u on u.id = i.inviter_id and u.disabled_at is null
    left join members inviter on inviter.organisation_id = i.organisation_id and inviter.user_id = u.id
    left join members mine on mine.organisation_id = i.organisation_id and mine.user_id = who
    where i.id = found_id;
end $$;
