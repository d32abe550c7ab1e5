-- Domains of mail addresses that an organisation says are its own, and how it proved that.
create table mail_domains (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisations on delete cascade,
  domain text not null check (length(domain) between 3 and 253),
  -- SHA-256 of the domain: finds the organisation that proved it, before anybody is known.
  domain_hash bytea not null check (length(domain_hash) = 32),
  -- The text that the TXT record must have.
  token text not null check (length(token) between 20 and 200),
  -- zone: an active zone of this name is the organisation's; txt: the record was found.
  proof text check (proof in ('zone', 'txt')),
  proved_at timestamptz(3),
  looked_at timestamptz(3),
  -- Since when the TXT record of a proved domain is missing: the proof ends only after some days.
  missing_since timestamptz(3),
  created_at timestamptz(3) not null default now(),
  unique (organisation_id, domain),
  check ((proof is null) = (proved_at is null))
);
-- Proved, it is one organisation's.
create unique index mail_domains_proved on mail_domains (domain) where proved_at is not null;
create index mail_domains_by_hash on mail_domains (domain_hash) where proved_at is not null;
create index mail_domains_due on mail_domains (looked_at) where proved_at is not null;
alter table mail_domains enable row level security;
alter table mail_domains force row level security;
create policy tenant on mail_domains using (organisation_id = asking_organisation() or asking_portal());
create policy by_secret on mail_domains for select using (proved_at is not null and domain_hash = asking_secret());
grant select, insert, delete, update (proof, proved_at, looked_at, missing_since) on mail_domains to guildhall_app;

-- The OpenID provider of an organisation's own, by which its people sign in.
create table own_sign_ins (
  organisation_id uuid primary key references organisations on delete cascade,
  issuer text not null check (length(issuer) between 1 and 500),
  client_id text not null check (length(client_id) between 1 and 500),
  -- Sealed.
  secret bytea not null,
  -- Who isn't a member yet: refused, asks to join, or joins at once.
  joining text not null check (joining in ('members', 'ask', 'join')),
  -- The claim whose values give roles; null: roles stay as they were given here.
  role_claim text check (length(role_claim) between 1 and 100),
  -- Somebody without any of the values has the default role, or isn't let in.
  unmapped text not null default 'default' check (unmapped in ('default', 'refuse')),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now()
);
alter table own_sign_ins enable row level security;
alter table own_sign_ins force row level security;
create policy tenant on own_sign_ins using (organisation_id = asking_organisation() or asking_portal());
grant select, insert, delete, update (issuer, client_id, secret, joining, role_claim, unmapped, updated_at) on own_sign_ins to guildhall_app;

-- The role that a value of the claim gives: the first that fits. A deleted role takes its lines along.
create table own_sign_in_roles (
  organisation_id uuid not null references own_sign_ins on delete cascade,
  place smallint not null check (place between 1 and 50),
  value text not null check (length(value) between 1 and 200),
  -- Never the owner's.
  role text not null check (role in ('admin', 'operator', 'member', 'viewer', 'custom')),
  custom_role_id uuid,
  primary key (organisation_id, place),
  unique (organisation_id, value),
  check ((role = 'custom') = (custom_role_id is not null)),
  constraint own_sign_in_roles_role foreign key (organisation_id, custom_role_id) references roles (organisation_id, id) on delete cascade
);
create index own_sign_in_roles_by_role on own_sign_in_roles (organisation_id, custom_role_id) where custom_role_id is not null;
alter table own_sign_in_roles enable row level security;
alter table own_sign_in_roles force row level security;
create policy tenant on own_sign_in_roles using (organisation_id = asking_organisation() or asking_portal());
grant select, insert, delete on own_sign_in_roles to guildhall_app;

-- Which account somebody at an organisation's provider is: one there is one here, and the other way round.
create table own_identities (
  organisation_id uuid not null references organisations on delete cascade,
  user_id uuid not null references users on delete cascade,
  issuer text not null check (length(issuer) between 1 and 500),
  subject text not null check (length(subject) between 1 and 255),
  address text not null check (length(address) between 3 and 254),
  linked_at timestamptz(3) not null default now(),
  last_used_at timestamptz(3),
  primary key (organisation_id, user_id),
  unique (organisation_id, issuer, subject)
);
create index own_identities_by_user on own_identities (user_id);
alter table own_identities enable row level security;
alter table own_identities force row level security;
create policy tenant on own_identities using (organisation_id = asking_organisation() or asking_portal());
create policy mine on own_identities for select using (user_id = asking_user());
create policy unlink on own_identities for delete using (user_id = asking_user());
grant select, insert, delete, update (issuer, subject, address, linked_at, last_used_at) on own_identities to guildhall_app;

-- People who came by the organisation's own sign-in and wait for somebody there to let them in.
create table join_requests (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisations on delete cascade,
  user_id uuid not null references users on delete cascade,
  state text not null default 'waiting' check (state in ('waiting', 'accepted', 'declined')),
  created_at timestamptz(3) not null default now(),
  decided_by uuid references users on delete set null,
  decided_at timestamptz(3),
  unique (organisation_id, user_id),
  check ((state = 'waiting') = (decided_at is null))
);
create index join_requests_waiting on join_requests (organisation_id, created_at, id) where state = 'waiting';
create index join_requests_by_user on join_requests (user_id);
create index join_requests_decided_by on join_requests (decided_by) where decided_by is not null;
alter table join_requests enable row level security;
alter table join_requests force row level security;
create policy tenant on join_requests using (organisation_id = asking_organisation() or asking_portal());
create policy mine on join_requests for select using (user_id = asking_user());
grant select, insert, delete, update (state, created_at, decided_by, decided_at) on join_requests to guildhall_app;

-- Whether only sessions of the organisation's own sign-in open it; to the owner it is always open.
alter table organisations add column own_sign_in_required boolean not null default false;

-- A session of an organisation's own sign-in opens that organisation only, and ends with the membership.
alter table sessions add column confined_to uuid;
alter table sessions add constraint sessions_confined foreign key (confined_to, user_id)
  references members (organisation_id, user_id) on delete cascade;
create index sessions_by_confined on sessions (confined_to) where confined_to is not null;

-- Whether the session that created a token was one of the organisation's own sign-in.
alter table api_tokens add column own_sign_in boolean not null default false;

do $$
declare
  present text;
begin
  select pg_get_expr(conbin, conrelid) into present from pg_constraint where conname = 'notifications_kind_check';
  execute format('alter table notifications drop constraint notifications_kind_check, add constraint notifications_kind_check check (%s
    or kind = ''joinRequest'')', present);
end $$;

-- As before, with whether the session that created the token was one of the organisation's own sign-in.
drop function enter_token_of_any_reach(bytea);
create function enter_token_of_any_reach(secret bytea)
returns table (id uuid, "userId" uuid, name text, email text, verified boolean, "portalAdmin" boolean, "tokenName" text, reach text,
  "organisationId" uuid, permissions text[], "secondFactor" boolean, "administratorsNeedFactor" boolean, "ownSignIn" boolean)
language plpgsql as $$
#variable_conflict use_column
begin
  perform set_config('app.user_id', '', true), set_config('app.organisation_id', '', true),
    set_config('app.portal', '', true), set_config('app.secret', encode(secret, 'hex'), true);
  update api_tokens t set last_used_at = now()
    where t.token_hash = secret and (t.last_used_at is null or t.last_used_at < now() - interval '1 minute');
  return query
    select t.id, t.user_id, u.name, u.email, u.email_verified_at is not null, u.portal_admin, t.name, t.reach,
      coalesce(t.organisation_id, t.home_organisation_id), t.permissions, t.second_factor,
      (select administrators_need_second_factor from portal_settings), t.own_sign_in
    from api_tokens t join users u on u.id = t.user_id
    where t.token_hash = secret and (t.expires_at is null or t.expires_at > now()) and u.disabled_at is null;
end $$;

-- As before, with whether only sessions of the organisation's own sign-in open it.
drop function enter_organisation(uuid, text, boolean, uuid);
create function enter_organisation(who uuid, reference text, locking boolean, target uuid default null)
returns table (id uuid, handle text, name text, "ownerId" uuid, "portalTier" text, "memberCount" integer,
  "secondFactorRequired" boolean, "createdAt" timestamptz, "defaultRole" text, "memberId" uuid, role text,
  permissions text[], narrowed boolean, "suspensionReason" text, "suspendedUntil" timestamptz, "ownSignInRequired" boolean)
language plpgsql as $$
#variable_conflict use_column
declare
  organisation organisations%rowtype;
  member members%rowtype;
  scope text[]; -- what set_config answers, which nobody asks for: an assignment is evaluated without a query
begin
  scope := array[set_config('app.user_id', who::text, true), set_config('app.organisation_id', '', true),
    set_config('app.portal', '', true), set_config('app.secret', '', true)];
  if reference ~ '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$' then
    select * into member from members m where m.organisation_id = reference::uuid and m.user_id = who;
  else
    select m.* into member from handles h
      join members m on m.organisation_id = h.organisation_id and m.user_id = who
      where h.handle = reference and (h.held_until is null or h.held_until > now());
  end if;
  if member.id is null then
    return;
  end if;
  scope := array[set_config('app.organisation_id', member.organisation_id::text, true)];
  if target is not null then
    perform from users u where u.id = (select m.user_id from members m
      where m.organisation_id = member.organisation_id and (m.user_id = target or m.id = target)) for no key update;
  end if;
  if locking then -- a row lock asks the write policy too, so the scope comes first
    select * into organisation from organisations o where o.id = member.organisation_id for no key update;
    -- Whoever was waited for may have changed it.
    select * into member from members m where m.organisation_id = organisation.id and m.user_id = who;
  else
    select * into organisation from organisations o where o.id = member.organisation_id;
  end if;
  if organisation.id is null or member.id is null or organisation.deleted_at is not null then
    return;
  end if;
  role := member.role;
  if member.custom_role_id is not null then -- in one statement: nobody has a role that was removed meanwhile
    select coalesce(r.name, m.role), r.permissions into role, permissions
      from members m left join roles r on r.organisation_id = m.organisation_id and r.id = m.custom_role_id
      where m.id = member.id;
    if not found then
      return;
    end if;
  end if;
  "defaultRole" := organisation.default_role;
  if organisation.default_custom_role_id is not null then
    select coalesce((select r.name from roles r
      where r.organisation_id = organisation.id and r.id = organisation.default_custom_role_id), "defaultRole") into "defaultRole";
  end if;
  if organisation.suspended_at is not null and (organisation.suspended_until is null or organisation.suspended_until > now()) then
    "suspensionReason" := organisation.suspension_reason;
    "suspendedUntil" := organisation.suspended_until;
  end if;
  id := organisation.id;
  handle := organisation.handle;
  name := organisation.name;
  "ownerId" := organisation.owner_id;
  "portalTier" := organisation.portal_tier;
  "memberCount" := organisation.member_count;
  "secondFactorRequired" := organisation.second_factor_required;
  "ownSignInRequired" := organisation.own_sign_in_required;
  "createdAt" := organisation.created_at;
  "memberId" := member.id;
  narrowed := member.narrowed;
  return next;
end $$;
